import Foundation
import Testing

@testable import MVAEKit

/// A linear VAE with one learned width is probabilistic PCA (Tipping & Bishop 1999; Lucas et al. 2019, theorem 1):
/// trained as any model, it must reach scikit-learn's `PCA.score` and subspace.
@Suite(.serialized) struct ProbabilisticPCATests {
  @Test func digits() throws {
    guard PythonPeer.has("sklearn") else { return }
    let text = try PythonPeer.run(
      """
      from sklearn.datasets import load_digits
      for row in load_digits().data[:400]: print(*row)
      """)
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Float($0) } }
    let ids = rows.indices.map { "\($0)" }
    try expectPCA(
      FeatureMatrix(
        name: "digits", rows: TrackTable(ids: ids, groups: ids, columns: []),
        values: try #require(Tensor(shape: [400, 64], values: rows.flatMap { $0 })),
        columnNames: (0..<64).map { "pixel\($0)" }),
      latent: 2)
  }

  @Test func demoMFCC() throws {
    guard PythonPeer.has("sklearn") else { return }
    let corpus = try Corpus.demo(tracks: 160, duration: 2)
    try expectPCA(try MFCCExtractor().extract(from: corpus).features, latent: 2)
  }

  private func expectPCA(_ features: FeatureMatrix, latent: Int) throws {
    var configuration = BasicTrainingConfiguration(
      architecture: BasicArchitecture(hidden: [], latent: latent, likelihood: .gaussian(variance: .learned)),
      schedule: TrainingSchedule(
        epochs: 4000, batch: features.rows.count, rate: 1e-2, validation: 0, patience: nil))
    configuration.rateSchedule = .cosine(floor: 0)
    let model = try BasicVAE.train(features: features, configuration: configuration)
    let data = model.scaler.scale(features.values)
    let peer = try PCAPeer(data, components: latent)
    let linear = try LinearDecoder(model)

    // The decoder's density, the bound with this encoder in closed form, and as it is reported.
    let likelihood = linear.logLikelihood(data)
    let bound = linear.bound(data, model.posterior)
    let evaluation = try model.evaluate(samples: 100)
    let reported = try #require(evaluation.negativeLogLikelihood)
    let elbo = try #require(evaluation.elbo).value
    let angle = linear.largestAngle(to: peer.axes)
    #expect(abs(likelihood - peer.score) < 1e-3)
    #expect(abs(bound - peer.score) < 1e-3)
    // At the optimum p(x, z) / q(z|x) is p(x) whatever the draw: log-weights hardly vary.
    #expect(abs(reported + peer.score) < 1e-3)
    // The reported bound draws log p(x|z), of deviation √(latent / 2) a row: 4 / √(100 · rows).
    #expect(abs(elbo - bound) < 0.4 / Double(data.rows).squareRoot())
    #expect(angle < 0.5)
    // The true posterior has one variance for all rows.
    let variances = (0..<latent).map { dimension in
      (0..<data.rows).map { model.posterior.logVariance.values[$0 * latent + dimension] }
    }
    for column in variances { #expect((column.max() ?? 0) - (column.min() ?? 0) < 0.25) }
    print(
      "probabilistic PCA of \(features.name): score \(peer.score), log-likelihood \(likelihood - peer.score), "
        + "bound \(bound - peer.score), reported \(-reported - peer.score), angle \(angle)°")
  }
}

/// scikit-learn's PCA of some rows.
private struct PCAPeer {
  /// Mean log-likelihood of a row under probabilistic PCA.
  let score: Double
  /// Unit vectors.
  let axes: [[Double]]

  init(_ data: Tensor, components: Int) throws {
    let folder = try TemporaryFolder()
    let lines = (0..<data.rows).map { data.row($0).map { "\($0)" }.joined(separator: " ") }
    let path = try folder.write(Array(lines.joined(separator: "\n").utf8), "data.txt")
    let text = try PythonPeer.run(
      """
      import sys, numpy
      from sklearn.decomposition import PCA
      x = numpy.loadtxt(sys.argv[1])
      pca = PCA(int(sys.argv[2]), svd_solver="full").fit(x)
      print(pca.score(x))
      for axis in pca.components_: print(*axis)
      """, [path, "\(components)"])
    let rows = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
    score = try #require(rows.first?.first)
    axes = Array(rows.dropFirst())
  }
}

