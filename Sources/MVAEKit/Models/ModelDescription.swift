/// A trained model in figures: its layers with what they cost, and how training went.
public struct ModelDescription: Sendable {
  public struct Layer: Sendable, Equatable {
    /// "encoder.0", "mean".
    public let name: String
    /// "convolution + ReLU".
    public let kind: String
    /// Of one track: [outputs], or [channels, bands, frames].
    public let outputShape: [Int]
    public let parameterCount: Int
    /// Floating-point operations of one track forward, a multiply-add as 2; biases, norms and activations not counted.
    public let operations: Int
  }

  public let model: TrainedModel
  /// In the order of the forward pass.
  public let layers: [Layer]

  public init(_ model: TrainedModel) {
    self.model = model
    let convolutions = model.network.convolutions
    layers = model.summary.layers.map { layer in
      let convolution = convolutions[layer.name]
      return Layer(
        name: layer.name, kind: layer.kind,
        outputShape: convolution.map {
          [layer.outputs]
            + ($0.isTransposed
              ? [$0.shape.height, $0.shape.width] : [$0.shape.outputHeight, $0.shape.outputWidth])
        } ?? [layer.outputs],
        parameterCount: layer.parameterCount,
        operations: 2 * (convolution?.shape.work ?? layer.inputs * layer.outputs))
    }
  }

  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }
  /// Of one track forward, encoder and decoder.
  public var operations: Int { layers.reduce(0) { $0 + $1.operations } }

  /// Batches of one epoch.
  public var stepsPerEpoch: Int {
    let batch = max(1, min(model.schedule.batch, model.rows.count))
    return (model.split.train.count + batch - 1) / batch
  }

  /// Whole epochs.
  public var epochs: Int { model.history.epochs.count }

  /// Mean wall-clock time of an epoch; `nil` when none ended.
  public var secondsPerEpoch: Double? {
    model.history.epochs.isEmpty ? nil : seconds / Double(epochs)
  }

  /// Of all whole epochs.
  public var seconds: Double { model.history.epochs.reduce(0) { $0 + $1.seconds } }
}

extension ModelNetwork {
  /// Its convolutions by the names of their layers.
  fileprivate var convolutions: [String: Convolution] {
    let blocks: [Block]
    switch self {
    case .basic: return [:]
    case .convolutional(let network): blocks = network.encoder + network.decoder
    case .fusion(let network): blocks = network.modalities.flatMap(\.blocks)
    }
    var result: [String: Convolution] = [:]
    for block in blocks {
      if case .convolution(let layer) = block.map { result[block.name] = layer }
    }
    return result
  }
}
