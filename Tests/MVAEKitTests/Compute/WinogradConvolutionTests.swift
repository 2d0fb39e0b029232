import CHotLoops
import Testing

@testable import MVAEKit

/// Winograd's filtering against the convolution as a plain matrix product, on every instruction-set path and at sizes
/// around its blocks of 16 channels and tiles of 2 × 2 outputs.
@Suite struct WinogradConvolutionTests {
  private static let shapes = [
    ConvolutionShape(inputs: 1, outputs: 1, height: 2, width: 2),
    ConvolutionShape(inputs: 3, outputs: 20, height: 6, width: 10),
    ConvolutionShape(inputs: 16, outputs: 32, height: 8, width: 8),
    ConvolutionShape(inputs: 33, outputs: 17, height: 14, width: 4),
    ConvolutionShape(inputs: 20, outputs: 50, height: 9, width: 7),
    ConvolutionShape(inputs: 80, outputs: 33, height: 18, width: 22),
  ]
  private static let paths = [HOT_PATH_PORTABLE, HOT_PATH_V3, HOT_PATH_V4].map { Int32($0) }
  private let images = 3

  @Test(arguments: shapes, paths)
  func passesEqualThePlainProduct(_ shape: ConvolutionShape, _ path: Int32) throws {
    let data = Arrays(shape, images: images)
    let (own, plain) = (Arrays(shape, images: images), Arrays(shape, images: images))
    let winograd = WinogradConvolution(
      shape, images: images, path: path, cancellation: Cancellation(), workspace: .init())
    let portable = PortableConvolution(shape, images: images, path: Int32(HOT_PATH_PORTABLE))
    for (kernel, result) in [(winograd as any ConvolutionKernel, own), (portable, plain)] {
      try kernel.forward(data.x.base, data.w.base, bias: data.outputBias.base, into: result.y.base)
      try kernel.inputGradient(data.y.base, data.w.base, bias: data.inputBias.base, into: result.x.base)
      try kernel.weightGradient(data.y.base, data.x.base, into: result.w.base, accumulates: false)
      try kernel.weightGradient(data.y.base, data.x.base, into: result.w.base, accumulates: true)
    }
    expectClose(own.y, plain.y, "y")
    expectClose(own.x, plain.x, "dx")
    expectClose(own.w, plain.w, "dw")
  }

  /// The same pass in parts on one thread and on all has the same bytes, and an image the same values in any batch.
  @Test func anImageDoesNotDependOnItsBatch() throws {
    let shape = ConvolutionShape(inputs: 32, outputs: 48, height: 20, width: 12)
    let batch = Arrays(shape, images: 5)
    let results = [5, 1].map { Arrays(shape, images: $0) }
    for (count, result) in zip([5, 1], results) {
      let kernel = WinogradConvolution(
        shape, images: count, path: Int32(HOT_PATH_BEST), cancellation: Cancellation(), workspace: .init())
      let (x, y) = ((5 - count) * shape.inputPositions * 32, (5 - count) * shape.outputPositions * 48)
      try kernel.forward(batch.x.base + x, batch.w.base, bias: nil, into: result.y.base)
      try kernel.inputGradient(batch.y.base + y, batch.w.base, bias: nil, into: result.x.base)
    }
    #expect(results[0].y.values.suffix(results[1].y.count) == results[1].y.values[...])
    #expect(results[0].x.values.suffix(results[1].x.count) == results[1].x.values[...])
  }

  @Test func gradientsEqualDifferences() throws {
    let shape = ConvolutionShape(inputs: 3, outputs: 5, height: 6, width: 10)
    let data = Arrays(shape, images: 2)
    let slopes = Arrays(shape, images: 2)
    let kernel = WinogradConvolution(
      shape, images: 2, path: Int32(HOT_PATH_BEST), cancellation: Cancellation(), workspace: .init())
    let dy = GradientCheck.random(data.y.count, seed: 9)
    let check = GradientCheck {
      try kernel.forward(data.x.base, data.w.base, bias: nil, into: data.y.base)
      return GradientCheck.dot(
        data.y.matrix(rows: 1, columns: dy.count), dy.matrix(rows: 1, columns: dy.count))
    }
    try kernel.inputGradient(dy.base, data.w.base, bias: nil, into: slopes.x.base)
    try kernel.weightGradient(dy.base, data.x.base, into: slopes.w.base, accumulates: false)
    try check.expect(slopes.x, of: data.x, "x")
    try check.expect(slopes.w, of: data.w, "w")
  }

  @Test func aCancelledPassStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let data = Arrays(Self.shapes[2], images: 1)
    let kernel = WinogradConvolution(
      Self.shapes[2], images: 1, path: Int32(HOT_PATH_BEST), cancellation: cancellation, workspace: .init())
    #expect(throws: CancellationError.self) {
      try kernel.forward(data.x.base, data.w.base, bias: nil, into: data.y.base)
    }
  }

  /// By shape alone: kernel 4, stride 2, padding 1 and enough channels.
  @Test func itIsUsedWhereItIsFaster() {
    let suits = { (inputs: Int, outputs: Int, kernel: Int) in
      WinogradConvolution.suits(
        ConvolutionShape(inputs: inputs, outputs: outputs, height: 16, width: 16, kernel: kernel))
    }
    #expect(suits(32, 64, 4) && suits(128, 256, 4))
    #expect(!suits(1, 32, 4) && !suits(32, 64, 3) && !suits(33, 65, 4) && !suits(8, 16, 4))
  }

  /// float32 sums of up to some thousand products of size 1, in another order and after additions.
  private func expectClose(_ found: Buffer, _ expected: Buffer, _ name: Comment) {
    let largest = expected.values.reduce(1) { max($0, abs($1)) }
    let worst = zip(found.values, expected.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
    #expect(worst < 1e-5 * largest, name)
  }
}

/// Random images on both sides of a convolution, its weights and biases.
private struct Arrays {
  let x: Buffer
  let y: Buffer
  let w: Buffer
  let inputBias: Buffer
  let outputBias: Buffer

  init(_ shape: ConvolutionShape, images: Int) {
    x = GradientCheck.random(images * shape.inputPositions * shape.inputs, seed: 1)
    y = GradientCheck.random(images * shape.outputPositions * shape.outputs, seed: 2)
    w = GradientCheck.random(shape.weightCount, seed: 3)
    inputBias = GradientCheck.random(shape.inputs, seed: 4)
    outputBias = GradientCheck.random(shape.outputs, seed: 5)
  }
}
