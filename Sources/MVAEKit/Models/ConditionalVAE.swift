/// The study's conditional model (Sohn, Lee & Yan 2015): encoder and decoder know the label of a track.
///
/// A ``ConvolutionalVAE``: as ``MultimodalVAE`` with batch norm and leaky ReLU 0.2, text 768 → 256 → 128 with batch
/// norm and dropout, and the one-hot label beside what the heads see and beside z.
public enum ConditionalVAE {
  /// The study's own sizes, with 8 classes.
  public static let study = ConvolutionalArchitecture(
    height: 64, width: 64, channels: [32, 64, 128], latent: 16, textInputs: 768, textHidden: [256, 128],
    classes: 8, normalises: true, leak: 0.2, dropout: 0.1)

  /// The larger one that speed is measured with: ``MultimodalVAE/bench`` and a label.
  public static let bench = ConvolutionalArchitecture(
    height: 128, width: 128, channels: [32, 64, 128, 256], latent: 64, textInputs: 384, textHidden: [128],
    textEnters: [.encoder, .decoder], classes: 8, squashesOutput: false, activatesDecoderInput: true)
}
