import Foundation

/// A linear reader of a factor that leans on few dimensions: least squares of numbers, multinomial logistic regression of
/// classes, on standardised dimensions, with an L1 penalty on the weights.
///
/// Minimises loss / n + α Σ |w| by FISTA (Beck & Teboulle 2009). α = √(2 ln(d · k) / n) · the root mean square of what is
/// left unexplained, found by turns with the weights (the scaled lasso, Sun & Zhang 2012): what chance alone would move
/// stays 0, and a factor that is told without error is hardly shrunk: the root mean square counts as a hundredth of that of the
/// factor itself at least.
struct SparseReader {
  /// What is read: numbers, standardised here, or classes numbered from 0.
  enum Target {
    case numbers([Double])
    case classes([Int], count: Int)

    var outputs: Int {
      if case .classes(_, let count) = self { count } else { 1 }
    }
  }

  /// Σ over outputs of |w| of each dimension.
  let importance: [Double]
  /// The α that the weights are for.
  let penalty: Double
  private let scaler: FeatureScaler
  private let weights: [Float]
  private let biases: [Float]
  private let mean: Double
  private let deviation: Double

  /// - Parameter codes: shape [rows, dimensions], as many rows as the target has.
  init(fitting codes: Tensor, _ target: Target, cancellation: Cancellation) throws {
    let scaler = FeatureScaler(fitting: codes)
    let fit = SparseFit(scaler.scale(codes), target, cancellation: cancellation)
    try fit.run()
    self.scaler = scaler
    weights = fit.weights.values
    biases = fit.biases.map { Float($0) }
    (mean, deviation, penalty) = (fit.mean, fit.deviation, fit.penalty)
    let (outputs, columns) = (target.outputs, codes.columns)
    importance = (0..<columns).map { column in
      (0..<outputs).reduce(0) { $0 + Double(abs(fit.weights.base[$1 * columns + column])) }
    }
  }

  /// The number of each row, in its own units.
  func numbers(_ codes: Tensor, cancellation: Cancellation) throws -> [Double] {
    try outputs(codes, cancellation).map { Double($0) * deviation + mean }
  }

  /// The likeliest class of each row.
  func classes(_ codes: Tensor, cancellation: Cancellation) throws -> [Int] {
    let all = try outputs(codes, cancellation)
    let width = biases.count
    return (0..<codes.rows).map { row in
      (0..<width).max { all[row * width + $0] < all[row * width + $1] } ?? 0
    }
  }

  private func outputs(_ codes: Tensor, _ cancellation: Cancellation) throws -> [Float] {
    let result = Buffer(count: codes.rows * biases.count)
    try MatrixProduct(cancellation: cancellation).forward(
      Buffer(scaler.scale(codes).values).matrix(rows: codes.rows, columns: codes.columns),
      Buffer(weights).matrix(rows: biases.count, columns: codes.columns), bias: biases,
      into: result.matrix(rows: codes.rows, columns: biases.count))
    return Array(result.values.prefix(codes.rows * biases.count))
  }
}

/// The descent of a ``SparseReader``.
private final class SparseFit {
  let weights: Buffer
  private(set) var biases: [Double]
  private(set) var mean = 0.0
  private(set) var deviation = 1.0
  private(set) var penalty = 0.0

  private let rows: Int
  private let columns: Int
  private let outputs: Int
  private let product: MatrixProduct
  private let x: MatrixView
  private let residual: MatrixView
  private let gradient: MatrixView
  /// The point that FISTA looks ahead to.
  private let ahead: MatrixView
  private var aheadBiases: [Double]
  private var numbers: [Double] = []
  private var classes: [Int] = []
  /// 1 / the largest curvature of the loss.
  private var step = 1.0

  private static let rounds = 8
  private static let iterations = 300

  init(_ codes: Tensor, _ target: SparseReader.Target, cancellation: Cancellation) {
    (rows, columns, outputs) = (codes.rows, codes.columns, target.outputs)
    product = MatrixProduct(cancellation: cancellation)
    x = Buffer(codes.values).matrix(rows: rows, columns: columns)
    residual = Buffer(count: rows * outputs).matrix(rows: rows, columns: outputs)
    gradient = Buffer(count: outputs * columns).matrix(rows: outputs, columns: columns)
    ahead = Buffer(count: outputs * columns).matrix(rows: outputs, columns: columns)
    weights = Buffer(count: outputs * columns)
    biases = [Double](repeating: 0, count: outputs)
    aheadBiases = biases
    // Columns are centred, so that the bias has a curvature of its own, 1.
    var curvature = max(1, Self.largestVariance(codes))
    switch target {
    case .numbers(let values):
      let count = Double(max(1, values.count))
      mean = values.reduce(0, +) / count
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
      deviation = variance > 0 ? variance.squareRoot() : 1
      numbers = values.map { ($0 - mean) / deviation }
    case .classes(let values, _):
      classes = values
      // The curvature of a softmax is at most one half (Böhning 1992).
      curvature /= 2
    }
    // Single precision may overshoot by a last digit.
    step = 1 / (1.01 * curvature)
  }

