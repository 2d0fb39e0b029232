import CHotLoops
import Foundation

/// Expectation and maximisation over the rows, in ranges that are the same at any number of threads and are added in order.
struct MixtureRun {
  let values: Tensor
  private let settings: MixtureSettings
  private let threads: Int?
  private let cancellation: Cancellation

  /// Columns that matrices of covariance may have: their factors take time that no one can interrupt.
  static let mostColumns = 512
  /// Numbers in all matrices together: 128 MB.
  static let mostNumbers = 16 << 20

  /// Rows worked on at a time: their shares and differences stay in the second-level cache.
  private static let block = 128

  init(_ values: Tensor, _ settings: MixtureSettings, threads: Int?, cancellation: Cancellation) {
    self.values = values
    self.settings = settings
    self.threads = threads
    self.cancellation = cancellation
  }

  /// - Throws: ``ClusteringError/covarianceSize(components:columns:)``.
  static func checkSize(_ settings: MixtureSettings, components: Int, columns: Int) throws {
    guard settings.covariance == .full || settings.covariance == .tied else { return }
    guard columns <= mostColumns, components * columns * columns <= mostNumbers else {
      throw ClusteringError.covarianceSize(components: components, columns: columns)
    }
  }

  private var width: Int { values.columns }

  /// Steps from `start` until the mean log-likelihood gains less than the tolerance.
  func fit(from start: MixtureParameters, progress: (Int, Double) -> Void) throws -> GaussianMixture {
    var parameters = start
    var bound = -Double.infinity
    var iterations = 0
    var hasConverged = false
    while iterations < settings.iterationLimit, !hasConverged {
      let step = try step(from: parameters)
      parameters = step.parameters
      hasConverged = abs(step.meanLogLikelihood - bound) < settings.tolerance
      bound = step.meanLogLikelihood
      iterations += 1
      progress(iterations, bound)
    }
    var mixture = GaussianMixture(
      parameters, lowerBound: bound, iterations: iterations, hasConverged: hasConverged)
    mixture.meanLogLikelihood = try logLikelihood(under: parameters) / Double(values.rows)
    mixture.rowCount = values.rows
    return mixture
  }

  private struct Step {
    let parameters: MixtureParameters
    let meanLogLikelihood: Double
  }

  private func step(from parameters: MixtureParameters) throws -> Step {
    let densities = try MixtureDensities(parameters)
    let total = try moments(parameters) { rows, scratch in
      logShares(of: rows, densities, scratch)
    }
    return Step(
      parameters: total.parameters(
        about: parameters.means, rows: values.rows, regularisation: settings.regularisation),
      meanLogLikelihood: total.logLikelihood / Double(values.rows))
  }

  /// Parameters when every row belongs to its cluster alone, worked out about `centres`.
  func maximised(assignments: [Int], centres: [Double], components: Int) throws -> MixtureParameters {
    let shape = MixtureParameters(
      covariance: settings.covariance, columns: width,
      weights: [Double](repeating: 0, count: components), means: centres, covariances: [])
    let total = try moments(shape) { rows, scratch in
      for (place, row) in rows.enumerated() {
        for component in 0..<components {
          scratch.shares[place * components + component] = assignments[row] == component ? 1 : 0
        }
      }
      return 0
    }
    return total.parameters(about: centres, rows: values.rows, regularisation: settings.regularisation)
  }

  /// Moments of all rows about the means of `shape`, under shares that `fill` works out; it answers their log-likelihood.
  private func moments(_ shape: MixtureParameters, fill: @Sendable (Range<Int>, Scratch) -> Double) throws
    -> MixtureMoments
  {
    let empty = MixtureMoments(shape)
    let parts = try parts(components: shape.count, from: empty) { moments, rows, scratch in
      moments.logLikelihood += fill(rows, scratch)
      add(rows, scratch, about: shape.means, to: &moments)
    }
    return parts.reduce(into: empty) { $0.add($1) }
  }

  /// Fills the scratch with the shares of `rows`; answers their log-likelihood.
  func logShares(of rows: Range<Int>, _ densities: MixtureDensities, _ scratch: Scratch) -> Double {
    let k = densities.offsets.count
    return values.values.withUnsafeBufferPointer { values in
      scratch.shares.withUnsafeMutableBufferPointer { shares in
        guard let from = values.baseAddress.map({ $0 + rows.lowerBound * width }),
          let out = shares.baseAddress
        else { return 0 }
        for component in 0..<k where !cancellation.isCancelled {
          densities.distances(component, from, rows.count, scratch, out + component)
        }
        for row in 0..<rows.count {
          for component in 0..<k {
            out[row * k + component] = densities.offsets[component] - 0.5 * out[row * k + component]
          }
        }
        return hot_mixture_share(out, rows.count, k)
      }
    }
  }

  private func add(
    _ rows: Range<Int>, _ scratch: Scratch, about centres: [Double], to moments: inout MixtureMoments
  ) {
    let k = moments.weights.count
    values.values.withUnsafeBufferPointer { values in
      scratch.shares.withUnsafeBufferPointer { shares in
        guard let from = values.baseAddress.map({ $0 + rows.lowerBound * width }),
          let share = shares.baseAddress
        else { return }
        for component in 0..<k where !cancellation.isCancelled {
          moments.add(component, from, rows.count, about: centres, share + component, step: k, scratch)
        }
      }
    }
  }

  /// Memory that one thread needs.
  final class Scratch {
    var shares: [Double]
    var differences: [Double]
    var products: [Double]

    init(components: Int, columns: Int, block: Int) {
      shares = [Double](repeating: 0, count: block * components)
      differences = [Double](repeating: 0, count: columns * Int(HOT_MIXTURE_LANES))
      products = [Double](repeating: 0, count: 2 * block * MixtureMoments.stride(columns))
    }
  }

  /// A part for each of some fixed ranges of rows, in order, made by adding blocks of them to `empty`; few enough that
  /// moments fit in memory.
  func parts<Part: Sendable>(
    components: Int, from empty: Part, add: @Sendable (inout Part, Range<Int>, Scratch) -> Void
  ) throws -> [Part] {
    let room = Self.mostNumbers / max(1, components * width * width)
    let count = max(1, min(16, values.rows / 1024, room))
    return try Parallel.map(count: count, threads: threads, cancellation: cancellation) { index in
      let scratch = Scratch(components: components, columns: width, block: Self.block)
      let end = values.rows * (index + 1) / count
      var part = empty
      for start in stride(from: values.rows * index / count, to: end, by: Self.block) {
        try cancellation.check()
        add(&part, start..<min(end, start + Self.block), scratch)
      }
      return part
    }
  }
}
