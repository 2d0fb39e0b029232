import Testing

@testable import MVAEKit

/// Convolution and its transpose against the definition, finite differences, and one path against the other.
@Suite struct ConvolutionTests {
  private static let shapes = [
    ConvolutionShape(inputs: 1, outputs: 3, height: 6, width: 4),
    ConvolutionShape(inputs: 2, outputs: 3, height: 4, width: 6),
    ConvolutionShape(inputs: 2, outputs: 2, height: 5, width: 7, kernel: 3, stride: 1, padding: 0),
    ConvolutionShape(inputs: 3, outputs: 2, height: 7, width: 5, kernel: 3, stride: 2, padding: 1),
    ConvolutionShape(inputs: 2, outputs: 1, height: 5, width: 5, kernel: 5, stride: 1, padding: 2),
  ]
  private static let paths = [ComputePath.best, .ownLoops, .portable]
  private let images = 2

  @Test(arguments: shapes, paths)
  func valuesEqualTheDefinition(_ shape: ConvolutionShape, _ path: ComputePath) throws {
    let setting = Setting(shape, images: images, isTransposed: false)
    let product = ConvolutionProduct(cancellation: Cancellation(), path: path)
    try setting.layer.forward(setting.x, into: setting.y, weights: setting.weights, product)
    let w = setting.weights.values
    for image in 0..<images {
      for oy in 0..<shape.outputHeight {
        for ox in 0..<shape.outputWidth {
          for output in 0..<shape.outputs {
            var sum = Double(w[(shape.weightCount + 15) / 16 * 16 + output])
            for input in 0..<shape.inputs {
              for i in 0..<shape.kernel {
                for j in 0..<shape.kernel {
                  let (row, column) = (
                    oy * shape.stride + i - shape.padding, ox * shape.stride + j - shape.padding
                  )
                  guard (0..<shape.height).contains(row), (0..<shape.width).contains(column) else { continue }
                  let pixel = (image * shape.height + row) * shape.width + column
                  let weight = ((output * shape.inputs + input) * shape.kernel + i) * shape.kernel + j
                  sum += Double(w[weight]) * Double(setting.x.values[pixel * shape.inputs + input])
                }
              }
            }
            let pixel = (image * shape.outputHeight + oy) * shape.outputWidth + ox
            #expect(abs(Double(setting.y.values[pixel * shape.outputs + output]) - sum) < 1e-5)
          }
        }
      }
    }
  }

  @Test(arguments: shapes, [false, true])
  func gradientsEqualDifferences(_ shape: ConvolutionShape, _ isTransposed: Bool) throws {
    for path in Self.paths {
      let setting = Setting(shape, images: images, isTransposed: isTransposed)
      let product = ConvolutionProduct(cancellation: Cancellation(), path: path)
      let check = GradientCheck {
        try setting.layer.forward(setting.x, into: setting.y, weights: setting.weights, product)
        return GradientCheck.dot(setting.y, setting.dy)
      }
      try setting.layer.backward(
        x: setting.x, dy: setting.dy, dx: setting.dx, weights: setting.weights, gradients: setting.gradients,
        product)
      try check.expect(setting.slopes, of: setting.inputs, "x")
      try check.expect(setting.gradients, of: setting.weights, "weights")
    }
  }

  /// The transpose is what it says: ⟨A x, y⟩ = ⟨x, Aᵀ y⟩.
  @Test func theTransposeIsAdjoint() throws {
    let shape = ConvolutionShape(inputs: 3, outputs: 4, height: 8, width: 6)
    let product = ConvolutionProduct(cancellation: Cancellation())
    let x = GradientCheck.random(images * 48 * 3, seed: 1).matrix(rows: images * 48, columns: 3)
    let y = GradientCheck.random(images * 12 * 4, seed: 2).matrix(rows: images * 12, columns: 4)
    let w = GradientCheck.random(shape.weightCount, seed: 3)
    let (ax, aty) = (
      Buffer(count: y.count).matrix(rows: y.rows, columns: 4),
      Buffer(count: x.count).matrix(rows: x.rows, columns: 3)
    )
    try product.forward(shape, x, w.base, bias: nil, into: ax)
    try product.inputGradient(shape, y, w.base, into: aty)
    #expect(abs(GradientCheck.dot(ax, y) - GradientCheck.dot(x, aty)) < 1e-4)
  }

  @Test func oneDNNIsUsedWhereItIsThere() throws {
    let stream = try #require(OneDNNStream())
    for shape in Self.shapes { #expect(OneDNNConvolution(shape, images: 2, stream: stream) != nil) }
  }

  /// Pieces of images add up to the whole: 40 images of this size are two pieces.
  @Test func piecesAddUp() throws {
    let shape = ConvolutionShape(inputs: 32, outputs: 64, height: 64, width: 64)
    let count = 40
    let x = GradientCheck.random(count * 4096 * 32, seed: 4)
    let dy = GradientCheck.random(count * 1024 * 64, seed: 5)
    let whole = Buffer(count: shape.weightCount)
    let parts = Buffer(count: shape.weightCount)
    let product = ConvolutionProduct(cancellation: Cancellation())
    let gradient = { (first: Int, images: Int, target: Buffer) in
      try product.weightGradient(
        shape, MatrixView(dy, offset: first * 1024 * 64, rows: images * 1024, columns: 64),
        MatrixView(x, offset: first * 4096 * 32, rows: images * 4096, columns: 32), into: target.base)
    }
    try gradient(0, count, whole)
    for first in [0, 20] {
      let part = Buffer(count: shape.weightCount)
      try gradient(first, 20, part)
      for index in 0..<parts.count { parts.base[index] += part.base[index] }
    }
    let largest = whole.values.map { abs($0) }.max() ?? 0
    #expect(zip(whole.values, parts.values).allSatisfy { abs($0 - $1) < 1e-5 * largest })
  }

  @Test func aCancelledConvolutionStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let setting = Setting(Self.shapes[0], images: 1, isTransposed: false)
    #expect(throws: CancellationError.self) {
      try setting.layer.forward(
        setting.x, into: setting.y, weights: setting.weights,
        ConvolutionProduct(cancellation: cancellation))
    }
  }
}

/// A layer with random weights, input and slope of its output.
private struct Setting {
  let layer: Convolution
  let weights: Buffer
  let gradients: Buffer
  let inputs: Buffer
  let slopes: Buffer
  let x: MatrixView
  let dx: MatrixView
  let y: MatrixView
  let dy: MatrixView

  init(_ shape: ConvolutionShape, images: Int, isTransposed: Bool) {
    var layout = WeightLayout()
    layer = Convolution(shape, isTransposed: isTransposed, name: "layer", in: &layout)
    weights = GradientCheck.random(layout.length, seed: 6)
    gradients = Buffer(count: layout.length)
    let (rows, outputRows) = (images * layer.inputPositions, images * layer.outputPositions)
    inputs = GradientCheck.random(rows * layer.inputs, seed: 7)
    slopes = Buffer(count: rows * layer.inputs)
    x = inputs.matrix(rows: rows, columns: layer.inputs)
    dx = slopes.matrix(rows: rows, columns: layer.inputs)
    y = Buffer(count: outputRows * layer.outputs).matrix(rows: outputRows, columns: layer.outputs)
    dy = GradientCheck.random(outputRows * layer.outputs, seed: 8).matrix(
      rows: outputRows, columns: layer.outputs)
  }
}
