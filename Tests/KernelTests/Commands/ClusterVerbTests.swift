import Foundation
import MVAEKit
import Plot
import Testing

@testable import Kernel

/// The kinds of `cluster`, what they show, and the figures of them.
@Suite(.serialized) struct ClusterVerbTests {
  private static let values: Result<[Workspace.Entry], any Error> = Result {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 48 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 3
      """)
    return bench.workspace.entries
  }

  private static func bench() throws -> Bench {
    let bench = Bench(.standard)
    for entry in try values.get() { bench.workspace.bind(entry.name, to: entry.value) }
    return bench
  }

  @Test(
    arguments: [
      ("cluster kmeans mfcc k: 4", "kmeans k: 4 restarts: 10 seed: 1"),
      ("cluster kmeans mfcc k: 4 batch: 16 restarts: 2", "batch: 16"),
      ("cluster kmeans mfcc k: auto", "the greatest silhouette"),
      ("cluster kmeans mfcc k: 2...5 criterion: davies", "the lowest Davies-Bouldin"),
      ("cluster kmeans mfcc k: 2..<4 agreement: on", "ari: against genre"),
      ("cluster mixture mfcc k: 3 covariance: tied", "mixture k: 3 covariance: tied"),
      ("cluster mixture mfcc k: 2...4 covariance: diagonal", "the lowest BIC"),
      ("cluster agglomerative mfcc k: 4", "agglomerative k: 4 linkage: ward"),
      ("cluster agglomerative mfcc k: auto linkage: complete", "the greatest silhouette"),
      ("cluster dbscan mfcc min_samples: 3", "dbscan eps:"), ("cluster dbscan mfcc eps: 0.001", "48"),
      ("cluster hdbscan mfcc min_cluster_size: 4", "hdbscan min_cluster_size: 4 min_samples: 4"),
      ("cluster spectral mfcc k: 3 neighbors: 6", "spectral k: 3 neighbors: 6"),
    ] as [(String, String)])
  func kinds(_ code: String, _ part: String) throws {
    let shown = try #require(try Self.bench().run(code))
    #expect(shown.contains(part), "\(shown)")
    #expect(shown.contains("Silhouette") && shown.contains("ARI against genre"), "\(shown)")
  }

  /// Noise is a group of its own in tables and colours, and no score has seen it.
  @Test func noiseIsSaid() throws {
    let bench = try Self.bench()
    let shown = try #require(try bench.run("groups = cluster dbscan mfcc eps: 0.001\ngroups"))
    #expect(shown.contains("noise") && shown.contains("48 tracks of noise left out"), "\(shown)")
    let groups = try #require(bench.workspace.value(of: "groups")?.as(ClusterGroups.self))
    #expect(groups.scores.inner.silhouette == nil && groups.clustering.clusterCount == 0)
    #expect(groups.brief == "0 clusters of mfcc, 100 % noise")
    #expect(try bench.run("groups.labels.cluster[0]") == "-1")
  }

  /// Without `agreement: on` no label has been read for the curves.
  @Test func curvesReadLabelsOnlyWhenAsked() throws {
    let bench = try Self.bench()
    try bench.run("a = cluster kmeans mfcc k: 2...4\nb = cluster kmeans mfcc k: 2...4 agreement: on")
    let tunings = ["a", "b"].map { bench.workspace.value(of: $0)?.as(ClusterGroups.self)?.clustering.tuning }
    #expect(tunings[0]?.labelsRead == nil && tunings[1]?.labelsRead == "genre")
    #expect(tunings[0]?.points.allSatisfy { $0.adjustedRand == nil } == true)
    #expect(tunings[1]?.points.allSatisfy { $0.adjustedRand != nil } == true)
    #expect(tunings[0]?.k == tunings[1]?.k)
    #expect(tunings[0]?.points.map(\.k) == [2, 3, 4])
  }

  @Test func membersAreTables() throws {
    let bench = try Self.bench()
    try bench.run("groups = cluster agglomerative mfcc k: 2...5\nsoft = cluster mixture mfcc k: 2")
    #expect(try bench.run("groups.merges")?.contains("height") == true)
    #expect(try bench.run("groups.tuning")?.contains("calinski_harabasz") == true)
    #expect(try bench.run("soft.labels")?.contains("probability") == true)
    #expect(bench.problems("soft.merges").map(\.id) == ["UnknownMember"])
  }

  @Test(
    arguments: [
      ("plot dendrogram (cluster agglomerative mfcc k: 4)", "Dendrogram “Dendrogram of mfcc”: 29 merges"),
      ("plot dendrogram (cluster agglomerative mfcc k: 2 linkage: single) leaves: 500", "47 merges"),
      ("plot tuning (cluster kmeans mfcc k: 2...6)", "Silhouette over k, kmeans of mfcc"),
      ("plot tuning (cluster kmeans mfcc k: 2...6) score: inertia", "Inertia over k"),
      ("plot tuning (cluster mixture mfcc k: 2...3)", "BIC over k"),
    ] as [(String, String)])
  func figures(_ code: String, _ part: String) throws {
    let bench = try Self.bench()
    try bench.run("figure = \(code)")
    let figure = try #require(bench.workspace.value(of: "figure")?.as(Figure.self))
    #expect(figure.chart.altText.contains(part), "\(figure.chart.altText)")
    #expect(figure.chart.svg().contains("</svg>"))
  }

  @Test(
    arguments: [
      ("cluster kmeans mfcc k: 0", "OutOfRange"), ("cluster kmeans mfcc k: 49", "ClusteringError"),
      ("cluster kmeans mfcc k: 12...2", "WrongType"), ("cluster kmeans mfcc k: some", "UnknownWord"),
      ("cluster kmeans mfcc k: 4 criterion: bic", "UnknownWord"),
      ("cluster dbscan mfcc eps: 0", "ClusteringError"),
      ("cluster hdbscan mfcc min_cluster_size: 49", "ClusteringError"),
      ("plot tuning (cluster kmeans mfcc k: 3)", "NoTuning"),
      ("plot tuning (cluster kmeans mfcc k: 2...3) score: ari", "NoScore"),
      ("plot dendrogram (cluster kmeans mfcc k: 3)", "NoHierarchy"),
    ] as [(String, String)])
  func mistakesAreExplained(_ code: String, _ id: String) throws {
    let problems = try Self.bench().problems(code)
    #expect(problems.map(\.id) == [id], "\(problems)")
  }
}
