/// The sizes and choices of a ``BasicVAE``.
public struct BasicArchitecture: Sendable, Equatable, Codable {
  /// Columns of a feature vector; training takes them from the data.
  public var inputs: Int
  /// Outputs of the encoder's hidden layers; empty = straight to the heads.
  public var hidden: [Int]
  /// Latent dimensions, 1...512.
  public var latent: Int
  /// Outputs of the decoder's hidden layers; `nil` mirrors the encoder's.
  public var decoderHidden: [Int]?
  public var likelihood: Likelihood
  /// Classes of the label; 0 = no label. Training takes them from the data.
  public var classes: Int
  /// Where the one-hot label is joined: to the inputs, to z, or to both.
  public var labelEnters: Set<ConditionPlace>
  /// Whether z is drawn from q(z|x). Without it z = μ and no divergence counts: an autoencoder.
  public var samples: Bool

  public init(
    inputs: Int = 40, hidden: [Int] = [32, 16], latent: Int = 8, decoderHidden: [Int]? = nil,
    likelihood: Likelihood = .gaussian(), classes: Int = 0,
    labelEnters: Set<ConditionPlace> = [.encoder, .decoder], samples: Bool = true
  ) {
    self.inputs = inputs
    self.hidden = hidden
    self.latent = latent
    self.decoderHidden = decoderHidden
    self.likelihood = likelihood
    self.classes = classes
    self.labelEnters = labelEnters
    self.samples = samples
  }

  /// Columns of the label at `place`.
  func labelColumns(in place: ConditionPlace) -> Int { labelEnters.contains(place) ? classes : 0 }

  /// Throws ``TrainingError/parameter(name:value:allowed:)`` or ``LikelihoodError`` for the first value out of its
  /// range.
  func validate() throws {
    for widths in [hidden, decoderHidden ?? []] {
      try TrainingError.check("hidden", widths, "up to 16 layers of 1 to 8192 units") {
        $0.count <= 16 && $0.allSatisfy((1...8192).contains)
      }
    }
    try TrainingError.check("latent", latent, "1 to 512", (1...512).contains)
    try likelihood.validate()
  }
}
