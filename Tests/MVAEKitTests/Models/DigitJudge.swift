@testable import MVAEKit

/// A classifier of digits, 784-256-10 with ReLU, learned on digits that no model sees: the twin's judge.
///
/// Cross-entropy, Adam 1e-3, 30 epochs, batches of 100.
struct DigitJudge {
  private let network: Perceptron
  private let weights: Buffer
  private let product = MatrixProduct(cancellation: Cancellation())

  private static let batch = 100

  init(_ digits: MNISTDigits.Part, seed: UInt64 = 0) throws {
    var layout = WeightLayout()
    network = Perceptron(
      inputs: 784, widths: [256, 10], activation: .relu, activatesLast: false, name: "judge", in: &layout)
    let loss = ObservationModel(.categorical, in: &layout)
    weights = Buffer(count: layout.length)
    var random = RandomSource(seed: seed)
    network.initialize(weights, random: &random)
    let gradients = Buffer(count: layout.length)
    var optimizer = OptimizerState(.adam, count: layout.length)
    let x = Buffer(count: Self.batch * 784).matrix(rows: Self.batch, columns: 784)
    let targets = Buffer(count: Self.batch * 10).matrix(rows: Self.batch, columns: 10)
    let (outputs, slopes) = (Self.layers(), Self.layers())
    for _ in 0..<30 {
      let order = random.permutation(digits.classes.count)
      for start in stride(from: 0, to: order.count, by: Self.batch) {
        let rows = order[start..<start + Self.batch]
        x.copy(rows: rows, of: digits.pixels)
        targets.lay(oneHot: rows.map { digits.classes[$0] })
        try network.forward(x, into: outputs, weights: weights, product)
        _ = loss.objective(
          outputs[1], target: targets, dy: slopes[1], scale: 1 / Float(Self.batch), weights: weights,
          gradients: nil)
        try network.backward(
          x, outputs: outputs, slopes: slopes, dx: nil, weights: weights, gradients: gradients, product)
        optimizer.step(weights, gradients: gradients, rate: 1e-3)
      }
    }
  }

  /// How many of the digits in `pixels` (a multiple of 100 of them) are taken for their class, 0...1.
  func accuracy(_ pixels: [Float], classes: [Int]) throws -> Double {
    let outputs = Self.layers()
    let x = Buffer(count: Self.batch * 784).matrix(rows: Self.batch, columns: 784)
    var right = 0
    for start in stride(from: 0, to: classes.count, by: Self.batch) {
      x.copy(rows: Array(start..<start + Self.batch)[...], of: pixels)
      try network.forward(x, into: outputs, weights: weights, product)
      let scores = outputs[1].values
      for row in 0..<Self.batch {
        let own = scores[row * 10..<row * 10 + 10]
        right += own.firstIndex(of: own.max() ?? 0) == row * 10 + classes[start + row] ? 1 : 0
      }
    }
    return Double(right) / Double(classes.count)
  }

  private static func layers() -> [MatrixView] {
    [256, 10].map { Buffer(count: batch * $0).matrix(rows: batch, columns: $0) }
  }
}
