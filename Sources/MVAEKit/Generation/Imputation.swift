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
  /// The standard deviation of that mean between draws of z: what the given modality leaves open.
  public let deviation: ModelFeatures
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
  ///   - draws: z ~ q(z|x) of each track, 1 … 10000.
  ///   - count: neighbours of each track.
  /// - Throws: ``FusionError``, ``TrainingError``, `CancellationError`.
  public func impute(
    _ target: Int, from inputs: FusionInputs, draws: Int = 64, neighbors count: Int = 5, seed: UInt64 = 1,
    cancellation: Cancellation = Cancellation()
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
    let deviations = moments.variances.map { Float($0.squareRoot()) }
    let scaling = content.scalings[target]
    let columns = content.network.architecture.modalities[target].count
    let widths = deviations.indices.map { deviations[$0] * Float(scaling.unit($0 % columns)) }
    return Imputation(
      given: names.joined(separator: " + "),
      features: content.features(moments.means, of: target, rows: shown.rows).named(
        "imputed \(content.modalityNames[target])"),
      deviation: content.features(unscaled: widths, of: target, rows: shown.rows).named(
        "deviation of imputed \(content.modalityNames[target])"),
      draws: draws, openShares: known.map { $0.openShares(moments.variances) },
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
  private func decodedMoments(
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

extension TrainedModel {
  /// What imputations of one modality miss of its variance on tracks that have all: Σ (x̂ − x)² / Σ (x − mean)², x̂ decoded
  /// at the mean of q(z|the others), mean that of the training tracks. 1 is as good as always imagining that mean.
  ///
  /// - Parameter rows: of the model's tracks; those that lack a modality are left out.
  /// - Returns: `nil` when no track is left, or they are all the mean.
  /// - Throws: ``FusionError``, ``TrainingError/featuresMissing``, `CancellationError`.
  public func imputationMiss(_ target: Int, rows: [Int], cancellation: Cancellation = Cancellation()) throws
    -> Double?
  {
    let content = try fusion(to: "imagine one modality from another")
    guard content.inputs.hasValues else { throw TrainingError.featuresMissing }
    let whole = rows.filter { content.inputs.present[$0] == content.network.all }
    guard !whole.isEmpty else { return nil }
    let inputs = content.inputs.selecting(whole)
    let others = content.network.all.subtracting(ModalitySet([target]))
    let means = try encode(inputs, visible: others, cancellation: cancellation).mean
    let decoded = try content.decode(
      target, means, labels: content.indices(of: inputs.labels, count: whole.count),
      weights: Buffer(weightValues), cancellation: cancellation)
    guard let real = try content.known(target, rows: whole, cancellation: cancellation),
      let learned = try content.known(target, rows: split.train, cancellation: cancellation)
    else { return nil }
    let centre = ColumnMoments(learned.values, rows: nil).means
    let columns = centre.count
    var (miss, total) = (0.0, 0.0)
    for (index, value) in real.values.values.enumerated() {
      let (error, spread) = (Double(decoded[index] - value), Double(value) - centre[index % columns])
      miss += error * error
      total += spread * spread
    }
    return total > 0 ? miss / total : nil
  }
}

extension FusionContent {
  /// What the model was trained on of a modality, as the network sees it; `nil` when it does not hold it.
  ///
  /// - Parameter rows: of its tracks, those that have it among them; all without.
  fileprivate func known(_ target: Int, rows: [Int]? = nil, cancellation: Cancellation) throws
    -> KnownModality?
  {
    guard inputs.hasValues else { return nil }
    let own = inputs.having(ModalitySet([target]))
    let rows = rows.map { rows in rows.filter { inputs.present[$0].has(target) } } ?? own
    let part = try ScaledModalities.Part(
      inputs.parts[target], scalings[target], cancellation: cancellation)
    let columns = network.architecture.modalities[target].count
    let buffer = Buffer(count: rows.count * columns).matrix(rows: rows.count, columns: columns)
    for (index, row) in rows.enumerated() { part.lay(row, into: buffer.part(index, 1)) }
    let shape = [rows.count, columns]
    return KnownModality(
      values: Tensor(shape: shape, values: buffer.values) ?? Tensor(shape: shape), rows: rows)
  }
}

/// Real values of a modality, as a network sees them.
private struct KnownModality {
  let values: Tensor
  /// Positions among the model's tracks.
  let rows: [Int]

  /// Of each row of `variances`, the share of the variance here.
  func openShares(_ variances: [Double]) -> [Double] {
    let spread = ColumnMoments(values, rows: nil).variances
    let total = spread.reduce(0, +)
    let columns = max(1, spread.count)
    return (0..<variances.count / columns).map { row in
      total > 0 ? variances[row * columns..<(row + 1) * columns].reduce(0, +) / total : 0
    }
  }

  /// The likest rows of each row of `imagined`.
  func neighbors(of imagined: [Float], count: Int, cancellation: Cancellation) throws
    -> [[Imputation.Neighbor]]
  {
    let columns = values.columns
    let means = ColumnMoments(values, rows: nil).means
    let lengths = (0..<values.rows).map { Self.length(values.row($0), means) }
    return try (0..<imagined.count / max(1, columns)).map { row in
      try cancellation.check()
      let own = imagined[row * columns..<(row + 1) * columns]
      let length = Self.length(own, means)
      let all = rows.indices.map { index in
        let scale = length * lengths[index]
        let product = Self.product(own, values.row(index), means)
        return Imputation.Neighbor(row: rows[index], similarity: scale > 0 ? product / scale : 0)
      }
      let order = all.sorted {
        $0.similarity == $1.similarity ? $0.row < $1.row : $0.similarity > $1.similarity
      }
      return Array(order.prefix(count))
    }
  }

  private static func length(_ values: ArraySlice<Float>, _ means: [Double]) -> Double {
    product(values, values, means).squareRoot()
  }

  private static func product(
    _ first: ArraySlice<Float>, _ second: ArraySlice<Float>, _ means: [Double]
  ) -> Double {
    var sum = 0.0
    for (pair, mean) in zip(zip(first, second), means) {
      sum += (Double(pair.0) - mean) * (Double(pair.1) - mean)
    }
    return sum
  }
}
