import Foundation

/// A mixture of Gaussians, p(x) = Σ_k π_k N(x; μ_k, Σ_k), fitted by expectation maximisation (Dempster, Laird & Rubin 1977).
public struct GaussianMixture: Sendable, Equatable {
  /// What the components' covariances may be.
  public enum Covariance: String, Sendable, CaseIterable {
    /// Each component has its own matrix.
    case full
    /// Each has its own variance in each column.
    case diagonal
    /// All have one matrix.
    case tied
    /// Each has one variance.
    case spherical
  }

  public let covariance: Covariance
  /// π, sum 1.
  public let weights: [Double]
  /// μ, [component][column].
  public let means: [Double]
  /// Row-major. full: [component][column][column]; tied: [column][column]; diagonal: [component][column];
  /// spherical: [component].
  public let covariances: [Double]
  public let columns: Int
  /// Mean log-likelihood of a row in nats, before the last step of the fit: what its end is judged by.
  public let lowerBound: Double
  public let iterations: Int
  /// Whether the last step gained less than the tolerance.
  public let hasConverged: Bool

  /// Mean log-likelihood of a row under the fitted mixture, in nats, of the rows it was fitted to.
  public internal(set) var meanLogLikelihood = 0.0
  /// Rows it was fitted to.
  public internal(set) var rowCount = 0

  public var componentCount: Int { weights.count }

  /// Free parameters: weights, means and covariances.
  public var parameterCount: Int {
    let (k, d) = (componentCount, columns)
    let matrix = d * (d + 1) / 2
    let free =
      switch covariance {
      case .full: k * matrix
      case .diagonal: k * d
      case .tied: matrix
      case .spherical: k
      }
    return free + k * d + k - 1
  }

  /// Bayesian information criterion (Schwarz 1978), −2 ln L + p ln n; lower is better.
  public var bic: Double {
    -2 * meanLogLikelihood * Double(rowCount) + Double(parameterCount) * log(Double(max(1, rowCount)))
  }

  /// Akaike's information criterion (1974), −2 ln L + 2 p; lower is better.
  public var aic: Double { -2 * meanLogLikelihood * Double(rowCount) + 2 * Double(parameterCount) }

  init(
    _ parameters: MixtureParameters, lowerBound: Double, iterations: Int, hasConverged: Bool
  ) {
    covariance = parameters.covariance
    weights = parameters.weights
    means = parameters.means
    covariances = parameters.covariances
    columns = parameters.columns
    self.lowerBound = lowerBound
    self.iterations = iterations
    self.hasConverged = hasConverged
  }

  var parameters: MixtureParameters {
    MixtureParameters(
      covariance: covariance, columns: columns, weights: weights, means: means, covariances: covariances)
  }
}

/// The numbers of a mixture; see ``GaussianMixture``.
struct MixtureParameters: Sendable, Equatable {
  let covariance: GaussianMixture.Covariance
  let columns: Int
  var weights: [Double]
  var means: [Double]
  var covariances: [Double]

  var count: Int { weights.count }

  /// Values of one component's covariance as it is stored.
  static func size(_ covariance: GaussianMixture.Covariance, columns: Int) -> Int {
    switch covariance {
    case .full, .tied: columns * columns
    case .diagonal: columns
    case .spherical: 1
    }
  }
}