/// x = W z + b + σ ε, in double.
private struct LinearDecoder {
  /// W by columns.
  private let columns: [[Double]]
  private let bias: [Double]
  private let variance: Double

  init(_ model: TrainedModel) throws {
    let weight = try #require(model.weight("decoder.0.weight"))
    columns = (0..<weight.columns).map { column in
      (0..<weight.rows).map { Double(weight.values[$0 * weight.columns + column]) }
    }
    bias = try #require(model.weight("decoder.0.bias")).values.map(Double.init)
    variance = exp(2 * Double(try #require(model.weight("decoder.logScale")).values[0]))
  }

  /// Mean over rows of log N(x; b, W Wᵀ + σ² I), through M = Wᵀ W + σ² I.
  func logLikelihood(_ data: Tensor) -> Double {
    let (count, latent) = (Double(bias.count), columns.count)
    var factor = columns.map { a in columns.map { dot(a, $0) } }
    for index in 0..<latent { factor[index][index] += variance }
    factorise(&factor)
    let logDeterminant =
      (count - Double(latent)) * log(variance) + 2 * (0..<latent).reduce(0) { $0 + log(factor[$1][$1]) }
    let squares = (0..<data.rows).reduce(0.0) { sum, row in
      let rest = zip(data.row(row), bias).map { Double($0) - $1 }
      let solved = solve(factor, columns.map { dot($0, rest) })
      return sum + (dot(rest, rest) - dot(solved, solved)) / variance
    }
    return -0.5 * (count * log(2 * .pi) + logDeterminant + squares / Double(data.rows))
  }

  /// Mean over rows of E log p(x|z) − KL for z ~ N(μ, diag s²), in closed form.
  func bound(_ data: Tensor, _ posterior: Posterior) -> Double {
    let norms = columns.map { dot($0, $0) }
    let total = (0..<data.rows).reduce(0.0) { sum, row in
      var rest = zip(data.row(row), bias).map { Double($0) - $1 }
      var spread = 0.0
      for (index, mean) in posterior.mean.row(row).enumerated() {
        for place in rest.indices { rest[place] -= columns[index][place] * Double(mean) }
      }
      for (norm, logVariance) in zip(norms, posterior.logVariance.row(row)) {
        spread += norm * exp(Double(logVariance))
      }
      return sum - (dot(rest, rest) + spread) / (2 * variance)
    }
    let divergence = posterior.dimensionDivergences.reduce(0, +)
    return total / Double(data.rows) - 0.5 * Double(bias.count) * log(2 * .pi * variance) - divergence
  }

  /// The largest principal angle in degrees between W's columns and `axes`, or a little more: by the Frobenius norm
  /// of what of an orthonormal basis lies outside.
  func largestAngle(to axes: [[Double]]) -> Double {
    var basis: [[Double]] = []
    for column in columns {
      let rest = basis.reduce(column) { subtract(dot($0, $1), $1, from: $0) }
      let length = dot(rest, rest).squareRoot()
      basis.append(rest.map { $0 / length })
    }
    let outside = basis.reduce(0.0) { sum, vector in
      let rest = axes.reduce(vector) { subtract(dot($0, $1), $1, from: $0) }
      return sum + dot(rest, rest)
    }
    return asin(min(1, outside.squareRoot())) * 180 / .pi
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

  private func subtract(_ factor: Double, _ b: [Double], from a: [Double]) -> [Double] {
    zip(a, b).map { $0 - factor * $1 }
  }

  /// Cholesky's lower factor in place.
  private func factorise(_ m: inout [[Double]]) {
    for row in m.indices {
      for column in 0...row {
        let rest = (0..<column).reduce(m[row][column]) { $0 - m[row][$1] * m[column][$1] }
        m[row][column] = row == column ? rest.squareRoot() : rest / m[column][column]
      }
    }
  }

  /// L⁻¹ v.
  private func solve(_ factor: [[Double]], _ v: [Double]) -> [Double] {
    var result = v
    for row in v.indices {
      for column in 0..<row { result[row] -= factor[row][column] * result[column] }
      result[row] /= factor[row][row]
    }
    return result
  }
}
