import CHotLoops

/// Sums over rows that the next parameters of a mixture follow from, about the components' present means: second moments
/// about the origin would lose digits.
struct MixtureMoments: Sendable {
  private let covariance: GaussianMixture.Covariance
  private let columns: Int
  var logLikelihood = 0.0
  /// Σ r.
  var weights: [Double]
  /// Σ r z, [component][column].
  private var first: [Double]
  /// Σ r z zᵀ, [component][stride][stride], or of diagonal covariances Σ r z², [component][column].
  private var second: [Double]

  /// Columns filled up to whole vectors.
  static func stride(_ columns: Int) -> Int { (columns + 7) / 8 * 8 }

  init(_ shape: MixtureParameters) {
    covariance = shape.covariance
    columns = shape.columns
    weights = [Double](repeating: 0, count: shape.count)
    first = [Double](repeating: 0, count: shape.count * shape.columns)
    second = []
    second = [Double](repeating: 0, count: shape.count * secondSize)
  }

  private var isDiagonal: Bool { covariance == .diagonal || covariance == .spherical }
  private var secondSize: Int { isDiagonal ? columns : Self.stride(columns) * Self.stride(columns) }

  mutating func add(
    _ component: Int, _ points: UnsafePointer<Float>, _ count: Int, about centres: [Double],
    _ shares: UnsafePointer<Double>, step: Int, _ scratch: MixtureRun.Scratch
  ) {
    let (size, columns, isDiagonal) = (secondSize, columns, isDiagonal)
    centres.withUnsafeBufferPointer { centres in
      weights.withUnsafeMutableBufferPointer { weights in
        first.withUnsafeMutableBufferPointer { first in
          second.withUnsafeMutableBufferPointer { second in
            guard let centre = centres.baseAddress, let weight = weights.baseAddress,
              let sum = first.baseAddress,
              let square = second.baseAddress
            else { return }
            hot_mixture_moments(
              Int32(HOT_PATH_BEST), points, count, columns, centre + component * columns, shares, step,
              isDiagonal ? 1 : 0, Self.stride(columns), &scratch.products, weight + component,
              sum + component * columns, square + component * size)
          }
        }
      }
    }
  }

  mutating func add(_ other: MixtureMoments) {
    logLikelihood += other.logLikelihood
    for index in weights.indices { weights[index] += other.weights[index] }
    for index in first.indices { first[index] += other.first[index] }
    for index in second.indices { second[index] += other.second[index] }
  }

  /// The parameters that these moments are the best of.
  func parameters(about centres: [Double], rows: Int, regularisation: Double) -> MixtureParameters {
    // As scikit-learn has it: an empty component divides by no zero.
    let totals = weights.map { $0 + 10 * Double.ulpOfOne }
    let shifts = first.indices.map { first[$0] / totals[$0 / columns] }
    let sum = totals.reduce(0, +)
    return MixtureParameters(
      covariance: covariance, columns: columns, weights: totals.map { $0 / sum },
      means: zip(centres, shifts).map { $0 + $1 },
      covariances: covariances(totals, shifts, regularisation))
  }

  private func covariances(_ totals: [Double], _ shifts: [Double], _ regularisation: Double) -> [Double] {
    switch covariance {
    case .full:
      return totals.indices.flatMap { matrix($0, totals[$0], shifts, regularisation) }
    case .tied:
      var pooled = [Double](repeating: 0, count: columns * columns)
      let sum = totals.reduce(0, +)
      for component in totals.indices {
        let own = matrix(component, totals[component], shifts, 0)
        for index in pooled.indices { pooled[index] += own[index] * totals[component] / sum }
      }
      for column in 0..<columns { pooled[column * columns + column] += regularisation }
      return pooled
    case .diagonal:
      return second.indices.map {
        second[$0] / totals[$0 / columns] - shifts[$0] * shifts[$0] + regularisation
      }
    case .spherical:
      return totals.indices.map { component in
        (0..<columns).reduce(0) { sum, column in
          let index = component * columns + column
          return sum + second[index] / totals[component] - shifts[index] * shifts[index] + regularisation
        } / Double(columns)
      }
    }
  }

  private func matrix(_ component: Int, _ total: Double, _ shifts: [Double], _ regularisation: Double)
    -> [Double]
  {
    let stride = Self.stride(columns)
    var result = [Double](repeating: 0, count: columns * columns)
    for row in 0..<columns {
      for column in 0...row {
        let value =
          second[component * secondSize + row * stride + column] / total
          - shifts[component * columns + row] * shifts[component * columns + column]
        result[row * columns + column] = value
        result[column * columns + row] = value
      }
      result[row * columns + row] += regularisation
    }
    return result
  }
}
