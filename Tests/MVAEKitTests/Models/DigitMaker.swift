import Foundation

@testable import MVAEKit

/// A conditional model of digits, and the ways to make digits of a class with it.
struct DigitMaker {
  /// Where z comes from.
  enum Source {
    /// N(0, 1).
    case prior
    /// The Gaussian of the class's aggregate posterior: the mean of μ, the covariance of μ and the mean variance.
    case fitted
    /// The μ of digits of any class.
    case others
  }

  private let model: TrainedModel
  private let posterior: Posterior
  private let classes: [Int]
  private let seed: UInt64

  /// 784-400-`latent` with the label at both ends, 100 epochs of batches of 100.
  init(_ digits: MNISTDigits.Part, latent: Int, seed: UInt64) throws {
    model = try ConditionalVAE.train(
      features: digits.features, labels: digits.labels, labelName: "digit",
      configuration: BasicTrainingConfiguration(
        architecture: BasicArchitecture(hidden: [400], latent: latent, likelihood: .bernoulli),
        schedule: TrainingSchedule(epochs: 100, batch: 100, seed: seed, validation: 0, patience: nil)))
    posterior = model.posterior
    classes = digits.classes
    self.seed = seed
  }

  /// `count` digits, each pixel drawn to 0 or 1, row-major.
  func digits(_ count: Int, of digit: Int, from source: Source) throws -> [Float] {
    var random = RandomSource(seed: seed, stream: UInt64(digit))
    let latents = latents(count, of: digit, from: source, &random)
    let probabilities = try model.decode(latents, labels: [String](repeating: "\(digit)", count: count))
    return probabilities.values.map { random.uniform() < Double($0) ? 1 : 0 }
  }

  private func latents(_ count: Int, of digit: Int, from source: Source, _ random: inout RandomSource)
    -> Tensor
  {
    if source == .others {
      return posterior.mean.selecting(Array(random.permutation(classes.count).prefix(count)))
    }
    var latents = Tensor(shape: [count, posterior.mean.columns])
    for index in latents.values.indices { latents.values[index] = Float(random.normal()) }
    guard source == .fitted else { return latents }
    let rows = classes.indices.filter { classes[$0] == digit }
    return LatentCloud(posterior, rows: rows).placed(latents)
  }
}

/// A Gaussian with a full covariance: mean + L ε.
private struct LatentCloud {
  private let mean: [Double]
  /// The Cholesky factor of the covariance, lower triangle.
  private var factor: [[Double]]

  init(_ posterior: Posterior, rows: [Int]) {
    let latent = posterior.mean.columns
    let count = Double(rows.count)
    let points = rows.map { posterior.mean.row($0).map(Double.init) }
    let mean = (0..<latent).map { i in points.reduce(0) { $0 + $1[i] } / count }
    let spread = (0..<latent).map { i in
      rows.reduce(0) { $0 + exp(Double(posterior.logVariance.values[$1 * latent + i])) } / count
    }
    self.mean = mean
    factor = [[Double]](repeating: [Double](repeating: 0, count: latent), count: latent)
    for i in 0..<latent {
      for j in 0...i {
        var value = points.reduce(0) { $0 + ($1[i] - mean[i]) * ($1[j] - mean[j]) } / (count - 1)
        if i == j { value += spread[i] }
        for k in 0..<j { value -= factor[i][k] * factor[j][k] }
        factor[i][j] = i == j ? value.squareRoot() : value / factor[j][j]
      }
    }
  }

  /// `noise` of N(0, 1), [rows, latent], moved into the cloud.
  func placed(_ noise: Tensor) -> Tensor {
    var result = noise
    let latent = mean.count
    for row in 0..<noise.rows {
      for i in 0..<latent {
        let sum = (0...i).reduce(mean[i]) { $0 + factor[i][$1] * Double(noise.values[row * latent + $1]) }
        result.values[row * latent + i] = Float(sum)
      }
    }
    return result
  }
}
