/// Counts of rows by cluster and label.
struct Contingency {
  /// The rows that a cluster and a label have in common.
  struct Cell {
    let cluster: Int
    let label: Int
    let count: Int
  }

  /// Of clusters and labels that meet at all, in the order of clusters, then labels.
  let cells: [Cell]
  let clusterSizes: [Int]
  let labelSizes: [Int]
  let count: Int

  init<Label: Hashable>(clusters: [Int], labels: [Label]) {
    let clusterNumbers = Self.numbered(clusters)
    let labelNumbers = Self.numbered(labels)
    let labelCount = (labelNumbers.max() ?? -1) + 1
    var clusterSizes = [Int](repeating: 0, count: (clusterNumbers.max() ?? -1) + 1)
    var labelSizes = [Int](repeating: 0, count: labelCount)
    var counts: [Int: Int] = [:]
    for (cluster, label) in zip(clusterNumbers, labelNumbers) {
      clusterSizes[cluster] += 1
      labelSizes[label] += 1
      counts[cluster * labelCount + label, default: 0] += 1
    }
    // Sorted, so that sums have a fixed order.
    cells = counts.sorted { $0.key < $1.key }.map { key, count in
      Cell(cluster: key / max(1, labelCount), label: key % max(1, labelCount), count: count)
    }
    self.clusterSizes = clusterSizes
    self.labelSizes = labelSizes
    count = clusters.count
  }

  /// `rows` of all; 1 when there are none.
  func share(_ rows: Int) -> Double { count > 0 ? Double(rows) / Double(count) : 1 }

  /// Values numbered from 0 in the order of their first appearance.
  static func numbered<Value: Hashable>(_ values: [Value]) -> [Int] {
    var numbers: [Value: Int] = [:]
    return values.map { value in
      if let number = numbers[value] { return number }
      numbers[value] = numbers.count
      return numbers.count - 1
    }
  }
}

// MARK: - Pairs of rows

extension Contingency {
  /// By counts of pairs, as scikit-learn; 1 when both partitions are trivial.
  var adjustedRand: Double {
    let n = Double(count)
    let squares = sumOfSquares(cells.map(\.count))
    let falsePositive = sumOfSquares(clusterSizes) - squares
    let falseNegative = sumOfSquares(labelSizes) - squares
    let truePositive = squares - n
    let trueNegative = n * n - falsePositive - falseNegative - squares
    if falsePositive == 0, falseNegative == 0 { return 1 }
    return 2 * (truePositive * trueNegative - falseNegative * falsePositive)
      / ((truePositive + falseNegative) * (falseNegative + trueNegative)
        + (truePositive + falsePositive) * (falsePositive + trueNegative))
  }

  /// √(precision · recall) of pairs; 0 when no pair shares both cluster and label.
  var fowlkesMallows: Double {
    let n = Double(count)
    let both = sumOfSquares(cells.map(\.count)) - n
    guard both > 0 else { return 0 }
    return (both / (sumOfSquares(clusterSizes) - n)).squareRoot()
      * (both / (sumOfSquares(labelSizes) - n)).squareRoot()
  }

  /// In double: 100,000 rows squared overflow 32 bits.
  private func sumOfSquares(_ counts: [Int]) -> Double {
    counts.reduce(0) { $0 + Double($1) * Double($1) }
  }
}

// MARK: - Rows

extension Contingency {
  /// Σ over clusters of their commonest label's rows, of all rows.
  var purity: Double {
    var largest = [Int](repeating: 0, count: clusterSizes.count)
    for cell in cells { largest[cell.cluster] = max(largest[cell.cluster], cell.count) }
    return share(largest.reduce(0, +))
  }

  var matchedAccuracy: Double {
    let isWide = clusterSizes.count <= labelSizes.count
    let (rows, columns) = (
      min(clusterSizes.count, labelSizes.count), max(clusterSizes.count, labelSizes.count)
    )
    var gains = [Double](repeating: 0, count: rows * columns)
    for cell in cells {
      let (row, column) = isWide ? (cell.cluster, cell.label) : (cell.label, cell.cluster)
      gains[row * columns + column] = Double(cell.count)
    }
    let matching = Assignment.best(gains: gains, rows: rows, columns: columns)
    return share(Int(matching.enumerated().reduce(0) { $0 + gains[$1.offset * columns + $1.element] }))
  }
}
