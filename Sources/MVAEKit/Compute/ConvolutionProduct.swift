/// Convolutions of any number of images, in pieces of a few milliseconds so that they can be cancelled.
///
/// It keeps the compiled kernels of the shapes it met; it belongs to one computation and one thread.
final class ConvolutionProduct {
  let cancellation: Cancellation
  private let path: ComputePath
  private let stream: OneDNNStream?
  private let workspace = WinogradConvolution.Workspace()
  private var kernels: [Key: any ConvolutionKernel] = [:]

  private struct Key: Hashable {
    let shape: ConvolutionShape
    let images: Int
  }

  init(cancellation: Cancellation, path: ComputePath = .best) {
    self.cancellation = cancellation
    self.path = path
    stream = path.usesOneDNN ? OneDNNStream() : nil
  }

  /// y [images · output positions, outputs] = x [images · input positions, inputs] ∗ w + bias.
  func forward(
    _ shape: ConvolutionShape, _ x: MatrixView, _ w: UnsafeMutablePointer<Float>,
    bias: UnsafeMutablePointer<Float>?, into y: MatrixView
  ) throws {
    try pieces(shape, images: x.rows / shape.inputPositions) { kernel, first in
      try kernel.forward(
        x.base + first * shape.inputPositions * shape.inputs, w, bias: bias,
        into: y.base + first * shape.outputPositions * shape.outputs)
    }
  }

  /// dx from dy, plus a bias.
  func inputGradient(
    _ shape: ConvolutionShape, _ dy: MatrixView, _ w: UnsafeMutablePointer<Float>,
    bias: UnsafeMutablePointer<Float>? = nil, into dx: MatrixView
  ) throws {
    try pieces(shape, images: dx.rows / shape.inputPositions) { kernel, first in
      try kernel.inputGradient(
        dy.base + first * shape.outputPositions * shape.outputs, w, bias: bias,
        into: dx.base + first * shape.inputPositions * shape.inputs)
    }
  }

  /// dw from dy and x, summed over the images, or that added to what is there.
  func weightGradient(
    _ shape: ConvolutionShape, _ dy: MatrixView, _ x: MatrixView, into dw: UnsafeMutablePointer<Float>,
    accumulates: Bool = false
  ) throws {
    try pieces(shape, images: x.rows / shape.inputPositions) { kernel, first in
      try kernel.weightGradient(
        dy.base + first * shape.outputPositions * shape.outputs,
        x.base + first * shape.inputPositions * shape.inputs, into: dw, accumulates: accumulates || first > 0)
    }
  }

  private func pieces(
    _ shape: ConvolutionShape, images: Int, _ body: (any ConvolutionKernel, Int) throws -> Void
  ) throws {
    let step = isOwn(shape) ? max(1, images) : max(1, pieceLimit / max(1, shape.work))
    for first in stride(from: 0, to: images, by: step) {
      try cancellation.check()
      try body(kernel(Key(shape: shape, images: min(step, images - first))), first)
    }
  }

  private func kernel(_ key: Key) -> any ConvolutionKernel {
    if let kernel = kernels[key] { return kernel }
    let kernel: any ConvolutionKernel =
      isOwn(key.shape)
      ? WinogradConvolution(
        key.shape, images: key.images, path: path.instructions, cancellation: cancellation,
        workspace: workspace)
      : stream.flatMap { OneDNNConvolution(key.shape, images: key.images, stream: $0) }
        ?? PortableConvolution(key.shape, images: key.images, path: path.instructions)
    kernels[key] = kernel
    return kernel
  }

  /// Whether it goes to our own loops, which need no pieces. It depends on the shape alone, so that an image has the
  /// same result in a batch of any size.
  private func isOwn(_ shape: ConvolutionShape) -> Bool {
    path.usesWinograd && WinogradConvolution.suits(shape)
  }

  /// Multiply-adds of one piece: about 7 ms by oneDNN on 2 cores, 15 ms by the slowest loops on one.
  private var pieceLimit: Int { stream == nil ? 48 << 20 : 1 << 30 }
}