  /// The largest eigenvalue of the columns' covariance, or their number where LAPACK fails.
  private static func largestVariance(_ codes: Tensor) -> Double {
    let size = codes.columns
    var sums = [Double](repeating: 0, count: size * size)
    for row in 0..<codes.rows {
      let values = codes.row(row).map(Double.init)
      for i in 0..<size {
        for j in 0...i { sums[i * size + j] += values[i] * values[j] }
      }
    }
    for i in 0..<size {
      for j in 0...i {
        sums[i * size + j] /= Double(max(1, codes.rows))
        sums[j * size + i] = sums[i * size + j]
      }
    }
    return SymmetricEigen(sums, size: size)?.values.first ?? Double(size)
  }

  func run() throws {
    guard rows > 0, columns > 0 else { return }
    let universal = (2 * log(Double(max(2, columns * outputs))) / Double(rows)).squareRoot()
    // What a reader of the mean alone leaves; the biases go there first.
    for _ in 0..<20 { try stepBiases() }
    let null = spread()
    penalty = universal * null
    for round in 1...Self.rounds {
      try descend()
      try evaluate(weights.matrix(rows: outputs, columns: columns), biases)
      let next = universal * max(spread(), 1e-2 * null)
      if round == Self.rounds || abs(next - penalty) <= 0.02 * penalty { return }
      penalty = next
    }
  }

  /// FISTA from where the weights are, at the present penalty.
  private func descend() throws {
    var momentum = 1.0
    let count = outputs * columns
    for index in 0..<count { ahead.base[index] = weights.base[index] }
    aheadBiases = biases
    for _ in 0..<Self.iterations {
      try evaluate(ahead, aheadBiases)
      try product.weightGradient(residual, x, into: gradient)
      let following = (1 + (1 + 4 * momentum * momentum).squareRoot()) / 2
      let inertia = (momentum - 1) / following
      momentum = following
      var (moved, uphill, largest) = (0.0, 0.0, 1.0)
      for index in 0..<count {
        let old = Double(weights.base[index])
        let looked = Double(ahead.base[index])
        let slope = Double(gradient.base[index]) / Double(rows)
        let new = Self.shrunk(looked - step * slope, by: step * penalty)
        uphill += (looked - new) * (new - old)
        moved = max(moved, abs(new - old))
        largest = max(largest, abs(new))
        weights.base[index] = Float(new)
        ahead.base[index] = Float(new + inertia * (new - old))
      }
      moved = max(moved, moveBiases(inertia))
      if moved < 1e-5 * largest { return }
      // Momentum that goes uphill begins anew (O'Donoghue & Candès 2015).
      if uphill > 0 { momentum = 1 }
    }
  }

  private func moveBiases(_ inertia: Double) -> Double {
    var moved = 0.0
    for output in 0..<outputs {
      let new = aheadBiases[output] - step * meanResidual(output)
      let difference = new - biases[output]
      moved = max(moved, abs(difference))
      biases[output] = new
      aheadBiases[output] = new + inertia * difference
    }
    return moved
  }

  private func stepBiases() throws {
    try evaluate(weights.matrix(rows: outputs, columns: columns), biases)
    aheadBiases = biases
    _ = moveBiases(0)
  }

  private func meanResidual(_ output: Int) -> Double {
    var sum = 0.0
    for row in 0..<rows { sum += Double(residual.base[row * outputs + output]) }
    return sum / Double(rows)
  }

  /// Prediction − target of every row and output.
  private func evaluate(_ point: MatrixView, _ biases: [Double]) throws {
    try product.forward(x, point, bias: biases.map { Float($0) }, into: residual)
    if classes.isEmpty {
      for row in 0..<rows { residual.base[row] -= Float(numbers[row]) }
    } else {
      for row in 0..<rows { softmax(residual.base + row * outputs, classes[row]) }
    }
  }

  private func softmax(_ logits: UnsafeMutablePointer<Float>, _ target: Int) {
    var (largest, total) = (-Double.infinity, 0.0)
    for index in 0..<outputs { largest = max(largest, Double(logits[index])) }
    for index in 0..<outputs { total += exp(Double(logits[index]) - largest) }
    for index in 0..<outputs {
      let share = exp(Double(logits[index]) - largest) / total
      logits[index] = Float(share - (index == target ? 1 : 0))
    }
  }

  /// The root mean square of the residuals.
  private func spread() -> Double {
    var squares = 0.0
    for index in 0..<rows * outputs { squares += Double(residual.base[index]) * Double(residual.base[index]) }
    return (squares / Double(rows * outputs)).squareRoot()
  }

  private static func shrunk(_ value: Double, by threshold: Double) -> Double {
    value > threshold ? value - threshold : value < -threshold ? value + threshold : 0
  }
}
