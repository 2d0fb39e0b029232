/// The sizes and choices of a ``ConvolutionalVAE``.
public struct ConvolutionalArchitecture: Sendable, Equatable, Codable {
  /// Bands of an image; a multiple of 2 to the number of convolutions.
  public var height: Int
  /// Frames of an image; a multiple of 2 to the number of convolutions.
  public var width: Int
  /// Outputs of the encoder's convolutions, each of which halves both sides; the decoder mirrors them.
  public var channels: [Int]
  public var latent: Int
  /// Columns of a text; 0 = no text.
  public var textInputs: Int
  /// Outputs of the text's linear layers.
  public var textHidden: [Int]
  public var textEnters: Set<ConditionPlace>
  /// Classes of the label; 0 = no label.
  public var classes: Int
  public var labelEnters: Set<ConditionPlace>
  /// Batch norm after every layer but the last of encoder, decoder and text.
  public var normalises: Bool
  /// Slope of the leaky ReLU below 0; 0 is ReLU.
  public var leak: Double
  /// Part of the text's hidden values that are dropped while learning.
  public var dropout: Double
  /// A sigmoid at the end, for images in [0, 1]; Bernoulli pixels have logits instead, and their mean in [0, 1].
  public var squashesOutput: Bool
  /// Whether the decoder's linear layer has an activation.
  public var activatesDecoderInput: Bool
  /// Whether convolutions have a bias beside their batch norm, which makes it superfluous.
  public var biasesNormalised: Bool
  /// Of the pixels, which are scaled to [0, 1].
  public var likelihood: Likelihood
  /// Whether z is drawn from q(z|x). Without it z = μ and no divergence counts: an autoencoder.
  public var samples: Bool

  public init(
    height: Int = 64, width: Int = 64, channels: [Int] = [32, 64, 128], latent: Int = 16,
    textInputs: Int = 0, textHidden: [Int] = [], textEnters: Set<ConditionPlace> = [.encoder],
    classes: Int = 0,
    labelEnters: Set<ConditionPlace> = [.encoder, .decoder], normalises: Bool = false, leak: Double = 0,
    dropout: Double = 0, squashesOutput: Bool = true, activatesDecoderInput: Bool = false,
    biasesNormalised: Bool = true, likelihood: Likelihood = .gaussian(), samples: Bool = true
  ) {
    self.height = height
    self.width = width
    self.channels = channels
    self.latent = latent
    self.textInputs = textInputs
    self.textHidden = textHidden
    self.textEnters = textEnters
    self.classes = classes
    self.labelEnters = labelEnters
    self.normalises = normalises
    self.leak = leak
    self.dropout = dropout
    self.squashesOutput = squashesOutput
    self.activatesDecoderInput = activatesDecoderInput
    self.biasesNormalised = biasesNormalised
    self.likelihood = likelihood
    self.samples = samples
  }

  var activation: Activation { leak == 0 ? .relu : .leakyReLU(slope: Float(leak)) }
  /// Pixels of the map between the convolutions and the latent space.
  var innerHeight: Int { height >> channels.count }
  var innerWidth: Int { width >> channels.count }
  var innerPositions: Int { innerHeight * innerWidth }
  /// Values of that map.
  var flat: Int { innerPositions * (channels.last ?? 1) }
  /// Columns that the text has after its layers.
  var textOutputs: Int { textInputs == 0 ? 0 : textHidden.last ?? textInputs }

  func textColumns(in place: ConditionPlace) -> Int { textEnters.contains(place) ? textOutputs : 0 }
  func labelColumns(in place: ConditionPlace) -> Int { labelEnters.contains(place) ? classes : 0 }
}
