import CHotLoops

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
    self.init(buffer, at: buffer.base + offset, rows: rows, columns: columns)
  }

  private init(_ buffer: Buffer, at base: UnsafeMutablePointer<Float>, rows: Int, columns: Int) {
    owner = buffer
    self.base = base
    self.rows = rows
    self.columns = columns
  }

  var count: Int { rows * columns }

  /// `count` rows from `first` on.
  func part(_ first: Int, _ count: Int) -> MatrixView {
    MatrixView(owner, at: base + first * columns, rows: count, columns: columns)
  }

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

  /// 1 in the column of each row's class, else 0.
  func lay(oneHot classes: [Int]) {
    base.update(repeating: 0, count: count)
    for (row, index) in classes.enumerated() { base[row * columns + index] = 1 }
  }

  /// Copies all of `source` (as many rows) into the columns from `column` on.
  func copy(columns source: MatrixView, at column: Int) {
    for row in 0..<source.rows {
      (base + row * columns + column).update(
        from: source.base + row * source.columns, count: source.columns)
    }
  }

  /// Copies the columns from `column` on into all of `target` (as many rows).
  func copy(from column: Int, to target: MatrixView) {
    for row in 0..<target.rows {
      (target.base + row * target.columns).update(
        from: base + row * columns + column, count: target.columns)
    }
  }

  /// Adds the columns from `column` on to all of `target` (as many rows).
  func add(from column: Int, to target: MatrixView) {
    for row in 0..<target.rows {
      hot_add(target.base + row * target.columns, base + row * columns + column, target.columns)
    }
  }
}
