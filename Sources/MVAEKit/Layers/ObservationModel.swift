import CHotLoops
import Foundation

/// A ``Likelihood`` in a network: what its outputs cost, and where its learned width lies among the weights.
struct ObservationModel: Sendable, Equatable {
  let likelihood: Likelihood
  /// Of log σ or log b.
  private let place: Int?

  private static let bounds: ClosedRange<Float> = -10...10

  /// What its weight is called.
  private let name: String

  init(_ likelihood: Likelihood, name: String = "decoder.logScale", in layout: inout WeightLayout) {
    self.likelihood = likelihood
    self.name = name
    place = likelihood.spread == .learned ? layout.reserve([name], shape: [1]) : nil
  }

  /// Its weight as a layer, if it has one.
  var summary: [ModelSummary.Layer] {
    guard place != nil else { return [] }
    return [
      ModelSummary.Layer(name: name, kind: "learned width", inputs: 0, outputs: 1, parameterCount: 1)
    ]
  }

  /// What training minimises, summed over all elements: see ``Likelihood``.
  ///
  /// dy is `scale` times its slope; that of a learned width is added to `gradients`, which
  /// ``clear(_:)`` begins.
  func objective(
    _ y: MatrixView, target x: MatrixView, dy: MatrixView, scale: Float, weights: Buffer, gradients: Buffer?
  ) -> Double {
    switch likelihood {
    case .gaussian(.fixed(let variance)):
      SquaredError.evaluate(y, target: x, dy: dy, scale: scale / Float(2 * variance)) / (2 * variance)
    case .gaussian(.learned):
      learnedGaussian(y, target: x, dy: dy, scale: scale, weights: weights, gradients: gradients)
    case .laplace(.fixed(let width)):
      AbsoluteError.evaluate(y, target: x, dy: dy, scale: scale / Float(width)) / width
    case .laplace(.learned):
      learnedLaplace(y, target: x, dy: dy, scale: scale, weights: weights, gradients: gradients)
    case .bernoulli:
      Team.sum(y.count) { first, count in
        hot_bernoulli(y.base + first, x.base + first, dy.base + first, count, scale)
      }
    case .categorical: hot_categorical(y.base, x.base, dy.base, y.rows, y.columns, scale)
    }
  }

  /// Sets the slope of a learned width to 0.
  func clear(_ gradients: Buffer) { if let place { gradients.base[place] = 0 } }

  /// What ``objective(_:target:dy:scale:weights:gradients:)`` leaves out of −log p, for `count` elements:
  /// ½ ln 2πv each, or ln 2b.
  func constant(_ count: Int) -> Double {
    switch likelihood {
    case .gaussian(.fixed(let variance)): 0.5 * log(2 * .pi * variance) * Double(count)
    case .laplace(.fixed(let width)): log(2 * width) * Double(count)
    case .gaussian, .laplace, .bernoulli, .categorical: 0
    }
  }

  /// log p(x|z) in nats, with all constants, of `items` equal parts of the rows; dy is overwritten.
  func logLikelihoods(
    _ y: MatrixView, target x: MatrixView, dy: MatrixView, items: Int, weights: Buffer
  ) -> [Double] {
    let rows = y.rows / max(1, items)
    let constant = self.constant(rows * y.columns)
    return (0..<items).map { item in
      let first = item * rows
      let cost = objective(
        y.part(first, rows), target: x.part(first, rows), dy: dy.part(first, rows), scale: 0,
        weights: weights, gradients: nil)
      return -cost - constant
    }
  }

  /// Replaces outputs by the mean of p(x|z) in place: by probabilities, where they are logits.
  func mean(_ y: MatrixView) {
    switch likelihood {
    case .gaussian, .laplace: break
    case .bernoulli: Activation.sigmoid.forward(y)
    case .categorical: if y.columns > 0 { hot_softmax(y.base, y.rows, y.columns) }
    }
  }

  /// log σ, or log b; `nil` where there is none or it is fixed.
  func logScale(_ weights: Buffer) -> Double? {
    place.map { Double(min(max(weights.base[$0], Self.bounds.lowerBound), Self.bounds.upperBound)) }
  }

  /// n (½ ln 2π + ln σ) + Σ (y − x)² / 2σ²; its slope in ln σ is n − Σ (y − x)² / σ².
  private func learnedGaussian(
    _ y: MatrixView, target x: MatrixView, dy: MatrixView, scale: Float, weights: Buffer, gradients: Buffer?
  ) -> Double {
    let logScale = self.logScale(weights) ?? 0
    let precision = exp(-2 * logScale)
    let count = Double(y.count)
    let error = SquaredError.evaluate(y, target: x, dy: dy, scale: scale * Float(precision / 2)) * precision
    learn(slope: count - error, scale: scale, weights: weights, gradients: gradients)
    return count * (0.5 * log(2 * .pi) + logScale) + error / 2
  }

  /// n (ln 2 + ln b) + Σ |y − x| / b; its slope in ln b is n − Σ |y − x| / b.
  private func learnedLaplace(
    _ y: MatrixView, target x: MatrixView, dy: MatrixView, scale: Float, weights: Buffer, gradients: Buffer?
  ) -> Double {
    let logScale = self.logScale(weights) ?? 0
    let rate = exp(-logScale)
    let count = Double(y.count)
    let error = AbsoluteError.evaluate(y, target: x, dy: dy, scale: scale * Float(rate)) * rate
    learn(slope: count - error, scale: scale, weights: weights, gradients: gradients)
    return count * (log(2) + logScale) + error
  }

  /// Beyond the bounds only slopes that lead back inside count.
  private func learn(slope: Double, scale: Float, weights: Buffer, gradients: Buffer?) {
    guard let place, let gradients else { return }
    let value = weights.base[place]
    let leads = value > Self.bounds.upperBound ? slope > 0 : value < Self.bounds.lowerBound ? slope < 0 : true
    if leads { gradients.base[place] += scale * Float(slope) }
  }
}
