import Testing

@testable import MVAEKit

@Suite struct ClusterTuningTests {
  private let points = SyntheticFeatures.blobs(rows: 200, columns: 20, clusters: 4).values

  @Test(arguments: [ClusterTuning.Criterion.silhouette, .calinski, .davies])
  func theBlobsAreCounted(_ criterion: ClusterTuning.Criterion) throws {
    let found = try ClusterTuning.best(of: 2...7, values: points, criterion: criterion) { k in
      ClusterTuning.Candidate(try KMeans.cluster(values: points, k: k))
    }
    #expect(found.clusterCount == 4)
    let tuning = try #require(found.tuning)
    #expect(tuning.k == 4 && tuning.criterion == criterion && tuning.labelsRead == nil)
    #expect(tuning.points.map(\.k) == Array(2...7))
    #expect(zip(tuning.points, tuning.points.dropFirst()).allSatisfy { $0.inertia ?? 0 > $1.inertia ?? 0 })
    #expect(
      tuning.columns.map(\.name) == ["k", "inertia", "silhouette", "calinski_harabasz", "davies_bouldin"])
  }

  @Test func mixturesGoByTheirCriterion() throws {
    let narrow = SyntheticFeatures.blobs(rows: 300, columns: 4, clusters: 3, seed: 8).values
    let found = try ClusterTuning.best(of: 1...5, values: narrow, criterion: .bic) { k in
      let mixture = try GaussianMixture.fit(narrow, components: k)
      return ClusterTuning.Candidate(try mixture.clustering(of: narrow), bic: mixture.bic)
    }
    #expect(found.clusterCount == 3)
    #expect(found.tuning?.points.allSatisfy { $0.bic != nil } == true)
  }

  @Test func labelsAreReadOnlyWhenGiven() throws {
    let labels = ClusterTuning.Labels(name: "blob", texts: (0..<200).map { "\($0 % 4)" })
    let found = try ClusterTuning.best(
      of: 3...5, values: points, criterion: .silhouette, labels: labels
    ) { ClusterTuning.Candidate(try KMeans.cluster(values: points, k: $0)) }
    #expect(found.tuning?.labelsRead == "blob")
    #expect(found.tuning?.points[1].adjustedRand == 1)
  }

  @Test func aRangeEndsBelowTheRows() throws {
    let few = points.selecting([0, 1, 2, 3, 4])
    let found = try ClusterTuning.best(of: 2...12, values: few, criterion: .silhouette) { k in
      ClusterTuning.Candidate(try KMeans.cluster(values: few, k: k))
    }
    #expect(found.tuning?.points.map(\.k) == [2, 3, 4])
    #expect(throws: ClusteringError.clusterCount(k: 5, rows: 5)) {
      try ClusterTuning.best(of: 5...9, values: few, criterion: .silhouette) { k in
        ClusterTuning.Candidate(try KMeans.cluster(values: few, k: k))
      }
    }
  }
}

@Suite struct InternalScoresTests {
  private let points = SyntheticFeatures.blobs(rows: 200, columns: 6, clusters: 4).values

  @Test func noiseIsLeftOutAndCounted() throws {
    let labels = (0..<200).map { $0 < 20 ? -1 : $0 % 4 }
    let scores = try InternalScores(points, assignments: labels)
    let kept = points.selecting(Array(20..<200))
    #expect(scores.noiseCount == 20 && scores.sampledRows == nil)
    #expect(scores.silhouette == (try Silhouette.score(kept, labels: Array(labels[20...]))))
    #expect(scores.daviesBouldin == (try DaviesBouldin.score(kept, labels: Array(labels[20...]))))
    let none = try InternalScores(points, assignments: [Int](repeating: -1, count: 200))
    #expect(none.silhouette == nil && none.noiseCount == 200)
  }

  /// One cluster has 5 rows: a sample of a tenth keeps them all.
  @Test func aSampleKeepsSmallClusters() throws {
    let labels = (0..<200).map { $0 < 5 ? 9 : $0 % 2 }
    let scores = try InternalScores(points, assignments: labels, sampleLimit: 120)
    let sampled = try #require(scores.sampledRows)
    #expect((110...125).contains(sampled))
    #expect(scores.silhouette != nil)
    #expect(try InternalScores(points, assignments: labels, sampleLimit: 120) == scores)
  }
}
