/// The sizes and choices of a ``FusionVAE``.
public struct FusionArchitecture: Sendable, Equatable, Codable {
  /// Two to four.
  public var modalities: [ModalityArchitecture]
  public var latent: Int
  public var fusion: Fusion
  /// Classes of the label; 0 = no label. It enters before the heads of every encoder and beside z.
  public var classes: Int
  /// How often, while it learns, one modality of a row that has several is hidden from the encoder: 0 … 0.9. Only for
  /// fusions of one term; mixtures see every modality alone anyway.
  public var modalityDropout: Double
  /// Whether z is drawn from q(z|x). Without it z = μ and no divergence counts: an autoencoder.
  public var samples: Bool

  public init(
    modalities: [ModalityArchitecture], latent: Int = 16, fusion: Fusion = .mopoe, classes: Int = 0,
    modalityDropout: Double = 0, samples: Bool = true
  ) {
    self.modalities = modalities
    self.latent = latent
    self.fusion = fusion
    self.classes = classes
    self.modalityDropout = modalityDropout
    self.samples = samples
  }

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` or ``LikelihoodError`` for the first value out of its
  /// range.
  func validate() throws {
    try TrainingError.check("modalities", modalities.count, "2 to 4", (2...4).contains)
    try TrainingError.check("latent", latent, "1 to 512", (1...512).contains)
    try TrainingError.check("modality_dropout", modalityDropout, "0 to 0.9", (0...0.9).contains)
    if fusion == .mope || fusion == .mopoe {
      try TrainingError.check(
        "modality_dropout", modalityDropout, "0 with a mixture, which sees each modality alone"
      ) { $0 == 0 }
    }
    for modality in modalities { try modality.validate() }
  }
}

/// The network of one modality: what encodes it and what decodes it.
public struct ModalityArchitecture: Sendable, Equatable, Codable {
  /// Of one track.
  public enum Shape: Sendable, Equatable, Codable {
    case vector(columns: Int)
    /// Sides that are multiples of 2 to the number of channels.
    case image(height: Int, width: Int)
  }

  public var shape: Shape
  /// Outputs of the encoder's layers: linear ones of a vector, convolutions of an image, each of which halves both
  /// sides. ReLU after each; the decoder mirrors them.
  public var hidden: [Int]
  /// Pixels are scaled to [0, 1] image by image, columns standardised unless the likelihood needs them raw.
  public var likelihood: Likelihood
  /// What −log p(x|z) of this modality counts in the loss; `nil` = the values of the largest modality by its own, so that
  /// none is drowned (Shi et al. 2019, section 4; Sutter et al. 2021, section 5).
  public var weight: Double?

  public init(
    shape: Shape, hidden: [Int], likelihood: Likelihood = .gaussian(), weight: Double? = nil
  ) {
    self.shape = shape
    self.hidden = hidden
    self.likelihood = likelihood
    self.weight = weight
  }

  /// Values of one track.
  var count: Int {
    switch shape {
    case .vector(let columns): columns
    case .image(let height, let width): height * width
    }
  }

  var isImage: Bool { if case .image = shape { true } else { false } }

  /// The values between the last convolution and the heads; of a vector the outputs of its last layer.
  var code: Int {
    switch shape {
    case .vector(let columns): hidden.last ?? columns
    case .image(let height, let width):
      (height >> hidden.count) * (width >> hidden.count) * (hidden.last ?? 1)
    }
  }

  func validate() throws {
    if isImage {
      try TrainingError.check("channels", hidden, "1 to 8 layers of 1 to 1024 channels") {
        (1...8).contains($0.count) && $0.allSatisfy((1...1024).contains)
      }
    } else {
      try TrainingError.check("hidden", hidden, "up to 8 layers of 1 to 8192 units") {
        $0.count <= 8 && $0.allSatisfy((1...8192).contains)
      }
    }
    try likelihood.validate()
    if isImage, likelihood == .categorical { throw LikelihoodError.images(.categorical) }
    if let weight {
      try TrainingError.check("weight", weight, "above 0, at most 1000000") { $0 > 0 && $0 <= 1e6 }
    }
  }
}

extension FusionArchitecture {
  /// What each modality counts in the loss.
  var weights: [Double] {
    let largest = modalities.map(\.count).max() ?? 1
    return modalities.map { $0.weight ?? Double(largest) / Double(max(1, $0.count)) }
  }
}
