import Testing

@testable import MVAEKit

/// Every layer's backward pass against finite differences of its forward pass.
@Suite struct LayerGradientTests {
  private let product = MatrixProduct(cancellation: Cancellation())
  private let rows = 5

  @Test func linear() throws {
    var layout = WeightLayout()
    let layer = Linear(inputs: 7, outputs: 4, names: ["a", "b"], in: &layout)
    let weights = GradientCheck.random(layout.length, seed: 1)
    let gradients = Buffer(count: layout.length)
    let x = GradientCheck.random(rows * 7, seed: 2)
    let dx = Buffer(count: rows * 7)
    let slope = GradientCheck.random(rows * 4, seed: 3)
    let dy = slope.matrix(rows: rows, columns: 4)
    let input = x.matrix(rows: rows, columns: 7)
    let check = GradientCheck {
      let output = Buffer(count: rows * 4)
      try layer.forward(input, into: output.matrix(rows: rows, columns: 4), weights: weights, product)
      return GradientCheck.dot(output.matrix(rows: rows, columns: 4), dy)
    }
    try layer.backward(
      x: input, dy: dy, dx: dx.matrix(rows: rows, columns: 7), weights: weights, gradients: gradients, product
    )
    try check.expect(dx, of: x, "x")
    try check.expect(gradients, of: weights, "weights")
  }

  @Test func perceptronWithReLU() throws {
    var layout = WeightLayout()
    let stack = Perceptron(
      inputs: 6, widths: [5, 4], activation: .relu, activatesLast: true, name: "p", in: &layout)
    let weights = GradientCheck.random(layout.length, seed: 4)
    let gradients = Buffer(count: layout.length)
    let x = GradientCheck.random(rows * 6, seed: 5)
    let dx = Buffer(count: rows * 6)
    let input = x.matrix(rows: rows, columns: 6)
    let outputs = [Buffer(count: rows * 5), Buffer(count: rows * 4)]
    let slopes = [Buffer(count: rows * 5), GradientCheck.random(rows * 4, seed: 6)]
    let dy = GradientCheck.random(rows * 4, seed: 6)
    let views = { (buffers: [Buffer]) in
      zip(buffers, [5, 4]).map { $0.matrix(rows: rows, columns: $1) }
    }
    let check = GradientCheck {
      try stack.forward(input, into: views(outputs), weights: weights, product)
      return GradientCheck.dot(views(outputs)[1], dy.matrix(rows: rows, columns: 4))
    }
    _ = try check.function()
    try stack.backward(
      input, outputs: views(outputs), slopes: views(slopes), dx: dx.matrix(rows: rows, columns: 6),
      weights: weights, gradients: gradients, product)
    try check.expect(dx, of: x, "x")
    try check.expect(gradients, of: weights, "weights")
  }

  @Test func gaussianLatentWithDivergence() throws {
    let latent = 3
    let heads = GradientCheck.random(rows * 2 * latent, seed: 7)
    let noise = GradientCheck.random(rows * latent, seed: 8).matrix(rows: rows, columns: latent)
    let dz = GradientCheck.random(rows * latent, seed: 9)
    let dheads = Buffer(count: rows * 2 * latent)
    let z = Buffer(count: rows * latent)
    let headView = heads.matrix(rows: rows, columns: 2 * latent)
    let scale: Float = 0.7
    let check = GradientCheck {
      GaussianLatent.sample(headView, noise: noise, into: z.matrix(rows: rows, columns: latent))
      let value = GradientCheck.dot(
        z.matrix(rows: rows, columns: latent), dz.matrix(rows: rows, columns: latent))
      return value + Double(scale) * GaussianLatent.divergence(headView)
    }
    GaussianLatent.backward(
      headView, noise: noise, dz: dz.matrix(rows: rows, columns: latent), scale: scale,
      into: dheads.matrix(rows: rows, columns: 2 * latent))
    try check.expect(dheads, of: heads, "heads")
  }

  @Test func squaredError() throws {
    let y = GradientCheck.random(11, seed: 10)
    let x = GradientCheck.random(11, seed: 11)
    let dy = Buffer(count: 11)
    let view = { (buffer: Buffer) in buffer.matrix(rows: 1, columns: 11) }
    let check = GradientCheck {
      0.5 * SquaredError.evaluate(view(y), target: view(x), dy: view(Buffer(count: 11)), scale: 0)
    }
    _ = SquaredError.evaluate(view(y), target: view(x), dy: view(dy), scale: 0.5)
    try check.expect(dy, of: y, "y")
  }

  /// The whole model, with hidden layers and without.
  @Test(arguments: [[6, 5], []])
  func basicVAE(_ hidden: [Int]) throws {
    let model = BasicVAE(inputs: 8, hidden: hidden, latent: 3)
    let pass = BasicVAEPass(model: model, capacity: rows, cancellation: Cancellation())
    let weights = model.initialWeights(random: RandomSource(seed: 12))
    var random = RandomSource(seed: 13)
    let values = (0..<rows * 8).map { _ in Float(random.normal()) }
    pass.input(rows: rows).copy(rows: Array(0..<rows)[...], of: values)
    GaussianLatent.draw(pass.noise(rows: rows), key: 14)
    let gradients = Buffer(count: model.layout.length)
    _ = try pass.learn(
      rows: rows, penalty: DivergencePenalty(beta: 0.5), weights: weights, gradients: gradients)
    let check = GradientCheck {
      try pass.evaluate(rows: rows, penalty: DivergencePenalty(beta: 0.5), weights: weights).loss
    }
    try check.expect(gradients, of: weights, "weights")
  }
}
