import CHotLoops

/// Mean and population variance of every column, in double, in two passes.
struct ColumnMoments {
  let means: [Double]
  let variances: [Double]

  /// Of `values` (shape [rows, columns]), or of its rows at `rows`.
  init(_ values: Tensor, rows: [Int]? = nil) {
    let width = values.columns
    let runs = rows.map(Self.runs) ?? [0..<values.rows]
    let count = Double(max(1, rows?.count ?? values.rows))
    var sums = [Double](repeating: 0, count: width)
    var squares = sums
    var means = sums
    values.values.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for run in runs { hot_column_totals(base + run.lowerBound * width, run.count, width, &sums) }
      means = sums.map { $0 / count }
      for run in runs { hot_column_squares(base + run.lowerBound * width, run.count, width, means, &squares) }
    }
    self.means = means
    variances = squares.map { $0 / count }
  }

  /// Rows in their order as ranges of neighbours.
  private static func runs(_ rows: [Int]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for row in rows {
      if let last = runs.last, last.upperBound == row {
        runs[runs.count - 1] = last.lowerBound..<row + 1
      } else {
        runs.append(row..<row + 1)
      }
    }
    return runs
  }
}
