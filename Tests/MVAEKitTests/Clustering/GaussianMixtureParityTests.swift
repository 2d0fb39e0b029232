import Testing

@testable import MVAEKit

/// Mixtures of Gaussians against scikit-learn's recorded fits.
@Suite struct GaussianMixtureParityTests {
  /// From the means of the true labels and unit covariances, 20 steps at most.
  @Test(arguments: [1000, 5000])
  func aGivenStartLeadsToTheSameMixture(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let (points, width) = (reference.points, reference.points.columns)
    let start = ClusterMeans(points, assignments: reference.truth, count: 8)
    let sizes = (0..<8).map { label in reference.truth.reduce(0.0) { $0 + ($1 == label ? 1 : 0) } }
    let identity = (0..<8).flatMap { _ in
      (0..<width * width).map { $0 / width == $0 % width ? 1.0 : 0 }
    }
    var settings = MixtureSettings()
    settings.tolerance = 1e-9
    settings.iterationLimit = 20
    let fitted = try GaussianMixture.fit(
      points, weights: sizes.map { $0 / Double(count) }, means: start.tensor.values.map(Double.init),
      covariances: identity, settings: settings)
    try expect(fitted.weights, reference.array("gmm_fixed_init", "weights"), within: 1e-6)
    try expect(fitted.means, reference.array("gmm_fixed_init", "means"), within: 1e-6)
    try expect(fitted.covariances, reference.array("gmm_fixed_init", "covariances"), within: 1e-6)
    let bound = try reference.score("gmm_fixed_init", "lower_bound")
    #expect(abs(fitted.lowerBound - bound) < 1e-6 * abs(bound))
    let mean = try reference.score("gmm_fixed_init", "mean_loglik")
    #expect(abs(fitted.meanLogLikelihood - mean) < 1e-6 * abs(mean))
    #expect(Double(fitted.iterations) == (try reference.score("gmm_fixed_init", "n_iter")))
    let labels = try #require(try reference.array("gmm_fixed_init", "labels").doubles).map { Int($0) }
    #expect(try fitted.clustering(of: points).assignments == labels)
  }

  /// K-Means starts elsewhere than numpy's stream: the likelihood must be as good.
  @Test(arguments: [1000, 5000])
  func itsOwnStartIsAsGood(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let fitted = try GaussianMixture.fit(reference.points, components: 8)
    let mean = try reference.score("gmm", "mean_loglik")
    #expect(fitted.meanLogLikelihood > mean - 0.01 * abs(mean))
    #expect(fitted.hasConverged)
    let bic =
      -2 * fitted.meanLogLikelihood * Double(count)
      + ((try reference.score("gmm", "bic")) + 2 * mean * Double(count))
    #expect(abs(fitted.bic - bic) < 1e-6 * bic)
    let aic =
      -2 * fitted.meanLogLikelihood * Double(count)
      + ((try reference.score("gmm", "aic")) + 2 * mean * Double(count))
    #expect(abs(fitted.aic - aic) < 1e-6 * aic)
  }

  /// Relative to the largest of the expected values.
  private func expect(_ found: [Double], _ array: NumpyArray, within tolerance: Double) throws {
    let expected = try #require(array.doubles)
    let scale = expected.reduce(0) { max($0, abs($1)) }
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < tolerance * scale })
  }
}
