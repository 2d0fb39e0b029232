import CHotLoops

/// The gradient of a convolution's one-channel input, that is the last layer of an image decoder.
///
/// A product gives every window's values, which are then added up in the image; images over all threads.
final class EdgeConvolution {
  private let shape: ConvolutionShape
  private let images: Int
  private let portable: PortableConvolution
  private let patches: [Buffer]

  init(_ shape: ConvolutionShape, images: Int) {
    self.shape = shape
    self.images = images
    portable = PortableConvolution(shape, images: images, path: ComputePath.best.instructions)
    // Images are worked on in so many runs, each with its own windows; no image depends on another.
    patches = (0..<min(Team.threads, images)).map { _ in Buffer(count: shape.outputPositions * shape.depth) }
  }

  func inputGradient(
    _ dy: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into dx: UnsafeMutablePointer<Float>
  ) {
    let (inputSize, outputSize) = (
      shape.inputPositions * shape.inputs, shape.outputPositions * shape.outputs
    )
    Team.run(patches.count) { run in
      for image in run * images / patches.count..<(run + 1) * images / patches.count {
        portable.inputGradient(
          dy + image * outputSize, w, into: dx + image * inputSize, patches: patches[run])
        if let bias { hot_add_bias(dx + image * inputSize, shape.inputPositions, shape.inputs, bias) }
      }
    }
  }
}
