/// A decoder that is asked how likely given rows are at given latents: one way for every network.
protocol DecoderScore {
  /// Items of one call, at most.
  var capacity: Int { get }
  /// A modality each, without rows.
  var parts: [EvaluatedPart] { get }

  /// log p(x|z) in nats of each part and item: of the row of an item at its latents, [items, latent] in a row.
  func logLikelihoods(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[Double]]
  /// How far the mean of p(x|z) is off, of each part and item.
  func errors(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[ReconstructionError]]
}

/// How far one decoded row is off.
struct ReconstructionError {
  /// Σ (x̂ − x)² as the network sees them.
  let squared: Double
  /// √ of their mean in the features' own units.
  let rootMeanSquare: Double

  /// - Parameter units: the width of one network unit in each column's own units.
  init(_ decoded: ArraySlice<Float>, _ target: ArraySlice<Float>, units: (Int) -> Double) {
    var (squared, scaled) = (0.0, 0.0)
    for (column, pair) in zip(decoded, target).enumerated() {
      let difference = Double(pair.0) - Double(pair.1)
      let own = difference * units(column)
      squared += difference * difference
      scaled += own * own
    }
    self.squared = squared
    rootMeanSquare = (scaled / Double(max(1, decoded.count))).squareRoot()
  }
}

/// Of a ``BasicVAE``.
struct VectorDecoderScore: DecoderScore {
  let content: VectorContent
  let name: String
  let inputs: ScaledVectors
  let weights: Buffer
  let pass: BasicVAEPass

  var capacity: Int { pass.capacity }

  var parts: [EvaluatedPart] {
    [
      EvaluatedPart(
        name: name, likelihood: content.network.architecture.likelihood, columns: pass.model.inputs)
    ]
  }

  func logLikelihoods(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[Double]] {
    try decode(rows, latents)
    return [pass.logLikelihoods(rows: rows.count, weights: weights)]
  }

  func errors(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[ReconstructionError]] {
    try decode(rows, latents)
    let output = pass.output(rows: rows.count)
    content.network.observation.mean(output)
    let (decoded, target, columns) = (output.values, pass.input(rows: rows.count).values, output.columns)
    return [
      (0..<rows.count).map { item in
        let range = item * columns..<(item + 1) * columns
        return ReconstructionError(decoded[range], target[range]) { content.scaler.deviations[$0] }
      }
    ]
  }

  private func decode(_ rows: ArraySlice<Int>, _ latents: [Float]) throws {
    inputs.lay(rows, into: pass)
    pass.latents(rows: rows.count).copy(rows: Array(0..<rows.count)[...], of: latents)
    try pass.decode(rows: rows.count, weights: weights)
  }
}

/// Of a ``ConvolutionalVAE``: the image.
struct ImageDecoderScore: DecoderScore {
  let content: ImageContent
  let name: String
  let inputs: ScaledImages
  /// Widths of the images' own ranges.
  let ranges: [Double]
  let weights: Buffer
  let pass: ConvolutionalVAEPass

  var capacity: Int { pass.capacity }

  var parts: [EvaluatedPart] {
    [
      EvaluatedPart(
        name: name, likelihood: content.network.architecture.likelihood, columns: pass.input(1).columns)
    ]
  }

  func logLikelihoods(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[Double]] {
    try decode(rows, latents)
    return [pass.logLikelihoods(rows.count, weights: weights)]
  }

  func errors(of rows: ArraySlice<Int>, at latents: [Float]) throws -> [[ReconstructionError]] {
    try decode(rows, latents)
    let output = pass.output(rows.count)
    content.network.observation.mean(output)
    let (decoded, target, size) = (output.values, pass.input(rows.count).values, pass.input(1).columns)
    return [
      rows.enumerated().map { item, row in
        let range = item * size..<(item + 1) * size
        return ReconstructionError(decoded[range], target[range]) { _ in ranges[row] }
      }
    ]
  }

  private func decode(_ rows: ArraySlice<Int>, _ latents: [Float]) throws {
    let context = pass.context(weights)
    inputs.lay(rows, into: pass)
    pass.latent.values(rows.count).copy(rows: Array(0..<rows.count)[...], of: latents)
    try pass.embed(rows.count, context)
    try pass.decode(rows.count, context)
  }
}

extension EvaluatedPart {
  /// Before anything is measured.
  init(name: String, likelihood: Likelihood, columns: Int) {
    self.init(
      name: name, likelihood: likelihood, columns: columns, logLikelihoods: [], squaredErrors: [],
      rootMeanSquareErrors: [])
  }
}
