import Foundation

/// Zero-filled working memory of 32-bit floats, 64-byte aligned and a whole number of 16-float vectors long.
///
/// The system clears it page by page when it is first touched, so that what is never used takes no memory. A class,
/// so that layers can write into it through views without exclusive-access checks in the hot path; it belongs to one
/// computation and is never shared between threads.
final class Buffer {
  let base: UnsafeMutablePointer<Float>
  let count: Int
  private let memory: UnsafeMutableRawPointer

  init(count: Int) {
    self.count = count
    let capacity = Self.padded(count)
    // Without memory `allocate` ends the program, as everywhere in Swift.
    memory = calloc(capacity * 4 + 64, 1) ?? .allocate(byteCount: capacity * 4 + 64, alignment: 64)
    base = memory.alignedUp(toMultipleOf: 64).bindMemory(to: Float.self, capacity: capacity)
  }

  convenience init(_ values: [Float]) {
    self.init(count: values.count)
    values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress { base.update(from: start, count: source.count) }
    }
  }

  deinit { free(memory) }

  var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Takes the memory now, which the system else gives page by page, in the middle of what first writes to it.
  func claim() {
    for index in stride(from: 0, to: count, by: 1024) { base[index] = 0 }
  }

  /// The first `rows` × `columns` values as a matrix.
  func matrix(rows: Int, columns: Int) -> MatrixView {
    MatrixView(self, rows: rows, columns: columns)
  }

  /// What `compute` writes goes to `count` values from `offset` on, or is added to what is there.
  func fill(
    at offset: Int, count: Int, accumulates: Bool, _ compute: (UnsafeMutablePointer<Float>) -> Void
  ) {
    guard accumulates else { return compute(base + offset) }
    let added = Buffer(count: count)
    compute(added.base)
    for index in 0..<count { base[offset + index] += added.base[index] }
  }

  /// `count` rounded up to whole vectors, and never nothing.
  static func padded(_ count: Int) -> Int { max(16, (count + 15) / 16 * 16) }
}
