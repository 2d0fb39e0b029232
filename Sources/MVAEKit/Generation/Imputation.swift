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
  /// each track: the mean over columns of deviation² / variance.
  public let openShares: [Double]
  /// The tracks that the model knows whose modality is most like the imagined one, the likest first.
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
      draws: draws, openShares: try content.openShares(moments.variances, of: target),
      neighbors: try content.neighbors(
        of: moments.means, in: target, count: count, cancellation: cancellation))
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

extension FusionContent {
  /// Of each row: the mean over columns of its variance by that of the training tracks.
  fileprivate func openShares(_ variances: [Double], of target: Int) throws -> [Double] {
    let known = try known(target, cancellation: Cancellation())
    let spread = ColumnMoments(known.values, rows: nil).variances
    let total = spread.reduce(0, +)
    let columns = max(1, spread.count)
    return (0..<variances.count / columns).map { row in
      let open = variances[row * columns..<(row + 1) * columns].reduce(0, +)
      return total > 0 ? open / total : 0
    }
  }

  /// The likest rows of what the model knows of a modality.
  fileprivate func neighbors(
    of values: [Float], in target: Int, count: Int, cancellation: Cancellation
  ) throws -> [[Imputation.Neighbor]] {
    let known = try known(target, cancellation: cancellation)
    let columns = network.architecture.modalities[target].count
    let means = ColumnMoments(known.values, rows: nil).means
    let lengths = (0..<known.values.rows).map { Self.length(known.values.row($0), means) }
    return try (0..<values.count / max(1, columns)).map { row in
      try cancellation.check()
      let own = values[row * columns..<(row + 1) * columns]
      let length = Self.length(own, means)
      let all = (0..<known.values.rows).map { index -> Imputation.Neighbor in
        var product = 0.0
        for (pair, mean) in zip(zip(own, known.values.row(index)), means) {
          product += (Double(pair.0) - mean) * (Double(pair.1) - mean)
        }
        let scale = length * lengths[index]
        return Imputation.Neighbor(row: known.rows[index], similarity: scale > 0 ? product / scale : 0)
      }
      let order = all.sorted {
        $0.similarity == $1.similarity ? $0.row < $1.row : $0.similarity > $1.similarity
      }
      return Array(order.prefix(count))
    }
  }

  private static func length(_ values: ArraySlice<Float>, _ means: [Double]) -> Double {
    zip(values, means).reduce(0) { $0 + (Double($1.0) - $1.1) * (Double($1.0) - $1.1) }.squareRoot()
  }

  /// What the model was trained on of a modality, as the network sees it, and which of its tracks have it.
  private func known(_ target: Int, cancellation: Cancellation) throws -> (values: Tensor, rows: [Int]) {
    guard inputs.hasValues else { throw TrainingError.featuresMissing }
    let rows = inputs.having(ModalitySet([target]))
    let part = try ScaledModalities.Part(
      inputs.parts[target], scalings[target], cancellation: cancellation)
    let columns = network.architecture.modalities[target].count
    let buffer = Buffer(count: rows.count * columns).matrix(rows: rows.count, columns: columns)
    for (index, row) in rows.enumerated() { part.lay(row, into: buffer.part(index, 1)) }
    let shape = [rows.count, columns]
    return (Tensor(shape: shape, values: buffer.values) ?? Tensor(shape: shape), rows)
  }
}
