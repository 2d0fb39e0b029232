/// Mean and population variance of every column, in double, in two passes.
struct ColumnMoments {
  let means: [Double]
  let variances: [Double]

  /// Of `values` (shape [rows, columns]), or of its rows at `rows`.
  init(_ values: Tensor, rows: [Int]? = nil) {
    let width = values.columns
    let indices = rows ?? Array(0..<values.rows)
    let count = Double(max(1, indices.count))
    var sums = [Double](repeating: 0, count: width)
    for row in indices {
      for column in 0..<width { sums[column] += Double(values.values[row * width + column]) }
    }
    let means = sums.map { $0 / count }
    var squares = [Double](repeating: 0, count: width)
    for row in indices {
      for column in 0..<width {
        let difference = Double(values.values[row * width + column]) - means[column]
        squares[column] += difference * difference
      }
    }
    self.means = means
    variances = squares.map { $0 / count }
  }
}
