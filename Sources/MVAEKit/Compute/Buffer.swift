/// Zero-filled working memory of 32-bit floats, 64-byte aligned and a whole number of 16-float vectors long.
///
/// A class, so that layers can write into it through views without exclusive-access checks in the hot path; it
/// belongs to one computation and is never shared between threads.
final class Buffer {
  let base: UnsafeMutablePointer<Float>
  let count: Int

  init(count: Int) {
    self.count = count
    let capacity = Self.padded(count)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: capacity * 4, alignment: 64)
    base = memory.bindMemory(to: Float.self, capacity: capacity)
    base.initialize(repeating: 0, count: capacity)
  }

  convenience init(_ values: [Float]) {
    self.init(count: values.count)
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.update(from: start, count: source.count) }
    }
  }

  deinit { base.deallocate() }

  var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// The first `rows` × `columns` values as a matrix.
  func matrix(rows: Int, columns: Int) -> MatrixView {
    MatrixView(self, rows: rows, columns: columns)
  }

  /// `count` rounded up to whole vectors, and never nothing.
  static func padded(_ count: Int) -> Int { max(16, (count + 15) / 16 * 16) }
}
