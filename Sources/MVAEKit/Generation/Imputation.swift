/// A modality of some tracks, imagined from the others.
public struct Imputation: Sendable, Equatable {
  /// A real track whose features are like the imagined ones.
  public struct Neighbor: Sendable, Equatable {
    /// Its position among the model's tracks.
    public let row: Int
    /// Cosine of the angle between both, as the network sees them: −1 … 1.
    public let similarity: Double
  }

  /// What was given: "mel".
  public let given: String
  /// The mean of p(x|z) over the draws, in the modality's own units.
  public let features: ModelFeatures
  /// How far the truth is to be expected from it: √(s² + e), s² the variance between draws of z, e what draws were seen
  /// not to explain (``ImputationErrors/variances``; 0 without).
  public let deviation: ModelFeatures
  /// s, the standard deviation between draws of z: what the given modality leaves open of the latent.
  public let spread: ModelFeatures
  /// Draws z ~ q(z|x) of each track.
  public let draws: Int
  /// Share of the modality's variance over the training tracks that the imagined means leave open, 0 … 1 and more, of
  /// each track: Σ deviation² / Σ variance over the columns; `nil` without the features that the model learned from.
  public let openShares: [Double]?
  /// The tracks that the model knows whose modality is most like the imagined one, the likest first; none without the
  /// features that the model learned from.
  public let neighbors: [[Neighbor]]

  public var rows: TrackTable { features.rows }
}

extension TrainedModel {
  /// Imagines one modality of tracks from what else there is of them.
  ///
  /// - Parameters:
  ///   - target: the position of the modality; never read, even where tracks have it.
  ///   - inputs: tracks without anything else are left out.
  ///   - errors: what such imputations missed, which widens the deviations.
  ///   - draws: z ~ q(z|x) of each track, 1 … 10000.
  ///   - count: neighbours of each track.
  /// - Throws: ``FusionError``, ``TrainingError``, `CancellationError`.
  public func impute(
    _ target: Int, from inputs: FusionInputs, errors: ImputationErrors? = nil, draws: Int = 64,
    neighbors count: Int = 5, seed: UInt64 = 1, cancellation: Cancellation = Cancellation()
  ) throws -> Imputation {
    let content = try fusion(to: "imagine one modality from another")
    let others = content.network.all.subtracting(ModalitySet([target]))
    let kept = inputs.present.indices.filter { !inputs.present[$0].intersection(others).isEmpty }
    let names = others.members.map { content.modalityNames[$0] }
    guard !kept.isEmpty else { throw FusionError.noRows(names.joined(separator: " or ")) }
    let shown = inputs.selecting(kept).showing(others)
    let encoding = try LatentEncoding(
      rows: shown.rows, posterior: try encode(shown, cancellation: cancellation), count: draws, seed: seed,
      cancellation: cancellation)
    let moments = try decodedMoments(target, of: encoding, labels: shown.labels, cancellation)
    let known = try content.known(target, cancellation: cancellation)
    let variances = errors?.widening(moments.variances) ?? moments.variances
    let name = content.modalityNames[target]
    return Imputation(
      given: names.joined(separator: " + "),
      features: content.features(moments.means, of: target, rows: shown.rows).named(
        "imputed \(name)"),
      deviation: content.widths(variances, of: target, rows: shown.rows).named(
        "deviation of imputed \(name)"),
      spread: content.widths(moments.variances, of: target, rows: shown.rows).named(
        "spread of imputed \(name)"),
      draws: draws, openShares: known.map { $0.openShares(variances) },
      neighbors: try known?.neighbors(of: moments.means, count: count, cancellation: cancellation)
        ?? kept.map { _ in [] })
  }

  /// New tracks' modality `target`, from draws of what some given tracks say: `count` of each.
  ///
  /// - Parameter temperature: scales the deviations of the draws from μ.
  /// - Throws: ``FusionError``, ``TrainingError``, `CancellationError`.
  public func sample(
    _ target: Int, given inputs: FusionInputs, count: Int, temperature: Double = 1, seed: UInt64,
    cancellation: Cancellation = Cancellation()
  ) throws -> ModelFeatures {
    let content = try fusion(to: "imagine one modality from another")
    try SampleRequest(count: count, temperature: temperature).validate()
    let encoding = try LatentEncoding(
      rows: inputs.rows, posterior: try encode(inputs, cancellation: cancellation), count: count, seed: seed,
      cancellation: cancellation)
    var latents = encoding.draws
    let width = network.latent
    for index in latents.values.indices {
      let mean = encoding.posterior.mean.values[index / (width * count) * width + index % width]
      latents.values[index] = mean + Float(temperature) * (latents.values[index] - mean)
    }
    let ids = (0..<latents.rows).map { "sample\($0)" }
    let labels = inputs.labels.map { labels in (0..<latents.rows).map { labels[$0 / count] } }
    return try decode(
      latents, modality: target, labels: labels, rows: TrackTable(ids: ids, groups: ids, columns: []),
      cancellation: cancellation
    ).named("samples of \(content.modalityNames[target])")
  }

  /// Mean and variance over the draws of each track of what is decoded, as the network sees it.
  func decodedMoments(
    _ target: Int, of encoding: LatentEncoding, labels: [String]?, _ cancellation: Cancellation
  ) throws -> (means: [Float], variances: [Double]) {
    let content = try fusion()
    let classes = try content.indices(of: labels, count: encoding.rows.count)
    let columns = content.network.architecture.modalities[target].count
    let weights = Buffer(weightValues)
    var means: [Float] = []
    var variances: [Double] = []
    for row in 0..<encoding.rows.count {
      try cancellation.check()
      let places = Array(row * encoding.drawsPerRow..<(row + 1) * encoding.drawsPerRow)
      let decoded = try content.decode(
        target, encoding.draws.selecting(places),
        labels: classes.isEmpty ? [] : [Int](repeating: classes[row], count: places.count), weights: weights,
        cancellation: cancellation)
      let moments = ColumnMoments(
        Tensor(shape: [places.count, columns], values: decoded) ?? Tensor(shape: [0, columns]), rows: nil)
      means += moments.means.map { Float($0) }
      variances += moments.variances
    }
    return (means, variances)
  }
}

extension FusionContent {
  /// Square roots of variances that the network sees, in the modality's own units.
  fileprivate func widths(_ variances: [Double], of target: Int, rows: TrackTable) -> ModelFeatures {
    let columns = network.architecture.modalities[target].count
    let scaling = scalings[target]
    let widths = variances.enumerated().map { place, variance in
      Float(variance.squareRoot() * scaling.unit(place % columns))
    }
    return features(unscaled: widths, of: target, rows: rows)
  }
}
