/// The study's multimodal model: the image of a track and its text are encoded together, the image is decoded.
///
/// A ``ConvolutionalVAE``: 64×64 image → 32, 64, 128 channels, text 768 → 128, ReLU each, both → 16 latent
/// dimensions → linear → 64, 32 channels → image by a sigmoid.
public enum MultimodalVAE {
  /// The study's own sizes.
  public static let study = ConvolutionalArchitecture(
    height: 64, width: 64, channels: [32, 64, 128], latent: 16, textInputs: 768, textHidden: [128])

  /// The larger one that speed is measured with: 128×128, four convolutions, text in the decoder too, a linear
  /// output.
  public static let bench = ConvolutionalArchitecture(
    height: 128, width: 128, channels: [32, 64, 128, 256], latent: 64, textInputs: 384, textHidden: [128],
    textEnters: [.encoder, .decoder], squashesOutput: false, activatesDecoderInput: true)
}
