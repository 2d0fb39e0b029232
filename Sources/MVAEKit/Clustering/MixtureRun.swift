import CHotLoops
import Foundation

/// Expectation and maximisation over the rows, in ranges that are the same at any number of threads and are added in order.
struct MixtureRun {
  private let values: Tensor
  private let settings: MixtureSettings
  private let threads: Int?
  private let cancellation: Cancellation

  /// Columns that matrices of covariance may have: their factors take time that no one can interrupt.
  static let mostColumns = 512
  /// Numbers in all matrices together: 128 MB.
  static let mostNumbers = 16 << 20

  /// Rows worked on at a time: their shares and differences stay in the second-level cache.
  private static let block = 128

  init(_ values: Tensor, _ settings: MixtureSettings, threads: Int?, cancellation: Cancellation) throws {
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
    mixture.meanLogLikelihood = try shares(under: parameters).logLikelihood / Double(values.rows)
    mixture.rowCount = values.rows
    return mixture
  }

  private struct Step {
    let parameters: MixtureParameters
    let meanLogLikelihood: Double
  }

  private func step(from parameters: MixtureParameters) throws -> Step {
    let densities = try MixtureDensities(parameters)
    let parts = try ranges(parameters.count) { range, scratch in
      var moments = MixtureMoments(parameters)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
        try check(start)
        let rows = start..<min(range.upperBound, start + Self.block)
        moments.logLikelihood += logShares(of: rows, densities, scratch)
        add(rows, scratch, about: parameters.means, to: &moments)
      }
      return moments
    }
    var total = MixtureMoments(parameters)
    for part in parts { total.add(part) }
    return Step(
      parameters: total.parameters(
        about: parameters.means, rows: values.rows, regularisation: settings.regularisation),
      meanLogLikelihood: total.logLikelihood / Double(values.rows))
  }

  /// Parameters from given shares, [row][component], worked out about `centres`.
  func maximised(shares: [Double], centres: [Double], components: Int) throws -> MixtureParameters {
    let shape = MixtureParameters(
      covariance: settings.covariance, columns: width,
      weights: [Double](repeating: 0, count: components), means: centres, covariances: [])
    let parts = try ranges(components) { range, scratch in
      var moments = MixtureMoments(shape)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
        try check(start)
        let rows = start..<min(range.upperBound, start + Self.block)
        scratch.shares.replaceSubrange(
          0..<rows.count * components,
          with: shares[rows.lowerBound * components..<rows.upperBound * components])
        add(rows, scratch, about: centres, to: &moments)
      }
      return moments
    }
    var total = MixtureMoments(shape)
    for part in parts { total.add(part) }
    return total.parameters(about: centres, rows: values.rows, regularisation: settings.regularisation)
  }

  struct Shares {
    /// [row][component].
    let values: [Double]
    /// Of all rows, in nats.
    let logLikelihood: Double
  }

  func shares(under parameters: MixtureParameters) throws -> Shares {
    let densities = try MixtureDensities(parameters)
    let parts = try ranges(parameters.count) { range, scratch -> Shares in
      var (all, sum) = ([Double](), 0.0)
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.block) {
        try check(start)
        let rows = start..<min(range.upperBound, start + Self.block)
        sum += logShares(of: rows, densities, scratch)
        all += scratch.shares.prefix(rows.count * parameters.count)
      }
      return Shares(values: all, logLikelihood: sum)
    }
    return Shares(values: parts.flatMap(\.values), logLikelihood: parts.reduce(0) { $0 + $1.logLikelihood })
  }

  private func check(_ row: Int) throws {
    if row / Self.block % 4 == 0 || width > 64 { try cancellation.check() }
  }

  /// Fills the scratch with the shares of `rows`; answers their log-likelihood.
  private func logShares(of rows: Range<Int>, _ densities: MixtureDensities, _ scratch: Scratch) -> Double {
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

  /// `body` of fixed ranges of rows, in order; few enough that their moments fit in memory.
  private func ranges<Part: Sendable>(
    _ components: Int, _ body: (Range<Int>, Scratch) throws -> Part
  ) throws -> [Part] {
    let room = Self.mostNumbers / max(1, components * width * width)
    let count = max(1, min(16, values.rows / 1024, room))
    return try withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      return try Parallel.map(count: count, threads: threads, cancellation: cancellation) { index in
        try body(
          values.rows * index / count..<values.rows * (index + 1) / count,
          Scratch(components: components, columns: width, block: Self.block))
      }
    }
  }
}
