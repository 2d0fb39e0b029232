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

  private func row(_ block: Block) -> ModelSummary.Layer { block.summary(weights) }
}

extension FusionVAE {
  /// Its layers, shapes and parameter counts, modality by modality.
  public var summary: ModelSummary {
    let parts = modalities.enumerated().flatMap { index, modality in
      modality.encoder.map { $0.summary(weights) }
        + rows(modality.heads, names: ["modality.\(index).mean", "modality.\(index).logVariance"])
    }
    let decoders = modalities.flatMap { modality in
      ([modality.decoderInput].compactMap { $0 } + modality.decoder).map { $0.summary(weights) }
        + modality.observation.summary
    }
    return ModelSummary(layers: parts + rows(heads, names: ["mean", "logVariance"]) + decoders)
  }

  private func rows(_ heads: Linear?, names: [String]) -> [ModelSummary.Layer] {
    guard let heads else { return [] }
    return names.map { name in
      ModelSummary.Layer(
        name: name, kind: "linear", inputs: heads.inputs, outputs: latent,
        parameterCount: (heads.inputs + 1) * latent)
    }
  }
}

extension Block {
  fileprivate func summary(_ weights: [Weight]) -> ModelSummary.Layer {
    let own = weights.filter { $0.isLearned && $0.name.hasPrefix(name + ".") }
    return ModelSummary.Layer(
      name: name, kind: kind, inputs: inputs, outputs: outputs,
      parameterCount: own.reduce(0) { $0 + $1.count })
  }

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
