import CHotLoops

/// The geometry of a 2-d convolution over one image: square kernel, equal stride and zero padding on both axes.
struct ConvolutionShape: Sendable, Hashable {
  let inputs: Int
  let outputs: Int
  let height: Int
  let width: Int
  let kernel: Int
  let stride: Int
  let padding: Int

  init(inputs: Int, outputs: Int, height: Int, width: Int, kernel: Int = 4, stride: Int = 2, padding: Int = 1)
  {
    self.inputs = inputs
    self.outputs = outputs
    self.height = height
    self.width = width
    self.kernel = kernel
    self.stride = stride
    self.padding = padding
  }

  /// ⌊(height + 2 · padding − kernel) / stride⌋ + 1.
  var outputHeight: Int { (height + 2 * padding - kernel) / stride + 1 }
  var outputWidth: Int { (width + 2 * padding - kernel) / stride + 1 }
  var inputPositions: Int { height * width }
  var outputPositions: Int { outputHeight * outputWidth }
  /// Values of one window.
  var depth: Int { inputs * kernel * kernel }
  var weightCount: Int { outputs * depth }
  /// Multiply-adds of one image.
  var work: Int { outputPositions * weightCount }

  var window: hot_window_shape {
    hot_window_shape(
      channels: inputs, height: height, width: width, kernel: kernel, stride: stride, padding: padding,
      output_height: outputHeight, output_width: outputWidth)
  }
}
