import CHotLoops
import Foundation

/// The steps of t-SNE from a start to its end.
final class TSNEDescent {
  private let affinities: WeightedGraph
  private let configuration: TSNE.Configuration
  private let dimensions: Int
  private let work: EmbeddingWork
  private let field: any Repulsion
  private let points: Buffer
  private let attraction: Buffer
  private let repulsion: Buffer
  private let velocity: Buffer
  private let gains: Buffer

  /// - Parameter start: shape [rows, dimensions].
  init(
    _ affinities: WeightedGraph, start: Tensor, _ configuration: TSNE.Configuration,
    field: any Repulsion, work: EmbeddingWork
  ) {
    self.affinities = affinities
    self.configuration = configuration
    self.work = work
    dimensions = start.columns
    points = Buffer(start.values)
    attraction = Buffer(count: start.values.count)
    repulsion = Buffer(count: start.values.count)
    velocity = Buffer(count: start.values.count)
    gains = Buffer([Float](repeating: 1, count: start.values.count))
    self.field = field
  }

  var coordinates: Tensor {
    Tensor(shape: [affinities.rows, dimensions], values: points.values) ?? Tensor(shape: [0, dimensions])
  }

  func run(_ progress: ProgressHandler) throws {
    for step in 0..<configuration.steps {
      let isEarly = step < configuration.earlySteps
      try advance(exaggeration: isEarly ? configuration.exaggeration : 1, momentum: isEarly ? 0.5 : 0.8)
      if (step + 1) % 10 == 0 || step + 1 == configuration.steps {
        progress(WorkProgress(completed: step + 1, total: configuration.steps, unit: "steps"))
      }
    }
  }

  /// KL(P ‖ Q) = Σ p (ln p + ln(1 + d²)) + ln Z, with q = 1 / (1 + d²) / Z.
  func divergence() throws -> Double {
    let normaliser = try forces()
    let edges = try work.sum(over: affinities.rows, step: 256) { range in
      hot_tsne_cost(
        dimensions, points.base, affinities.starts, affinities.indices, affinities.weights, range.lowerBound,
        range.count)
    }
    return edges + log(normaliser)
  }

  /// The gradient of KL(P ‖ Q): 4 (Σ_j p q (y_i − y_j) − Σ_j q² (y_i − y_j) / Z), shape [rows, dimensions].
  func gradient() throws -> [Float] {
    let normaliser = try forces()
    return (0..<points.count).map {
      4 * (attraction.base[$0] - Float(1 / normaliser) * repulsion.base[$0])
    }
  }

  private func advance(exaggeration: Double, momentum: Double) throws {
    let normaliser = try forces()
    let rate = max(Double(affinities.rows) / configuration.exaggeration / 4, 50)
    hot_tsne_step(
      points.base, attraction.base, repulsion.base, velocity.base, gains.base, affinities.rows * dimensions,
      Float(exaggeration), Float(1 / normaliser), Float(rate), Float(momentum))
  }

  /// Both parts of the gradient at the points; gives Z, the sum of q over all pairs.
  private func forces() throws -> Double {
    try field.charge(points)
    let total = try work.sum(over: affinities.rows, step: field.step) { range in
      hot_attraction(
        dimensions, points.base, points.base, affinities.starts, affinities.indices, affinities.weights,
        range.lowerBound, range.count, attraction.base)
      let offset = range.lowerBound * dimensions
      return withUnsafeTemporaryAllocation(of: Double.self, capacity: range.count) { sums in
        guard let base = sums.baseAddress else { return 0 }
        field.feel(
          at: points.base + offset, count: range.count, forces: repulsion.base + offset, normalisers: base)
        return sums.reduce(0, +) - field.own(at: points.base + offset, count: range.count)
      }
    }
    return max(total, .leastNormalMagnitude)
  }
}
