import CHotLoops

/// Convolution image by image as a matrix product over the windows of its input (Chellapilla et al. 2006).
///
/// Needs no library; tests force it, and it stands in where oneDNN has no implementation.
final class PortableConvolution: ConvolutionKernel {
  private let shape: ConvolutionShape
  private let images: Int
  private let path: Int32
  private let patches: Buffer

  init(_ shape: ConvolutionShape, images: Int, path: Int32) {
    self.shape = shape
    self.images = images
    self.path = path
    patches = Buffer(count: shape.outputPositions * shape.depth)
  }

  func forward(
    _ x: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) {
    var window = shape.window
    for image in 0..<images {
      hot_patches(&window, x + image * inputSize, patches.base)
      hot_gemm(
        path, 0, 1, shape.outputPositions, shape.outputs, shape.depth, patches.base, shape.depth, w,
        shape.depth, bias, 0, y + image * outputSize, shape.outputs)
    }
  }

  func inputGradient(
    _ dy: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into dx: UnsafeMutablePointer<Float>
  ) {
    for image in 0..<images {
      inputGradient(dy + image * outputSize, w, into: dx + image * inputSize, patches: patches)
    }
    if let bias { hot_add_bias(dx, images * shape.inputPositions, shape.inputs, bias) }
  }

  func weightGradient(
    _ dy: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>,
    into dw: UnsafeMutablePointer<Float>, accumulates: Bool
  ) {
    var window = shape.window
    for image in 0..<images {
      hot_patches(&window, x + image * inputSize, patches.base)
      hot_gemm(
        path, 1, 0, shape.outputs, shape.depth, shape.outputPositions, dy + image * outputSize, shape.outputs,
        patches.base, shape.depth, nil, accumulates || image > 0 ? 1 : 0, dw, shape.depth)
    }
  }

  /// dx of one image.
  func inputGradient(
    _ dy: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, into dx: UnsafeMutablePointer<Float>,
    patches: Buffer
  ) {
    var window = shape.window
    dx.update(repeating: 0, count: inputSize)
    hot_gemm(
      path, 0, 0, shape.outputPositions, shape.depth, shape.outputs, dy, shape.outputs, w, shape.depth, nil,
      0,
      patches.base, shape.depth)
    hot_patches_backward(&window, patches.base, dx)
  }

  private var inputSize: Int { shape.inputPositions * shape.inputs }
  private var outputSize: Int { shape.outputPositions * shape.outputs }
}
