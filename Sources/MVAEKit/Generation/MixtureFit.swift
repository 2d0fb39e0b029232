import Foundation

/// The state of an expectation maximisation: components, and what the rows say of them.
struct MixtureFit {
  private let points: PosteriorPoints
  private(set) var weights: [Double]
  private(set) var objective = -Double.infinity
  private(set) var iterations = 0
  private var means: [[Double]]
  private var covariances: [[Double]]

  private static let ridge = 1e-6
  private static let blockRows = 256

  /// Begins with each row in the component of `assignments`.
  init(_ points: PosteriorPoints, assignments: [Int], components: Int) {
    self.points = points
    var sums = MixtureSums(components: components, latent: points.latent)
    for (row, component) in assignments.enumerated() { sums.add(row, of: points, to: component, share: 1) }
    weights = []
    means = []
    covariances = []
    maximise(sums)
  }

  var gaussians: [LatentGaussian] {
    zip(means, covariances).map { LatentGaussian(mean: $0, covariance: $1) }
  }

  /// One expectation and one maximisation step; ``objective`` is that of the components before it.
  mutating func improve(threads: Int?, cancellation: Cancellation) throws {
    let densities = zip(zip(weights, means), covariances).map { component, covariance in
      ComponentDensity(weight: component.0, mean: component.1, covariance: covariance)
    }
    let (points, latent) = (points, points.latent)
    let blocks = (points.count + Self.blockRows - 1) / Self.blockRows
    let parts = try Parallel.map(count: blocks, threads: threads, cancellation: cancellation) { block in
      var sums = MixtureSums(components: densities.count, latent: latent)
      for row in block * Self.blockRows..<min(points.count, (block + 1) * Self.blockRows) {
        if row.isMultiple(of: max(1, 65536 / (latent * latent))) { try cancellation.check() }
        sums.add(row, of: points, by: densities)
      }
      return sums
    }
    var total = MixtureSums(components: densities.count, latent: latent)
    for part in parts { total.add(part) }
    objective = total.logLikelihood / Double(points.count)
    iterations += 1
    maximise(total)
  }

  private mutating func maximise(_ sums: MixtureSums) {
    let latent = points.latent
    let components = sums.shares.indices
    weights = sums.shares.map { $0 / Double(points.count) }
    // A component that no row wants keeps where it was, with no weight.
    let before = (means, covariances)
    means = components.map { index in
      sums.shares[index] > 1e-9
        ? sums.firsts[index].map { $0 / sums.shares[index] }
        : before.0.isEmpty ? [Double](repeating: 0, count: latent) : before.0[index]
    }
    covariances = components.map { index in
      guard sums.shares[index] > 1e-9 else {
        return before.1.isEmpty ? Self.identity(latent) : before.1[index]
      }
      return sums.covariance(index, mean: means[index], ridge: Self.ridge)
    }
  }

  private static func identity(_ size: Int) -> [Double] {
    (0..<size * size).map { $0 % (size + 1) == 0 ? 1 : 0 }
  }
}

/// Moments of the rows, weighted by how much of each row a component has.
struct MixtureSums: Sendable {
  private(set) var shares: [Double]
  private(set) var firsts: [[Double]]
  /// Lower triangles, row-major.
  private var seconds: [[Double]]
  private(set) var logLikelihood = 0.0
  private let latent: Int

  init(components: Int, latent: Int) {
    shares = [Double](repeating: 0, count: components)
    firsts = [[Double]](repeating: [Double](repeating: 0, count: latent), count: components)
    seconds = [[Double]](repeating: [Double](repeating: 0, count: latent * latent), count: components)
    self.latent = latent
  }

  /// Shares a row out among the components.
  mutating func add(_ row: Int, of points: PosteriorPoints, by densities: [ComponentDensity]) {
    let logs = densities.map { $0.expectedLog(row, of: points) }
    let largest = logs.max() ?? 0
    let total = largest + log(logs.reduce(0) { $0 + exp($1 - largest) })
    logLikelihood += total
    for (component, value) in logs.enumerated() {
      let share = exp(value - total)
      if share > 1e-12 { add(row, of: points, to: component, share: share) }
    }
  }

  mutating func add(_ row: Int, of points: PosteriorPoints, to component: Int, share: Double) {
    shares[component] += share
    let (latent, start) = (latent, row * latent)
    points.means.withUnsafeBufferPointer { means in
      guard let mean = means.baseAddress.map({ $0 + start }) else { return }
      seconds[component].withUnsafeMutableBufferPointer { sums in
        guard let base = sums.baseAddress else { return }
        for i in 0..<latent {
          let factor = share * mean[i]
          let target = base + i &* latent
          for j in 0...i { target[j] += factor * mean[j] }
          target[i] += share * points.variances[start &+ i]
        }
      }
      for i in 0..<latent { firsts[component][i] += share * mean[i] }
    }
  }

  mutating func add(_ other: MixtureSums) {
    logLikelihood += other.logLikelihood
    for component in shares.indices {
      shares[component] += other.shares[component]
      for index in 0..<latent { firsts[component][index] += other.firsts[component][index] }
      for index in 0..<latent * latent { seconds[component][index] += other.seconds[component][index] }
    }
  }

  /// E zzᵀ − m mᵀ + ridge · I.
  func covariance(_ component: Int, mean: [Double], ridge: Double) -> [Double] {
    var result = [Double](repeating: 0, count: latent * latent)
    for i in 0..<latent {
      for j in 0...i {
        let value = seconds[component][i * latent + j] / shares[component] - mean[i] * mean[j]
        result[i * latent + j] = value
        result[j * latent + i] = value
      }
      result[i * latent + i] += ridge
    }
    return result
  }
}

/// ln π + E ln N(z; m, S) for z from a diagonal Gaussian.
struct ComponentDensity: Sendable {
  private let offset: Double
  private let mean: [Double]
  /// L⁻¹, row-major, for S = L · Lᵀ.
  private let whitening: [Double]
  /// The diagonal of S⁻¹.
  private let precisions: [Double]

  init(weight: Double, mean: [Double], covariance: [Double]) {
    let size = mean.count
    self.mean = mean
    // Rounding can only make a matrix with a ridge singular when it is far off the others: then it gets no row.
    guard weight > 0, let factor = CholeskyFactor(covariance, size: size) else {
      offset = -.infinity
      whitening = [Double](repeating: 0, count: size * size)
      precisions = [Double](repeating: 0, count: size)
      return
    }
    let inverse = factor.inverse
    offset = log(weight) - 0.5 * (Double(size) * log(2 * .pi) + factor.logDeterminant)
    whitening = inverse
    precisions = (0..<size).map { column in
      (column..<size).reduce(0) { $0 + inverse[$1 * size + column] * inverse[$1 * size + column] }
    }
  }

  func expectedLog(_ row: Int, of points: PosteriorPoints) -> Double {
    guard offset > -.infinity else { return -.infinity }
    let (size, start) = (mean.count, row * mean.count)
    var deviations = [Double](repeating: 0, count: size)
    var distance = 0.0
    for i in 0..<size {
      deviations[i] = points.means[start + i] - mean[i]
      distance += precisions[i] * points.variances[start + i]
    }
    whitening.withUnsafeBufferPointer { whitening in
      deviations.withUnsafeBufferPointer { deviations in
        guard let weights = whitening.baseAddress, let values = deviations.baseAddress else { return }
        for i in 0..<size {
          let line = weights + i &* size
          var sum = 0.0
          for j in 0...i { sum += line[j] * values[j] }
          distance += sum * sum
        }
      }
    }
    return offset - 0.5 * distance
  }
}
