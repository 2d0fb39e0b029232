/// Scratch memory of numbers on a 64-byte boundary, zeroed, freed with its owner.
final class AlignedMemory<Element: BitwiseCopyable & ExpressibleByIntegerLiteral> {
  let start: UnsafeMutablePointer<Element>
  private let bytes: UnsafeMutableRawPointer

  init(count: Int) {
    let count = max(1, count)
    bytes = UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Element>.stride, alignment: 64)
    start = bytes.bindMemory(to: Element.self, capacity: count)
    start.initialize(repeating: 0, count: count)
  }

  deinit { bytes.deallocate() }
}
