import Foundation

/// Draws, decodes and weighs: what an ``Evaluation`` is made of.
struct EvaluationRun {
  let posterior: Posterior
  let score: any DecoderScore
  /// Draws of a row.
  var samples: Int
  let seed: UInt64
  let cancellation: Cancellation
  let progress: @Sendable (WorkProgress) -> Void

  private var count: Int { posterior.mean.rows }
  private var latent: Int { posterior.mean.columns }

  /// The parts with the errors of every row through its μ.
  func reconstructed() throws -> [EvaluatedPart] {
    var parts = score.parts
    let order = Array(0..<count)
    for start in stride(from: 0, to: count, by: score.capacity) {
      try cancellation.check()
      let rows = order[start..<min(count, start + score.capacity)]
      let means = Array(posterior.mean.values[start * latent..<rows.endIndex * latent])
      for (part, errors) in try score.errors(of: rows, at: means).enumerated() {
        parts[part].squaredErrors += errors.map(\.squared)
        parts[part].rootMeanSquareErrors += errors.map(\.rootMeanSquare)
      }
    }
    return parts
  }

  /// Adds the mean log-likelihoods over ``samples`` draws of every row to `parts`; its weights are left in `weighed`.
  func draw(into parts: inout [EvaluatedPart], _ weighed: inout [WeighedRow]) throws {
    var random = RandomSource(seed: seed, stream: 0)
    var open = OpenRow(parts: parts.count)
    for first in stride(from: 0, to: count * samples, by: score.capacity) {
      try cancellation.check()
      let items = first..<min(count * samples, first + score.capacity)
      let rows = items.map { $0 / samples }
      var latents = [Float](repeating: 0, count: rows.count * latent)
      var priors = [Double](repeating: 0, count: rows.count)
      for (index, item) in items.enumerated() {
        // A row has its own stream: its draws do not depend on the rows before it.
        if item % samples == 0 { random = RandomSource(seed: seed, stream: UInt64(rows[index])) }
        priors[index] = draw(rows[index], into: &latents, at: index * latent, &random)
      }
      let likelihoods = try score.logLikelihoods(of: rows[...], at: latents)
      for (index, item) in items.enumerated() {
        open.add(likelihoods.map { $0[index] }, prior: priors[index])
        guard (item + 1) % samples == 0 else { continue }
        for part in parts.indices { parts[part].logLikelihoods.append(open.sums[part] / Double(samples)) }
        weighed.append(WeighedRow(open.logWeights))
        open = OpenRow(parts: parts.count)
      }
      progress(WorkProgress(completed: items.upperBound / samples, total: count, unit: "rows"))
    }
  }

  /// Lays one z ~ q(z|x) of `row` and returns log p(z) − log q(z|x).
  private func draw(_ row: Int, into latents: inout [Float], at place: Int, _ random: inout RandomSource)
    -> Double
  {
    var prior = 0.0
    for dimension in 0..<latent {
      let source = row * latent + dimension
      let logVariance = min(max(Double(posterior.logVariance.values[source]), -30), 20)
      let noise = random.normal()
      let z = Double(posterior.mean.values[source]) + exp(logVariance / 2) * noise
      latents[place + dimension] = Float(z)
      prior += 0.5 * (logVariance + noise * noise - z * z)
    }
    return prior
  }
}

/// The draws of a row so far.
private struct OpenRow {
  /// Σ log p(x|z) of each part.
  var sums: [Double]
  /// log p(x, z) − log q(z|x).
  var logWeights: [Double] = []

  init(parts: Int) { sums = [Double](repeating: 0, count: parts) }

  mutating func add(_ likelihoods: [Double], prior: Double) {
    for (part, value) in likelihoods.enumerated() { sums[part] += value }
    logWeights.append(likelihoods.reduce(prior, +))
  }
}

/// What the weights of a row amount to.
struct WeighedRow {
  /// log 1/K Σ w.
  let bound: Double
  /// (Σ w)² / Σ w².
  let effectiveSamples: Double

  init(_ logWeights: [Double]) {
    bound = ImportanceWeightedBound.logMeanExp(logWeights)
    let squares = ImportanceWeightedBound.logMeanExp(logWeights.map { 2 * $0 })
    effectiveSamples = exp(2 * bound - squares) * Double(logWeights.count)
  }
}
