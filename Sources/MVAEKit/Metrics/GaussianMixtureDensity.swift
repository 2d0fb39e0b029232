import CHotLoops
import Foundation

/// The mean of the rows' diagonal Gaussians, in blocks of components side by side.
struct GaussianMixtureDensity: Sendable {
  private let count: Int
  private let latent: Int
  /// [block][dimension][component]; see `hot_mixture_block`.
  private let means: [Double]
  private let precisions: [Double]
  private let offsets: [Double]

  private static let lanes = Int(HOT_COMPONENTS)
  private static let logTwoPi = log(2 * Double.pi)

  init(_ posterior: Posterior) {
    let (count, latent, lanes) = (posterior.mean.rows, posterior.mean.columns, Self.lanes)
    let size = (count + lanes - 1) / lanes * lanes * latent
    var means = [Double](repeating: 0, count: size)
    var precisions = means
    // Components that fill the last block have no weight.
    var offsets = [Double](repeating: -1e300, count: size)
    for row in 0..<count {
      for dimension in 0..<latent {
        let place = (row / lanes * latent + dimension) * lanes + row % lanes
        let source = row * latent + dimension
        let logVariance = min(max(Double(posterior.logVariance.values[source]), -30), 20)
        means[place] = Double(posterior.mean.values[source])
        precisions[place] = 0.5 * exp(-logVariance)
        offsets[place] = -0.5 * (Self.logTwoPi + logVariance)
      }
    }
    self.count = count
    self.latent = latent
    self.means = means
    self.precisions = precisions
    self.offsets = offsets
  }

  /// Log-densities at a draw from the component of `row`.
  func terms(ofRow row: Int, random: inout RandomSource, cancellation: Cancellation) throws -> SampleTerms {
    var point = [Double](repeating: 0, count: latent)
    var terms = SampleTerms()
    for dimension in 0..<latent {
      let place = (row / Self.lanes * latent + dimension) * Self.lanes + row % Self.lanes
      let noise = random.normal()
      point[dimension] = means[place] + noise / (2 * precisions[place]).squareRoot()
      terms.conditional += offsets[place] - 0.5 * noise * noise
      terms.prior -= 0.5 * (Self.logTwoPi + point[dimension] * point[dimension])
    }
    let densities = try logDensities(at: point, cancellation: cancellation)
    terms.joint = densities[latent]
    terms.marginals = densities.dropLast().reduce(0, +)
    return terms
  }

  /// log q(z_j) of every dimension, then log q(z): log-sum-exp within blocks, then over blocks in order.
  private func logDensities(at point: [Double], cancellation: Cancellation) throws -> [Double] {
    let blocks = means.count / (Self.lanes * latent)
    var maxima = [Double](repeating: 0, count: blocks * (latent + 1))
    var sums = maxima
    for block in 0..<blocks {
      if block % max(1, 8192 / latent) == 0 { try cancellation.check() }
      let start = block * latent * Self.lanes
      means.withUnsafeBufferPointer { means in
        precisions.withUnsafeBufferPointer { precisions in
          offsets.withUnsafeBufferPointer { offsets in
            maxima.withUnsafeMutableBufferPointer { maxima in
              sums.withUnsafeMutableBufferPointer { sums in
                guard let m = means.baseAddress, let p = precisions.baseAddress, let o = offsets.baseAddress,
                  let most = maxima.baseAddress, let sum = sums.baseAddress
                else { return }
                hot_mixture_block(
                  m + start, p + start, o + start, latent, point, most + block * (latent + 1),
                  sum + block * (latent + 1))
              }
            }
          }
        }
      }
    }
    return (0...latent).map { column in
      let places = stride(from: column, to: maxima.count, by: latent + 1)
      let most = places.reduce(-Double.infinity) { max($0, maxima[$1]) }
      let sum = places.reduce(0) { $0 + sums[$1] * exp(maxima[$1] - most) }
      return most + log(sum) - log(Double(count))
    }
  }
}
