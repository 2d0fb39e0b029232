/// Which network a ``TrainedModel`` has.
public enum ModelNetwork: Sendable, Equatable {
  case basic(BasicVAE)
  case convolutional(ConvolutionalVAE)
  case fusion(FusionVAE)

  /// Values of one item: columns of a vector, pixels of an image; of several modalities those of the first.
  public var inputs: Int {
    switch self {
    case .basic(let network): network.inputs
    case .convolutional(let network): network.architecture.height * network.architecture.width
    case .fusion(let network): network.architecture.modalities[0].count
    }
  }

  /// Outputs of the encoder's layers: widths of a basic model, channels of a convolutional one.
  public var hidden: [Int] {
    switch self {
    case .basic(let network): network.hidden
    case .convolutional(let network): network.architecture.channels
    case .fusion(let network): network.architecture.modalities[0].hidden
    }
  }

  /// Dimensions of the latent space.
  public var latent: Int {
    switch self {
    case .basic(let network): network.latent
    case .convolutional(let network): network.latent
    case .fusion(let network): network.latent
    }
  }

  public var weights: [Weight] {
    switch self {
    case .basic(let network): network.weights
    case .convolutional(let network): network.weights
    case .fusion(let network): network.weights
    }
  }

  /// Its layers, shapes and parameter counts.
  public var summary: ModelSummary {
    switch self {
    case .basic(let network): network.summary
    case .convolutional(let network): network.summary
    case .fusion(let network): network.summary
    }
  }

  /// "basic VAE 40-32-16-8-16-32-40", "conditional VAE 64×64, channels 32-64-128, text 768-256-128, 8 classes,
  /// latent 16".
  public var words: String {
    switch self {
    case .basic(let network):
      return Self.words(network.architecture)
    case .convolutional(let network): return Self.words(network.architecture)
    case .fusion(let network): return Self.words(network.architecture)
    }
  }

  /// What its decoder's outputs say of the values; of several modalities those of the first.
  public var likelihood: Likelihood {
    switch self {
    case .basic(let network): network.architecture.likelihood
    case .convolutional(let network): network.architecture.likelihood
    case .fusion(let network): network.architecture.modalities[0].likelihood
    }
  }

  /// Whether z is drawn from q(z|x); otherwise it is an autoencoder.
  public var samples: Bool {
    switch self {
    case .basic(let network): network.architecture.samples
    case .convolutional(let network): network.architecture.samples
    case .fusion(let network): network.architecture.samples
    }
  }

  private static func words(_ architecture: BasicArchitecture) -> String {
    let inward = [architecture.inputs] + architecture.hidden + [architecture.latent]
    let outward = (architecture.decoderHidden ?? architecture.hidden.reversed()) + [architecture.inputs]
    var parts = [architecture.classes > 0 ? "conditional" : "basic"]
    parts[0] += " \(kind(architecture.samples)) \(joined(inward + outward))"
    if architecture.classes > 0 { parts.append("\(architecture.classes) classes") }
    return (parts + words(architecture.likelihood)).joined(separator: ", ")
  }

  private static func words(_ architecture: ConvolutionalArchitecture) -> String {
    let kind = architecture.classes > 0 ? "conditional" : "multimodal"
    var parts = ["\(kind) \(Self.kind(architecture.samples)) \(architecture.height)×\(architecture.width)"]
    parts.append("channels \(joined(architecture.channels))")
    if architecture.textInputs > 0 {
      parts.append("text \(joined([architecture.textInputs] + architecture.textHidden))")
    }
    if architecture.classes > 0 { parts.append("\(architecture.classes) classes") }
    parts.append("latent \(architecture.latent)")
    return (parts + words(architecture.likelihood)).joined(separator: ", ")
  }

  private static func words(_ architecture: FusionArchitecture) -> String {
    let kind = architecture.classes > 0 ? "conditional multimodal" : "multimodal"
    var parts = ["\(kind) \(Self.kind(architecture.samples)) by \(architecture.fusion.words)"]
    parts += architecture.modalities.map { modality in
      let layers: String
      switch modality.shape {
      case .vector(let columns): layers = "\(joined([columns] + modality.hidden))"
      case .image(let height, let width): layers = "\(height)×\(width) channels \(joined(modality.hidden))"
      }
      return ([layers] + words(modality.likelihood)).joined(separator: " ")
    }
    if architecture.classes > 0 { parts.append("\(architecture.classes) classes") }
    return (parts + ["latent \(architecture.latent)"]).joined(separator: ", ")
  }

  private static func kind(_ samples: Bool) -> String { samples ? "VAE" : "autoencoder" }

  /// Nothing for the one that models come with.
  private static func words(_ likelihood: Likelihood) -> [String] {
    likelihood == .gaussian() ? [] : [likelihood.words]
  }

  private static func joined(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: "-") }
}
