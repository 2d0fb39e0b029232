import Foundation
import Testing

@testable import MVAEKit

@Suite struct GaussianMixtureTests {
  private let points = SyntheticFeatures.blobs(rows: 1500, columns: 6, clusters: 3).values

  private func fit(_ covariance: GaussianMixture.Covariance, _ values: Tensor, _ k: Int, threads: Int? = nil)
    throws
    -> GaussianMixture
  {
    var settings = MixtureSettings()
    settings.covariance = covariance
    return try GaussianMixture.fit(values, components: k, settings: settings, threads: threads)
  }

  @Test(arguments: GaussianMixture.Covariance.allCases)
  func blobsAreFound(_ covariance: GaussianMixture.Covariance) throws {
    let points = SyntheticFeatures.blobs(rows: 1500, columns: 20, clusters: 3).values
    let mixture = try fit(covariance, points, 3, threads: 1)
    #expect(try fit(covariance, points, 3, threads: 4) == mixture)
    let found = try mixture.clustering(of: points)
    let agreement = try Agreement(
      assignments: found.assignments, labels: (0..<1500).map { "\($0 % 3)" })
    #expect(agreement.adjustedRand > 0.99)
    #expect(found.probabilities?.allSatisfy { $0 > 0.3 && $0 <= 1 } == true)
    #expect(abs(mixture.weights.reduce(0, +) - 1) < 1e-12)
    let shares = try mixture.responsibilities(of: points, threads: 2)
    for row in 0..<1500 { #expect(abs(shares[row * 3..<row * 3 + 3].reduce(0, +) - 1) < 1e-12) }
  }

  /// With one component a step is the maximum: mean, covariance and likelihood have closed forms.
  @Test(arguments: GaussianMixture.Covariance.allCases)
  func oneComponentIsItsMoments(_ covariance: GaussianMixture.Covariance) throws {
    let values = points.selecting(Array(0..<200))
    let mixture = try fit(covariance, values, 1)
    let (n, d) = (200.0, 6)
    let moments = ColumnMoments(values)
    #expect(zip(mixture.means, moments.means).allSatisfy { abs($0 - $1) < 1e-9 })
    var expected = [Double](repeating: 0, count: d * d)
    for row in 0..<200 {
      let z = zip(values.row(row), moments.means).map { Double($0) - $1 }
      for i in 0..<d { for j in 0..<d { expected[i * d + j] += z[i] * z[j] / n } }
    }
    for i in 0..<d { expected[i * d + i] += 1e-6 }
    let diagonal = (0..<d).map { expected[$0 * d + $0] }
    let wanted: [Double] =
      switch covariance {
      case .full, .tied: expected
      case .diagonal: diagonal
      case .spherical: [diagonal.reduce(0, +) / Double(d)]
      }
    #expect(mixture.covariances.count == wanted.count)
    #expect(zip(mixture.covariances, wanted).allSatisfy { abs($0 - $1) < 1e-9 })
    let free = [6 * 7 / 2, 6, 6 * 7 / 2, 1][
      GaussianMixture.Covariance.allCases.firstIndex(of: covariance) ?? 0]
    #expect(mixture.parameterCount == free + 6)
    #expect(abs(mixture.bic - (-2 * n * mixture.meanLogLikelihood + Double(free + 6) * log(n))) < 1e-9)
  }

  /// A component for each row has no variance but what is added.
  @Test func extremes() throws {
    let few = points.selecting(Array(0..<4))
    let each = try fit(.full, few, 4)
    #expect(Set(try each.clustering(of: few).assignments).count == 4)
    let same = Tensor(shape: [20, 3], repeating: 1)
    #expect(try fit(.full, same, 2).meanLogLikelihood.isFinite)
    let one = try fit(.diagonal, points.selecting([0]), 1)
    #expect(one.means.count == 6)
  }

  @Test func impossibleRequestsAreErrors() throws {
    #expect(throws: ClusteringError.clusterCount(k: 1501, rows: 1500)) { try fit(.full, points, 1501) }
    let wide = Tensor(shape: [10, 600], repeating: 1)
    #expect(throws: ClusteringError.covarianceSize(components: 2, columns: 600)) { try fit(.full, wide, 2) }
    var settings = MixtureSettings()
    settings.regularisation = 0
    let same = Tensor(shape: [20, 3], repeating: 1)
    #expect(throws: ClusteringError.self) {
      try GaussianMixture.fit(same, components: 1, settings: settings)
    }
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try GaussianMixture.fit(points, components: 3, cancellation: cancellation)
    }
  }
}

@Suite struct MiniBatchTests {
  private let points = SyntheticFeatures.blobs(rows: 3000, columns: 20, clusters: 4).values

  @Test func blobsAreFound() throws {
    let found = try KMeans.cluster(values: points, k: 4, batch: 200)
    #expect(found.assignments.renumberedByFirstRow() == (0..<3000).map { $0 % 4 })
    let whole = try #require(try KMeans.cluster(values: points, k: 4).inertia)
    #expect(try #require(found.inertia) < 1.02 * whole)
    #expect(try KMeans.cluster(values: points, k: 4, batch: 200, threads: 1) == found)
  }

  @Test func batchesOfAnySize() throws {
    let few = points.selecting(Array(0..<7))
    for batch in [1, 7, 500] {
      let found = try KMeans.cluster(values: few, k: 3, batch: batch)
      #expect(found.assignments.allSatisfy { (0..<3).contains($0) })
      #expect(found.centroids?.values.allSatisfy { $0.isFinite } == true)
    }
    #expect(throws: ClusteringError.self) { try KMeans.cluster(values: few, k: 3, batch: 0) }
  }
}
