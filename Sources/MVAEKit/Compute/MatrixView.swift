/// A row-major matrix within a ``Buffer``, which it keeps alive.
///
/// Use `base` only in a function that got the view as an argument: a local view may be released after its last
/// mention, before the memory behind `base` is read.
struct MatrixView {
  private let owner: Buffer
  let base: UnsafeMutablePointer<Float>
  let rows: Int
  let columns: Int

  /// The `rows` × `columns` values of `buffer` from `offset` on.
  init(_ buffer: Buffer, offset: Int = 0, rows: Int, columns: Int) {
    owner = buffer
    base = buffer.base + offset
    self.rows = rows
    self.columns = columns
  }

  var count: Int { rows * columns }

  /// A copy of its values.
  var values: [Float] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// Copies the rows of `source` at `indices`, in that order.
  func copy(rows indices: ArraySlice<Int>, of source: [Float]) {
    source.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return }
      for (target, row) in indices.enumerated() {
        (base + target * columns).update(from: start + row * columns, count: columns)
      }
    }
  }
}
