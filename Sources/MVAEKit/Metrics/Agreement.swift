import Foundation

/// How well clusters agree with labels, both taken as partitions of the same rows.
///
/// Rows without a label (`nil`) are dropped and counted.
public struct Agreement: Sendable, Equatable {
  /// The adjusted Rand index (Hubert & Arabie 1985): 1 = the same partition, 0 = as by chance.
  public let adjustedRand: Double
  /// Mutual information over the arithmetic mean of both entropies, 0 … 1.
  public let normalizedMutualInformation: Double
  public let rowsUsed: Int
  /// Rows left out because they have no label.
  public let rowsDropped: Int

  /// - Throws: ``ScoreError/lengths(rows:labels:)``.
  public init(assignments: [Int], labels: [String?]) throws {
    guard assignments.count == labels.count else {
      throw ScoreError.lengths(rows: assignments.count, labels: labels.count)
    }
    let pairs = zip(assignments, labels).compactMap { cluster, label in label.map { (cluster, $0) } }
    let table = Contingency(clusters: pairs.map(\.0), labels: pairs.map(\.1))
    adjustedRand = table.adjustedRand
    normalizedMutualInformation = table.normalizedMutualInformation
    rowsUsed = pairs.count
    rowsDropped = labels.count - pairs.count
  }
}

/// Counts of rows by cluster and label.
struct Contingency {
  /// Rows of each cluster and label that meet at all.
  let cells: [Int]
  /// Rows of each cell's cluster and label, in the order of `cells`.
  private let cellClusters: [Int]
  private let cellLabels: [Int]
  let clusterSizes: [Int]
  let labelSizes: [Int]
  let count: Int

  init<Label: Hashable>(clusters: [Int], labels: [Label]) {
    let clusterNumbers = Self.numbered(clusters)
    let labelNumbers = Self.numbered(labels)
    let clusterCount = (clusterNumbers.max() ?? -1) + 1
    let labelCount = (labelNumbers.max() ?? -1) + 1
    var clusterSizes = [Int](repeating: 0, count: clusterCount)
    var labelSizes = [Int](repeating: 0, count: labelCount)
    var cells: [Int: Int] = [:]
    for (cluster, label) in zip(clusterNumbers, labelNumbers) {
      clusterSizes[cluster] += 1
      labelSizes[label] += 1
      cells[cluster * labelCount + label, default: 0] += 1
    }
    // Sorted, so that sums have a fixed order.
    let keys = cells.keys.sorted()
    self.cells = keys.map { cells[$0] ?? 0 }
    cellClusters = keys.map { clusterSizes[$0 / max(1, labelCount)] }
    cellLabels = keys.map { labelSizes[$0 % max(1, labelCount)] }
    self.clusterSizes = clusterSizes
    self.labelSizes = labelSizes
    count = clusters.count
  }

  /// By counts of pairs, as scikit-learn; 1 when both partitions are trivial.
  var adjustedRand: Double {
    let n = Double(count)
    let squares = sumOfSquares(cells)
    let falsePositive = sumOfSquares(clusterSizes) - squares
    let falseNegative = sumOfSquares(labelSizes) - squares
    let truePositive = squares - n
    let trueNegative = n * n - falsePositive - falseNegative - squares
    if falsePositive == 0, falseNegative == 0 { return 1 }
    return 2 * (truePositive * trueNegative - falseNegative * falsePositive)
      / ((truePositive + falseNegative) * (falseNegative + trueNegative)
        + (truePositive + falsePositive) * (falsePositive + trueNegative))
  }

  /// 1 when both partitions are trivial (one cluster, one label), 0 when they share nothing.
  var normalizedMutualInformation: Double {
    if clusterSizes.count <= 1, labelSizes.count <= 1 { return 1 }
    let information = mutualInformation
    guard information > Double.ulpOfOne else { return 0 }
    let mean = (entropy(clusterSizes) + entropy(labelSizes)) / 2
    return mean > 0 ? min(1, information / mean) : 0
  }

  /// Σ p(c, l) · ln(p(c, l) / (p(c) p(l))), in nats.
  private var mutualInformation: Double {
    let n = Double(count)
    var sum = 0.0
    for index in cells.indices {
      let cell = Double(cells[index])
      sum +=
        cell / n * (log(cell) - log(n))
        + cell / n * (2 * log(n) - log(Double(cellClusters[index])) - log(Double(cellLabels[index])))
    }
    return max(0, sum)
  }

  private func entropy(_ sizes: [Int]) -> Double {
    let n = Double(count)
    return -sizes.reduce(0) { sum, size in
      size > 0 ? sum + Double(size) / n * (log(Double(size)) - log(n)) : sum
    }
  }

  /// In double: 100,000 rows squared overflow 32 bits.
  private func sumOfSquares(_ counts: [Int]) -> Double {
    counts.reduce(0) { $0 + Double($1) * Double($1) }
  }

  /// Values numbered from 0 in the order of their first appearance.
  private static func numbered<Value: Hashable>(_ values: [Value]) -> [Int] {
    var numbers: [Value: Int] = [:]
    return values.map { value in
      if let number = numbers[value] { return number }
      numbers[value] = numbers.count
      return numbers.count - 1
    }
  }
}
