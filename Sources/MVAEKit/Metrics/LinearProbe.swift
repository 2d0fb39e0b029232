import Foundation

/// A linear classifier that tells how much of a label lies in a space (Alain & Bengio 2016): multinomial logistic
/// regression on standardised columns.
///
/// Minimises Σ −ln softmax(W z + b)[y] + ‖W‖² / (2C) with C = 1, scikit-learn's defaults, by L-BFGS from zero.
public struct LinearProbe: Sendable {
  /// In the order of the outputs.
  public let classes: [String]
  private let scaler: FeatureScaler
  /// Shape [classes, columns].
  private let weights: Tensor
  private let biases: [Float]

  /// - Parameters:
  ///   - values: shape [rows, columns], finite.
  ///   - labels: one a row.
  ///   - iterations: L-BFGS steps at most; it stops before when no slope of the mean loss exceeds 1e-5.
  /// - Throws: ``ScoreError/lengths(rows:labels:)``; `CancellationError`.
  public init(
    fitting values: Tensor, labels: [String], iterations: Int = 200,
    cancellation: Cancellation = Cancellation()
  ) throws {
    guard values.rows == labels.count else {
      throw ScoreError.lengths(rows: values.rows, labels: labels.count)
    }
    let classes = Set(labels).sorted()
    let index = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
    let scaler = FeatureScaler(fitting: values)
    let objective = LogisticLoss(
      scaler.scale(values), targets: labels.compactMap { index[$0] }, classes: classes.count,
      cancellation: cancellation)
    let found = try LimitedMemoryBFGS(tolerance: 1e-5 * Double(max(1, values.rows)), iterations: iterations)
      .minimum(from: [Double](repeating: 0, count: objective.count), objective.value)
    let split = classes.count * values.columns
    self.classes = classes
    self.scaler = scaler
    weights =
      Tensor(shape: [classes.count, values.columns], values: found[..<split].map { Float($0) })
      ?? Tensor(shape: [0, values.columns])
    biases = found[split...].map { Float($0) }
  }

  /// The likeliest class of every row of `values`, with as many columns as fitted.
  public func predict(_ values: Tensor, cancellation: Cancellation = Cancellation()) throws -> [String] {
    guard classes.count > 1 else { return [String](repeating: classes.first ?? "", count: values.rows) }
    let logits = Buffer(count: values.rows * classes.count)
    try MatrixProduct(cancellation: cancellation, path: .ownLoops).forward(
      Buffer(scaler.scale(values).values).matrix(rows: values.rows, columns: values.columns),
      Buffer(weights.values).matrix(rows: classes.count, columns: values.columns), bias: biases,
      into: logits.matrix(rows: values.rows, columns: classes.count))
    let flat = logits.values
    return (0..<values.rows).map { row in
      let own = flat[row * classes.count..<(row + 1) * classes.count]
      let best = own.indices.max { own[$0] < own[$1] } ?? own.startIndex
      return classes[best - own.startIndex]
    }
  }
}

/// The loss of a ``LinearProbe`` and its gradient: weights class by class, then biases.
private final class LogisticLoss {
  let count: Int
  private let rows: Int
  private let columns: Int
  private let classes: Int
  private let targets: [Int]
  private let product: MatrixProduct
  private let x: MatrixView
  private let weights: Buffer
  private let logits: Buffer
  private let gradient: Buffer

  init(_ values: Tensor, targets: [Int], classes: Int, cancellation: Cancellation) {
    (rows, columns) = (values.rows, values.columns)
    self.classes = classes
    self.targets = targets
    count = classes * (columns + 1)
    product = MatrixProduct(cancellation: cancellation, path: .ownLoops)
    x = Buffer(values.values).matrix(rows: rows, columns: columns)
    weights = Buffer(count: count)
    logits = Buffer(count: rows * classes)
    gradient = Buffer(count: classes * columns)
  }

  func value(at point: [Double], _ slopes: inout [Double]) throws -> Double {
    for index in 0..<count { weights.base[index] = Float(point[index]) }
    let split = classes * columns
    let outputs = logits.matrix(rows: rows, columns: classes)
    try product.forward(
      x, weights.matrix(rows: classes, columns: columns), bias: weights.base + split, into: outputs)
    var biases = [Double](repeating: 0, count: classes)
    var loss = 0.0
    for row in 0..<rows { loss += difference(logits.base + row * classes, targets[row], &biases) }
    try product.weightGradient(outputs, x, into: gradient.matrix(rows: classes, columns: columns))
    for index in 0..<split {
      loss += point[index] * point[index] / 2
      slopes[index] = Double(gradient.base[index]) + point[index]
    }
    for index in 0..<classes { slopes[split + index] = biases[index] }
    return loss
  }

  /// −ln p(target); turns the logits into p − 1(target), and adds that to `sums`.
  private func difference(_ logits: UnsafeMutablePointer<Float>, _ target: Int, _ sums: inout [Double])
    -> Double
  {
    var largest = -Double.infinity
    for index in 0..<classes { largest = max(largest, Double(logits[index])) }
    var total = 0.0
    for index in 0..<classes { total += exp(Double(logits[index]) - largest) }
    let loss = log(total) + largest - Double(logits[target])
    for index in 0..<classes {
      let slope = exp(Double(logits[index]) - largest) / total - (index == target ? 1 : 0)
      logits[index] = Float(slope)
      sums[index] += slope
    }
    return loss
  }
}
