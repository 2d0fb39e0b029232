/// Which network a ``TrainedModel`` has.
public enum ModelNetwork: Sendable, Equatable {
  case basic(BasicVAE)
  case convolutional(ConvolutionalVAE)

  /// Values of one item: columns of a vector, pixels of an image.
  public var inputs: Int {
    switch self {
    case .basic(let network): network.inputs
    case .convolutional(let network): network.architecture.height * network.architecture.width
    }
  }

  /// Outputs of the encoder's layers: widths of a basic model, channels of a convolutional one.
  public var hidden: [Int] {
    switch self {
    case .basic(let network): network.hidden
    case .convolutional(let network): network.architecture.channels
    }
  }

  /// Dimensions of the latent space.
  public var latent: Int {
    switch self {
    case .basic(let network): network.latent
    case .convolutional(let network): network.latent
    }
  }

  public var weights: [Weight] {
    switch self {
    case .basic(let network): network.weights
    case .convolutional(let network): network.weights
    }
  }

  /// Its layers, shapes and parameter counts.
  public var summary: ModelSummary {
    switch self {
    case .basic(let network): network.summary
    case .convolutional(let network): network.summary
    }
  }

  /// "basic VAE 40-32-16-8-16-32-40", "conditional VAE 64×64, channels 32-64-128, text 768-256-128, 8 classes,
  /// latent 16".
  public var words: String {
    switch self {
    case .basic(let network):
      return Self.words(network.architecture)
    case .convolutional(let network): return Self.words(network.architecture)
    }
  }

  /// What its decoder's outputs say of the values.
  public var likelihood: Likelihood {
    switch self {
    case .basic(let network): network.architecture.likelihood
    case .convolutional(let network): network.architecture.likelihood
    }
  }

  /// Whether z is drawn from q(z|x); otherwise it is an autoencoder.
  public var samples: Bool {
    switch self {
    case .basic(let network): network.architecture.samples
    case .convolutional(let network): network.architecture.samples
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

  private static func kind(_ samples: Bool) -> String { samples ? "VAE" : "autoencoder" }

  /// Nothing for the one that models come with.
  private static func words(_ likelihood: Likelihood) -> [String] {
    likelihood == .gaussian() ? [] : [likelihood.words]
  }

  private static func joined(_ sizes: [Int]) -> String { sizes.map(String.init).joined(separator: "-") }
}
