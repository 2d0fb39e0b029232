/// Points with clusters numbered 0..<k without gaps, checked for internal scores.
struct LabeledPoints {
  let values: Tensor
  let labels: [Int]
  let clusterCount: Int
  /// Points of each cluster.
  let sizes: [Int]

  /// - Throws: ``ScoreError`` unless there are 2 to n − 1 distinct labels and all values are finite.
  init(_ values: Tensor, labels: [Int]) throws {
    guard values.rows == labels.count else {
      throw ScoreError.lengths(rows: values.rows, labels: labels.count)
    }
    if let index = values.values.firstIndex(where: { !$0.isFinite }) {
      throw ScoreError.notFinite(row: index / values.columns, column: index % values.columns)
    }
    let numbers = Dictionary(uniqueKeysWithValues: Set(labels).sorted().enumerated().map { ($1, $0) })
    let dense = labels.map { numbers[$0] ?? 0 }
    clusterCount = numbers.count
    guard clusterCount >= 2, clusterCount < labels.count else {
      throw ScoreError.clusterCount(found: clusterCount, rows: labels.count)
    }
    var sizes = [Int](repeating: 0, count: clusterCount)
    for label in dense { sizes[label] += 1 }
    self.values = values
    self.labels = dense
    self.sizes = sizes
  }

  /// The mean of each cluster, row-major in double.
  var centroids: [Double] {
    let width = values.columns
    var sums = [Double](repeating: 0, count: clusterCount * width)
    for (row, label) in labels.enumerated() {
      for column in 0..<width {
        sums[label * width + column] += Double(values.values[row * width + column])
      }
    }
    for index in sums.indices { sums[index] /= Double(sizes[index / max(1, width)]) }
    return sums
  }

  /// Squared distance of row `row` to a point given row-major at `offset`.
  func squaredDistance(_ row: Int, to points: [Double], at offset: Int) -> Double {
    var sum = 0.0
    let width = values.columns
    for column in 0..<width {
      let difference = Double(values.values[row * width + column]) - points[offset + column]
      sum += difference * difference
    }
    return sum
  }
}
