/// The three passes of one convolution over a fixed number of images.
///
/// Images lie channels last, [images, height, width, channels]; weights [outputs, inputs, kernel, kernel].
protocol ConvolutionKernel: AnyObject {
  /// y = x ∗ w + bias.
  func forward(
    _ x: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into y: UnsafeMutablePointer<Float>) throws

  /// dx from dy, plus a bias: also the forward pass of the transposed convolution.
  func inputGradient(
    _ dy: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into dx: UnsafeMutablePointer<Float>) throws

  /// dw, or dw added to what is there.
  func weightGradient(
    _ dy: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>,
    into dw: UnsafeMutablePointer<Float>, accumulates: Bool) throws
}
