/// Methods side by side, judged in the same way on the same tracks, with the baselines that keep them honest.
public struct Comparison: Sendable, Equatable {
  /// The entries, then their baselines.
  public let rows: [ComparisonRow]
  public let options: ComparisonOptions
  /// The label column that methods are scored against; `nil` without one.
  public let labelName: String?
  /// Rows of data that every entry has.
  public let rowsUsed: Int
  /// Recordings or artists among them: what the bootstrap draws.
  public let groupsUsed: Int
  /// Rows of the first entry that another entry lacks.
  public let rowsNotShared: Int
  /// Used rows without a label; they count in the scores only that need none.
  public let rowsWithoutLabel: Int
  /// What the common space is: the standardised features of this name.
  public let commonSpace: String
  /// What to know before the table: leaks of labels or tracks into what is scored.
  public let findings: [AuditFinding]
  /// What the table supports and what it does not, in words.
  public let conclusions: [String]

  /// Rows above which silhouettes, which compare all pairs, are worked out on a sample of so many.
  public static let silhouetteRows = 10_000

  /// The conclusions as one paragraph.
  public var summary: String { conclusions.joined(separator: " ") }

  /// Scores that any row has, in the order of their declaration.
  public var scores: [ComparisonScore] {
    ComparisonScore.allCases.filter { score in rows.contains { $0[score] != nil } }
  }
}

/// One method's scores.
public struct ComparisonRow: Sendable, Equatable {
  public enum Kind: String, Sendable {
    case entry
    /// Principal components of an entry's features, as many as it has latents.
    case pca
    /// An entry's features as they are.
    case raw
    /// An entry's network without noise and divergence.
    case autoencoder
    /// Every row in the largest class.
    case majority
    /// Rows in clusters by lot.
    case random
  }

  public let name: String
  public let kind: Kind
  public let note: String?
  /// Columns of the space that was clustered.
  public let dimensions: Int
  /// Of a model: latent dimensions that carry something.
  public let activeUnits: Int?
  /// Whether the method was given the labels that it is scored against.
  public let readsLabels: Bool
  var scores: [ComparisonScore: Score] = [:]
  /// Scores in which it is better than every other method by the paired bootstrap, Holm-corrected p < 0.05.
  public internal(set) var bestIn: Set<ComparisonScore> = []

  public subscript(score: ComparisonScore) -> Score? { scores[score] }

  public var isBaseline: Bool { kind != .entry }

  /// Whether a model leaves at least three quarters of its latent dimensions unused.
  public var isCollapsed: Bool {
    activeUnits.map { $0 <= max(1, dimensions / 4) && dimensions > $0 } ?? false
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
  case trainings(Int)
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
    case .trainings(let count): "retrain is \(count), allowed is 1 to 100"
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
    case .trainings: "retrain"
    case .noEntries, .tooFewSharedRows, .repeatedID: nil
    }
  }
}
