/// How well clusters agree with labels, both taken as partitions of the same rows.
///
/// Rows without a label (`nil`) are dropped and counted. Values of trivial partitions are scikit-learn's.
public struct Agreement: Sendable, Equatable {
  /// The adjusted Rand index (Hubert & Arabie 1985): 1 = the same partition, 0 = as by chance.
  public let adjustedRand: Double
  /// Mutual information over the arithmetic mean of both entropies, 0 … 1; grows with the number of clusters.
  public let normalizedMutualInformation: Double
  /// The same less what chance gives (Vinh, Epps & Bailey 2010): 0 = as by chance.
  public let adjustedMutualInformation: Double
  /// 1 − H(label | cluster) / H(label) (Rosenberg & Hirschberg 2007): 1 when every cluster holds one label only.
  public let homogeneity: Double
  /// 1 − H(cluster | label) / H(cluster): 1 when every label lies in one cluster only.
  public let completeness: Double
  /// The harmonic mean of homogeneity and completeness.
  public let vMeasure: Double
  /// The geometric mean of precision and recall over pairs of rows (Fowlkes & Mallows 1983).
  public let fowlkesMallows: Double
  /// The share of rows that have the commonest label of their cluster; 1 when every row is its own cluster.
  public let purity: Double
  /// The share of rows that are right when each cluster stands for one label and each label for one cluster at
  /// most, matched as well as possible (Kuhn 1955).
  public let matchedAccuracy: Double
  /// The share of rows that have the commonest label of all: what ``purity`` must exceed to say anything.
  public let majorityShare: Double
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
    adjustedMutualInformation = table.adjustedMutualInformation
    (homogeneity, completeness) = (table.homogeneity, table.completeness)
    let sum = homogeneity + completeness
    vMeasure = sum > 0 ? 2 * homogeneity * completeness / sum : 0
    fowlkesMallows = table.fowlkesMallows
    purity = table.purity
    matchedAccuracy = table.matchedAccuracy
    majorityShare = table.share(table.labelSizes.max() ?? 0)
    rowsUsed = pairs.count
    rowsDropped = labels.count - pairs.count
  }
}
