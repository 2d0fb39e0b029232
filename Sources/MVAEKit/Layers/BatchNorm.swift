import CHotLoops

/// Batch normalisation (Ioffe & Szegedy 2015): y = γ · (x − mean) / √(variance + ε) + β, channel by channel.
///
/// Mean and population variance are the batch's while learning and the running ones after. The running variance
/// follows the sample variance (divided by n − 1), both with momentum 0.1, as in PyTorch. x has shape
/// [rows, channels]; the pixels of an image are rows of their own.
struct BatchNorm: Sendable, Equatable {
  let channels: Int
  private let gain: Int
  private let shift: Int
  private let runningMean: Int
  private let runningVariance: Int

  private static let epsilon: Float = 1e-5
  private static let momentum: Float = 0.1

  init(channels: Int, name: String, in layout: inout WeightLayout) {
    self.channels = channels
    gain = layout.reserve(["\(name).weight"], shape: [channels])
    shift = layout.reserve(["\(name).bias"], shape: [channels])
    runningMean = layout.reserve(["\(name).runningMean"], shape: [channels], isLearned: false)
    runningVariance = layout.reserve(["\(name).runningVariance"], shape: [channels], isLearned: false)
  }

  /// Room for what it must remember of one batch.
  func moments() -> BatchMoments { BatchMoments(channels: channels) }

  /// y by the batch's own statistics, which are left in `moments`.
  func forward(_ x: MatrixView, into y: MatrixView, moments: BatchMoments, weights: Buffer) {
    measure(x, moments)
    normalise(x, into: y, moments, weights)
  }

  /// y by the running statistics.
  func evaluate(_ x: MatrixView, into y: MatrixView, moments: BatchMoments, weights: Buffer) {
    moments.means.update(from: weights.base + runningMean, count: channels)
    moments.variances.update(from: weights.base + runningVariance, count: channels)
    normalise(x, into: y, moments, weights)
  }

  /// Replaces dy by dx = γ / √(variance + ε) · (dy − mean(dy) − x̂ · mean(dy · x̂)) in place; dγ = Σ dy · x̂, dβ = Σ dy.
  func backward(x: MatrixView, dy: MatrixView, moments: BatchMoments, weights: Buffer, gradients: Buffer) {
    let (sums, products) = (gradients.base + shift, gradients.base + gain)
    Team.columnSums(of: dy, into: sums, and: products) { rows, count, sums, products in
      hot_normalise_sums(
        x.base + (rows - dy.base), rows, count, channels, moments.means, moments.inverses, sums, products)
    }
    Team.rows(of: dy) { rows, count in
      hot_normalise_backward(
        x.base + (rows - dy.base), rows, count, dy.rows, channels, moments.means, moments.inverses,
        weights.base + gain, sums, products)
    }
  }

  /// Moves the running statistics in `weights` towards those of the batch, once its step is done.
  func commit(_ moments: BatchMoments, to weights: Buffer) {
    guard moments.rows > 0 else { return }
    let unbiased = Float(moments.rows) / Float(max(1, moments.rows - 1))
    for channel in 0..<channels {
      let mean = weights.base + runningMean + channel
      let variance = weights.base + runningVariance + channel
      mean.pointee += Self.momentum * (moments.means[channel] - mean.pointee)
      variance.pointee += Self.momentum * (moments.variances[channel] * unbiased - variance.pointee)
    }
  }

  /// γ = 1, β = 0, running mean 0, running variance 1.
  func initialize(_ weights: Buffer) {
    (weights.base + gain).update(repeating: 1, count: channels)
    (weights.base + shift).update(repeating: 0, count: channels)
    (weights.base + runningMean).update(repeating: 0, count: channels)
    (weights.base + runningVariance).update(repeating: 1, count: channels)
  }

  /// Mean, then population variance around it.
  private func measure(_ x: MatrixView, _ moments: BatchMoments) {
    moments.rows = x.rows
    let share = 1 / Float(max(1, x.rows))
    Team.columnSums(of: x, into: moments.means) { rows, count, sums in
      hot_channel_sums(rows, count, channels, sums)
    }
    for channel in 0..<channels { moments.means[channel] *= share }
    Team.columnSums(of: x, into: moments.variances) { rows, count, sums in
      hot_channel_squares(rows, count, channels, moments.means, sums)
    }
    for channel in 0..<channels { moments.variances[channel] *= share }
  }

  private func normalise(_ x: MatrixView, into y: MatrixView, _ moments: BatchMoments, _ weights: Buffer) {
    for channel in 0..<channels {
      let inverse = 1 / (moments.variances[channel] + Self.epsilon).squareRoot()
      let scale = weights.base[gain + channel] * inverse
      moments.inverses[channel] = inverse
      moments.scales[channel] = scale
      moments.shifts[channel] = weights.base[shift + channel] - moments.means[channel] * scale
    }
    Team.rows(of: x) { rows, count in
      hot_scale_shift(rows, y.base + (rows - x.base), count, channels, moments.scales, moments.shifts)
    }
  }
}

/// What one batch normalisation knows of the batch that it is working on.
final class BatchMoments {
  private let values: Buffer
  private let channels: Int
  /// Rows of the batch that the statistics are of; 0 before the first.
  var rows = 0

  init(channels: Int) {
    self.channels = channels
    values = Buffer(count: 5 * channels)
  }

  var means: UnsafeMutablePointer<Float> { values.base }
  var variances: UnsafeMutablePointer<Float> { values.base + channels }
  /// 1 / √(variance + ε).
  var inverses: UnsafeMutablePointer<Float> { values.base + 2 * channels }
  var scales: UnsafeMutablePointer<Float> { values.base + 3 * channels }
  var shifts: UnsafeMutablePointer<Float> { values.base + 4 * channels }
}
