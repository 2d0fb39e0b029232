extension ConvolutionalVAE {
  /// Its layers, shapes and parameter counts.
  public var summary: ModelSummary {
    let latents = ["mean", "logVariance"].map { name in
      ModelSummary.Layer(
        name: name, kind: "linear", inputs: heads.inputs, outputs: latent,
        parameterCount: (heads.inputs + 1) * latent)
    }
    return ModelSummary(
      layers: (encoder + text).map(row) + latents + ([decoderInput] + decoder).map(row) + observation.summary)
  }

  private func row(_ block: Block) -> ModelSummary.Layer {
    let own = weights.filter { $0.isLearned && $0.name.hasPrefix(block.name + ".") }
    return ModelSummary.Layer(
      name: block.name, kind: block.kind, inputs: block.inputs, outputs: block.outputs,
      parameterCount: own.reduce(0) { $0 + $1.count })
  }
}

extension Block {
  /// "convolution + batch norm + leaky ReLU 0.2".
  fileprivate var kind: String {
    var parts: [String] = []
    switch map {
    case .linear: parts.append("linear")
    case .convolution(let layer):
      parts.append(layer.isTransposed ? "transposed convolution" : "convolution")
    }
    if norm != nil { parts.append("batch norm") }
    if let activation { parts.append(activation.name) }
    if let dropout { parts.append("dropout \(dropout.rate)") }
    return parts.joined(separator: " + ")
  }
}
