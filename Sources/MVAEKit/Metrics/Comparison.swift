/// Methods side by side: each clustered by K-Means with several seeds, and judged in the same way.
public struct Comparison: Sendable, Equatable {
  /// The entries, then their baselines.
  public let rows: [ComparisonRow]
  public let k: Int
  /// K-Means runs a row; ± in the table is over these.
  public let seeds: Int
  /// Rows of data that every entry has.
  public let rowsUsed: Int
  /// Rows of the first entry that another entry lacks.
  public let rowsNotShared: Int
  /// Used rows without a label; they count in the internal scores only.
  public let rowsWithoutLabel: Int
  /// What the common space is: the standardised features of this name.
  public let commonSpace: String
  /// What the table supports and what it does not, in words.
  public let conclusions: [String]

  /// The conclusions as one paragraph.
  public var summary: String { conclusions.joined(separator: " ") }
}

/// One method's scores.
public struct ComparisonRow: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case entry
    /// Principal components of an entry's features, as many as it has latents.
    case pca
    /// An entry's features as they are.
    case raw
    /// Every row in the largest class.
    case majority
  }

  public let name: String
  public let kind: Kind
  public let note: String?
  /// Columns of the space that was clustered.
  public let dimensions: Int
  /// Of a model: latent dimensions that carry something.
  public let activeUnits: Int?
  /// In its own space; scores of spaces of different sizes do not compare.
  public let silhouette: Score?
  /// In the common space.
  public let commonSilhouette: Score?
  /// In its own space.
  public let calinskiHarabasz: Score?
  /// In its own space; lower is better.
  public let daviesBouldin: Score?
  /// Against the labels.
  public let adjustedRand: Score?
  /// Against the labels.
  public let normalizedMutualInformation: Score?

  public var isBaseline: Bool { kind != .entry }
}

/// A score over several seeds.
public struct Score: Sendable, Equatable {
  public let mean: Double
  /// Over the seeds, divided by n − 1; 0 for one seed.
  public let standardDeviation: Double

  public init(mean: Double, standardDeviation: Double) {
    self.mean = mean
    self.standardDeviation = standardDeviation
  }

  /// `nil` when a value is missing or there is none.
  init?(_ values: [Double?]) {
    let present = values.compactMap { $0 }
    guard present.count == values.count, !present.isEmpty else { return nil }
    let count = Double(present.count)
    let mean = present.reduce(0, +) / count
    let squares = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(mean: mean, standardDeviation: (squares / max(1, count - 1)).squareRoot())
  }
}

/// Why methods cannot be compared.
public enum ComparisonError: ExplainedError, Equatable {
  case noEntries
  case labelCount(found: Int, expected: Int)
  case tooFewSharedRows(Int)
  case repeatedID(String, entry: String)
  case clusterCount(k: Int, rows: Int)
  case seeds(Int)
  case noLabels

  public var message: String {
    switch self {
    case .noEntries: "there is nothing to compare"
    case .labelCount(let found, let expected): "there are \(found) labels for \(expected) rows"
    case .tooFewSharedRows(let count): "the entries share \(count) rows, a comparison needs 3 or more"
    case .repeatedID(let id, let entry):
      "\(entry) has rows other than the first entry's, and several with the id \(id)"
    case .clusterCount(let k, let rows): "k is \(k), with \(rows) rows in common it must be 2 to \(rows - 1)"
    case .seeds(let count): "seeds is \(count), allowed is 1 to 1000"
    case .noLabels: "no row in common has a label"
    }
  }

  public var hint: String? {
    switch self {
    case .tooFewSharedRows: "compare methods made from the same tracks"
    case .noLabels: "choose another column of labels, or none"
    default: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .labelCount, .noLabels: "labels"
    case .clusterCount: "k"
    case .seeds: "seeds"
    case .noEntries, .tooFewSharedRows, .repeatedID: nil
    }
  }
}
