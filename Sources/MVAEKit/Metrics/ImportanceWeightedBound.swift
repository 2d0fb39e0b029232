import Foundation

/// The bound of K samples on the log-likelihood: log 1/K Σ_k p(x, z_k) / q(z_k|x), z_k ~ q(z|x), in nats
/// (Burda, Grosse & Salakhutdinov 2016, equation 8).
///
/// K = 1 is the evidence lower bound of that sample; the mean over draws grows with K towards log p(x).
public struct ImportanceWeightedBound: Sendable, Equatable {
  /// Of each row.
  public let rows: [Double]
  /// K.
  public let samples: Int

  /// - Parameter logWeights: log p(x, z_k) − log q(z_k|x), row by row, K each; −∞ is a weight of 0.
  /// - Throws: ``PosteriorMeasureError`` for no rows, no samples, rows of different length, NaN and +∞.
  public init(logWeights: [[Double]]) throws {
    guard let first = logWeights.first else { throw PosteriorMeasureError.empty }
    guard !first.isEmpty else { throw PosteriorMeasureError.samples(0) }
    for (row, weights) in logWeights.enumerated() {
      guard weights.count == first.count else {
        throw PosteriorMeasureError.ragged(row: row, found: weights.count, expected: first.count)
      }
      if let column = weights.firstIndex(where: { !($0 < .infinity) }) {
        throw PosteriorMeasureError.notFinite(row: row, column: column)
      }
    }
    samples = first.count
    rows = logWeights.map(Self.logMeanExp)
  }

  /// From what is known of each row.
  init(rows: [Double], samples: Int) {
    self.rows = rows
    self.samples = samples
  }

  /// Over the rows.
  public var mean: MonteCarloEstimate { MonteCarloEstimate(rows) }

  /// log 1/n Σ e^x without overflow; −∞ of nothing.
  public static func logMeanExp(_ values: [Double]) -> Double {
    guard let largest = values.max(), largest > -.infinity else { return -.infinity }
    let sum = values.reduce(0) { $0 + exp($1 - largest) }
    return largest + log(sum / Double(values.count))
  }
}
