import Testing

@testable import MVAEKit

/// Scores against scikit-learn's recorded ones; inputs are rounded to single precision, hence 1e-6 relative.
@Suite struct ScoreParityTests {
  @Test(arguments: [1000, 5000])
  func internalScoresEqualScikitLearn(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let silhouette = try Silhouette.score(reference.points, labels: reference.truth)
    expect(silhouette, try reference.score("silhouette", "score"), 1e-6)
    let calinski = try CalinskiHarabasz.score(reference.points, labels: reference.truth)
    expect(calinski, try reference.score("ch_db", "calinski_harabasz"), 1e-6)
    let davies = try DaviesBouldin.score(reference.points, labels: reference.truth)
    expect(davies, try reference.score("ch_db", "davies_bouldin"), 1e-6)
  }

  @Test(arguments: [1000, 5000])
  func externalScoresEqualScikitLearn(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let predicted = try #require(try reference.array("external_scores", "pred").doubles).map { Int($0) }
    let agreement = try Agreement(assignments: predicted, labels: reference.truth.map { "\($0)" })
    expect(agreement.adjustedRand, try reference.score("external_scores", "ari"), 1e-12)
    expect(agreement.normalizedMutualInformation, try reference.score("external_scores", "nmi"), 1e-12)
  }

  private func expect(_ found: Double, _ expected: Double, _ tolerance: Double) {
    #expect(abs(found - expected) <= tolerance * abs(expected), "\(found) for \(expected)")
  }
}
