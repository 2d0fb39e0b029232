import Foundation

/// What an encoder says of some tracks: means, variances and draws of q(z|x), with the rows they stand for.
public struct LatentEncoding: Sendable, Equatable {
  public let rows: TrackTable
  public let posterior: Posterior
  /// Draws z = μ + σ·ε of every row, shape [rows · draws, latent], row by row.
  public let draws: Tensor
  public let drawsPerRow: Int

  /// - Parameters:
  ///   - count: draws of each row, 1 … 10000.
  ///   - seed: row `i` draws from its own stream, so that it does not matter how many other rows there are after it.
  /// - Throws: ``TrainingError/parameter(name:value:allowed:)``, ``PosteriorMeasureError``, `CancellationError`.
  public init(
    rows: TrackTable, posterior: Posterior, count: Int = 1, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation()
  ) throws {
    try TrainingError.check("count", count, "1 to 10000", (1...10_000).contains)
    try posterior.requireMeasurable()
    guard rows.count == posterior.mean.rows else {
      throw FeatureError.shape(feature: "latents", shape: posterior.mean.shape, rows: rows.count)
    }
    let latent = posterior.mean.columns
    guard rows.count <= (1 << 30) / (count * latent) else {
      throw TrainingError.parameter(
        name: "count", value: "\(count)", allowed: "1 to \((1 << 30) / (rows.count * latent))")
    }
    let deviations = posterior.variances.map { $0.squareRoot() }
    var draws = Tensor(shape: [rows.count * count, latent])
    for row in 0..<rows.count {
      try cancellation.check()
      var random = RandomSource(seed: seed, stream: UInt64(row))
      for place in row * count * latent..<(row + 1) * count * latent {
        let source = row * latent + place % latent
        draws.values[place] = Float(
          Double(posterior.mean.values[source]) + deviations[source] * random.normal())
      }
    }
    self.rows = rows
    self.posterior = posterior
    self.draws = draws
    drawsPerRow = count
  }

  /// μ, shape [rows, latent].
  public var mean: FeatureMatrix { matrix("means", rows, posterior.mean) }

  /// σ² = exp(log σ²), shape [rows, latent].
  public var variance: FeatureMatrix {
    var values = posterior.logVariance
    values.values = posterior.variances.map { Float($0) }
    return matrix("variances", rows, values)
  }

  /// The draws, shape [rows · draws, latent]; with several a row their ids are `id.0`, `id.1`, …
  public var samples: FeatureMatrix {
    guard drawsPerRow > 1 else { return matrix("samples", rows, draws) }
    let repeated = rows.selecting((0..<rows.count * drawsPerRow).map { $0 / drawsPerRow })
    let ids = repeated.ids.enumerated().map { "\($1).\($0 % drawsPerRow)" }
    return matrix("samples", TrackTable(ids: ids, groups: repeated.ids, columns: repeated.columns), draws)
  }

  private func matrix(_ name: String, _ rows: TrackTable, _ values: Tensor) -> FeatureMatrix {
    FeatureMatrix(
      name: name, rows: rows, values: values, columnNames: (0..<values.columns).map { "z\($0)" },
      scaling: .none)
  }
}

extension TrainedModel {
  /// q(z|x) of every row with `count` draws of each.
  ///
  /// - Throws: ``FeatureError`` or ``TrainingError`` when the features do not fit what it was trained on.
  public func encoding(
    of inputs: ModelInputs, count: Int = 1, seed: UInt64 = 1, cancellation: Cancellation = Cancellation()
  ) throws -> LatentEncoding {
    try LatentEncoding(
      rows: inputs.rows, posterior: try encode(inputs, cancellation: cancellation), count: count, seed: seed,
      cancellation: cancellation)
  }
}

extension Posterior {
  /// σ² of every row and dimension, row-major; log-variances count as within −30 … 20, as in training.
  var variances: [Double] { logVariance.values.map { exp(min(max(Double($0), -30), 20)) } }

  /// Dimensions by falling KL (the first on a tie): the ones that carry most come first.
  public var dimensionsByDivergence: [Int] {
    let divergences = dimensionDivergences
    return divergences.indices.sorted { first, second in
      divergences[first] == divergences[second]
        ? first < second : divergences[first] > divergences[second]
    }
  }
}
