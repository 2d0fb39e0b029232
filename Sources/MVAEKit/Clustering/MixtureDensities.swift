import CHotLoops
import Foundation

/// Log-densities of a mixture's components: ln π_k N(x; μ_k, Σ_k) = offset_k − ½ ‖L_k⁻¹ (x − μ_k)‖², with L Lᵀ = Σ.
struct MixtureDensities: Sendable {
  /// ln π_k − ½ (d ln 2π + ln det Σ_k).
  let offsets: [Double]
  private let parameters: MixtureParameters
  /// One a component (one for all of tied covariances), laid out for the hot loops.
  private let whitenings: [[Double]]

  /// - Throws: ``ClusteringError/singular(component:)``.
  init(_ parameters: MixtureParameters) throws {
    self.parameters = parameters
    let columns = parameters.columns
    let base = -0.5 * Double(columns) * log(2 * Double.pi)
    var (whitenings, halfLogs) = ([[Double]](), [Double]())
    let size = MixtureParameters.size(parameters.covariance, columns: columns)
    for component in 0..<(parameters.covariance == .tied ? 1 : parameters.count) {
      let stored = Array(parameters.covariances[component * size..<(component + 1) * size])
      guard let factor = Self.factor(stored, parameters.covariance, columns) else {
        throw ClusteringError.singular(component: component)
      }
      whitenings.append(factor.whitening)
      halfLogs.append(factor.halfLogDeterminant)
    }
    self.whitenings = whitenings
    offsets = parameters.weights.indices.map { component in
      base + log(parameters.weights[component]) - halfLogs[halfLogs.count == 1 ? 0 : component]
    }
  }

  /// Squared Mahalanobis distances of `count` points, one every k-th value of `out`.
  func distances(
    _ component: Int, _ points: UnsafePointer<Float>, _ count: Int, _ scratch: MixtureRun.Scratch,
    _ out: UnsafeMutablePointer<Double>
  ) {
    let whitening = whitenings[whitenings.count == 1 ? 0 : component]
    let columns = parameters.columns
    parameters.means.withUnsafeBufferPointer { means in
      guard let mean = means.baseAddress.map({ $0 + component * columns }) else { return }
      switch parameters.covariance {
      case .full, .tied:
        hot_mixture_distances(
          Int32(HOT_PATH_BEST), points, count, columns, mean, whitening, &scratch.differences, out,
          offsets.count)
      case .diagonal, .spherical:
        hot_mixture_diagonal(
          Int32(HOT_PATH_BEST), points, count, columns, mean, whitening, out, offsets.count)
      }
    }
  }

  private struct Factor {
    let whitening: [Double]
    let halfLogDeterminant: Double
  }

  private static func factor(_ stored: [Double], _ covariance: GaussianMixture.Covariance, _ columns: Int)
    -> Factor?
  {
    switch covariance {
    case .full, .tied:
      guard let factor = CholeskyFactor(stored, size: columns) else { return nil }
      return Factor(
        whitening: inFours(factor.inverse, columns), halfLogDeterminant: 0.5 * factor.logDeterminant)
    case .diagonal, .spherical:
      let variances = covariance == .spherical ? [Double](repeating: stored[0], count: columns) : stored
      guard variances.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
      return Factor(
        whitening: variances.map { 1 / $0.squareRoot() },
        halfLogDeterminant: 0.5 * variances.reduce(0) { $0 + log($1) })
    }
  }

  /// Rows in groups of four side by side, the last group filled up with zeros.
  private static func inFours(_ matrix: [Double], _ columns: Int) -> [Double] {
    var result = [Double](repeating: 0, count: (columns + 3) / 4 * 4 * columns)
    for row in 0..<columns {
      for column in 0...row {
        result[(row / 4 * columns + column) * 4 + row % 4] = matrix[row * columns + column]
      }
    }
    return result
  }
}
