/// Codes judged against factors that are known: whether each dimension follows one factor, and each factor one dimension.
///
/// Definitions follow disentanglement_lib (Locatello et al. 2019) where the measure's own type does not say otherwise.
/// Beside each number stands what the same codes give when they are shuffled over the tracks: few tracks and many values
/// give something to every measure.
public struct Disentanglement: Sendable, Equatable {
  public let dimensions: [String]
  /// Which dimensions are in use; the others count with 0 in every table.
  public let isLive: [Bool]
  public let factors: [JudgedFactor]
  /// I(z_j; v) / H(v), 0 … 1.
  public let information: FactorTable
  /// R² of numbers, balanced accuracy less chance of classes, of one dimension alone.
  public let separability: FactorTable
  /// Σ |w| of sparse linear readers, of each factor 1 in all.
  public let importance: FactorTable
  /// In the order of ``DisentanglementMeasure``, those that can be given.
  public let scores: [DisentanglementScore]
  public let omissions: [FactorOmission]
  /// Factors that tell of each other, the strongest first.
  public let entanglements: [FactorEntanglement]
  public let rowsUsed: Int
  public let rowsGiven: Int

  /// Dimensions that are judged at most.
  public static let mostDimensions = 256
  /// Rows that are judged at most, a sample of more.
  public static let mostRows = 2000

  public subscript(measure: DisentanglementMeasure) -> DisentanglementScore? {
    scores.first { $0.measure == measure }
  }
}

/// A factor and what is said of it alone.
public struct JudgedFactor: Sendable, Equatable {
  public let name: String
  public let isNumeric: Bool
  public let valueCount: Int
  /// Rows whose value is known.
  public let rows: Int
  /// The largest share of ``Disentanglement/information`` less the second.
  public let informationGap: Double
  /// The same of ``Disentanglement/separability``.
  public let separabilityGap: Double
  /// How well all dimensions together tell it, on held-out groups, 0 … 1.
  public let informativeness: Double
}

/// Two factors of the tracks that are not independent.
public struct FactorEntanglement: Sendable, Equatable {
  public let first: String
  public let second: String
  /// Adjusted mutual information, 0 = chance, 1 = the same.
  public let strength: Double
}

public enum DisentanglementMeasure: String, Sendable, CaseIterable {
  /// Mutual information gap (Chen et al. 2018).
  case mig
  /// Separated attribute predictability (Kumar et al. 2018).
  case sap
  /// Of DCI (Eastwood & Williams 2018).
  case disentanglement, completeness, informativeness
  /// Kim & Mnih 2018.
  case factorVAE
  /// Of a Gaussian with the codes' covariance, in nats; 0 = uncorrelated.
  case gaussianCorrelation
  /// Of the aggregate posterior, in nats; models only.
  case totalCorrelation

  /// Total correlations say nothing of factors.
  public var isOfFactors: Bool { self != .gaussianCorrelation && self != .totalCorrelation }
}

public struct DisentanglementScore: Sendable, Equatable {
  public let measure: DisentanglementMeasure
  public let value: Double
  /// What codes give that have lost their tracks; `nil` where factors play no part.
  public let chance: Double?
}
