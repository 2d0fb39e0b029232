import MVAEKit

/// Labels of the convolutional networks.
enum ImageLabels {
  private static let size = Key<String>.word(
    "size",
    "the study's network, or the larger one that speed is measured with: 4 convolutions, 64 dimensions, lyrics beside z too",
    ["study", "bench"], default: "study")
  private static let channels = integers(
    "channels",
    "outputs of the convolutions, each of which halves the image, mirrored by the decoder; [32, 64, 128] in the study",
    in: 1...1024)
  private static let textHidden = integers(
    "text_hidden", "widths of the layers that lyrics go through before they join; the size's when left out",
    in: 1...8192)

  static let parameters = [size.parameter, channels.parameter]
  /// Of models that take lyrics.
  static let textParameters = [textHidden.parameter]

  /// The preset of the size that was chosen, with what the user said.
  static func architecture(
    study: ConvolutionalArchitecture, bench: ConvolutionalArchitecture, latent: Key<Int>,
    _ invocation: Invocation
  ) throws -> ConvolutionalArchitecture {
    var result = try invocation.value(size) == "bench" ? bench : study
    if let channels = invocation.given(channels) { result.channels = channels }
    if let widths = invocation.given(textHidden) { result.textHidden = widths }
    if let latent = invocation.given(latent) { result.latent = latent }
    return result
  }

  /// Reports the first of them that is given for feature vectors.
  static func refuse(_ invocation: Invocation) throws {
    try refuseImages(invocation)
    try invocation.refuse(textHidden, because: "lyrics only go beside images")
  }

  /// Reports the first of those of images.
  static func refuseImages(_ invocation: Invocation) throws {
    try invocation.refuse(size, because: "feature vectors have no convolutions")
    try invocation.refuse(channels, because: "feature vectors have no convolutions")
  }

  private static func integers(_ name: String, _ summary: String, in range: ClosedRange<Int>) -> Key<[Int]> {
    Key(
      parameter: Parameter(name, summary, .list(.integer(range))), fallback: nil,
      read: { $0.list?.compactMap(\.integer) })
  }
}
