/// The diagonal Gaussian q(z|x) of every row.
public struct Posterior: Sendable, Equatable {
  /// μ, shape [rows, latent].
  public let mean: Tensor
  /// log σ², shape [rows, latent].
  public let logVariance: Tensor

  public init(mean: Tensor, logVariance: Tensor) {
    self.mean = mean
    self.logVariance = logVariance
  }

  /// Dimensions whose mean varies over the rows: Var(μ) > 0.01 (Burda, Grosse & Salakhutdinov 2016, section 2.3).
  public var activeUnits: Int {
    meanVariances.filter { $0 > Self.activityThreshold }.count
  }

  /// Variance of μ above which a dimension counts as active.
  public static let activityThreshold = 0.01

  /// Variance over the rows of each dimension's mean.
  public var meanVariances: [Double] {
    let latent = mean.columns
    let count = Double(max(1, mean.rows))
    return (0..<latent).map { dimension in
      let column = stride(from: dimension, to: mean.values.count, by: latent).map { Double(mean.values[$0]) }
      let average = column.reduce(0, +) / count
      return column.reduce(0) { $0 + ($1 - average) * ($1 - average) } / count
    }
  }
}
