import CHotLoops

/// Vectors side by side: `rows` × `width` doubles in row-major order, of which the first `count` columns are in use.
///
/// The width is `count` rounded up to whole vectors of the processor; what is beyond `count` stays zero. Within one
/// operation each thread writes to rows of its own.
final class VectorBlock: @unchecked Sendable {
  let rows: Int
  let count: Int
  let width: Int
  private let memory: AlignedMemory<Double>

  init(rows: Int, count: Int) {
    self.rows = rows
    self.count = count
    width = (count + 7) / 8 * 8
    memory = AlignedMemory(count: rows * width)
  }

  func row(_ index: Int) -> UnsafeMutablePointer<Double> { memory.start + index * width }

  subscript(row: Int, column: Int) -> Double {
    get { memory.start[row * width + column] }
    set { memory.start[row * width + column] = newValue }
  }
}

/// Operations on blocks, spread over threads in pieces of about a millisecond.
///
/// Pieces do not depend on the number of threads, and their sums are added in order.
struct BlockWork {
  let threads: Int?
  let cancellation: Cancellation

  /// `body` on ranges of rows that take `cost` multiply-adds a row.
  func pieces<Result: Sendable>(
    rows: Int, cost: Int, body: @Sendable (Range<Int>) throws -> Result
  ) throws -> [Result] {
    let step = max(1, (4 << 20) / max(1, cost))
    return try Parallel.map(
      count: (rows + step - 1) / step, threads: threads, cancellation: cancellation
    ) { index in
      try body(index * step..<min(rows, (index + 1) * step))
    }
  }

  /// aᵀ · b, shape [a.count, b.count]; a and b have as many rows.
  func gram(_ a: VectorBlock, _ b: VectorBlock) throws -> VectorBlock {
    let order = (0..<Int32(Self.strip)).map { $0 }
    let parts = try pieces(rows: a.rows, cost: a.count * b.width) { range in
      let sum = VectorBlock(rows: a.count, count: b.count)
      var column = [Double](repeating: 0, count: Self.strip)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.strip) {
        let length = min(Self.strip, range.upperBound - start)
        for i in 0..<a.count {
          for offset in 0..<length { column[offset] = a[start + offset, i] }
          hot_combine_rows(column, order, length, b.row(start), b.width, sum.row(i))
        }
      }
      return sum
    }
    let total = VectorBlock(rows: a.count, count: b.count)
    for part in parts {
      for i in 0..<a.count {
        for j in 0..<b.count { total[i, j] += part[i, j] }
      }
    }
    return total
  }

  /// Rows whose products are summed before the sums are written.
  private static let strip = 128

  /// target = a · b, with b of a.count rows; `target` is as tall as a and as wide as b.
  func multiply(_ a: VectorBlock, _ b: VectorBlock, into target: VectorBlock) throws {
    let order = (0..<Int32(truncatingIfNeeded: a.count)).map { $0 }
    _ = try pieces(rows: a.rows, cost: a.count * b.width) { range in
      for row in range {
        target.row(row).update(repeating: 0, count: target.width)
        hot_combine_rows(a.row(row), order, a.count, b.row(0), b.width, target.row(row))
      }
    }
  }

  /// target = matrix · x.
  func multiply(_ matrix: SparseMatrix, _ x: VectorBlock, into target: VectorBlock) throws {
    let cost = (matrix.values.count / max(1, matrix.rows) + 1) * x.width
    _ = try pieces(rows: matrix.rows, cost: cost) { range in
      matrix.values.withUnsafeBufferPointer { values in
        matrix.columnIndices.withUnsafeBufferPointer { indices in
          for row in range {
            let out = target.row(row)
            out.update(repeating: 0, count: target.width)
            guard let weights = values.baseAddress, let columns = indices.baseAddress else { continue }
            let start = matrix.rowStarts[row]
            hot_combine_rows(
              weights + start, columns + start, matrix.rowStarts[row + 1] - start, x.row(0), x.width, out)
          }
        }
      }
    }
  }
}
