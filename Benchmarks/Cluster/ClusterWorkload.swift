import Foundation
import MVAEKit

/// One algorithm on one set of rows, with the settings that the peers have.
struct ClusterWorkload {
  private let name: String
  private let values: Tensor
  private let threads: Int
  /// Given beside the rows, for scores.
  private let labels: [Int]

  static let names = [
    "kmeans", "gmm", "ward", "silhouette", "dbscan", "hdbscan", "spectral", "minibatch", "pca", "tsne",
    "umap",
  ]

  struct Outcome {
    /// One a row; empty where there are none.
    var labels: [Int] = []
    /// Inertia, log-likelihood, height, divergence, or the score itself.
    var score = 0.0
    /// Coordinates, where it is a map without a score of its own.
    var map: Tensor?
  }

  struct BadData: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameter data: a file of 32-bit floats, row-major; the same name with `.labels` has a 32-bit integer a row.
  init(named name: String, data path: String, columns: Int, threads: Int) throws {
    guard Self.names.contains(name) else { throw BadData(description: "there is no case \(name)") }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let numbers = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    guard let values = Tensor(shape: [numbers.count / max(1, columns), columns], values: numbers) else {
      throw BadData(description: "\(path) holds no rows of \(columns)")
    }
    let given = (try? Data(contentsOf: URL(fileURLWithPath: path + ".labels"))) ?? Data()
    labels = given.withUnsafeBytes { $0.bindMemory(to: Int32.self).map { Int($0) } }
    self.name = name
    self.values = values
    self.threads = threads
  }

  func run() throws -> Outcome {
    switch name {
    case "kmeans": return outcome(try KMeans.cluster(values: values, k: 8, threads: threads))
    case "gmm":
      let mixture = try GaussianMixture.fit(values, components: 8, threads: threads)
      var found = outcome(try mixture.clustering(of: values, threads: threads))
      found.score = mixture.meanLogLikelihood
      return found
    case "ward": return outcome(try AgglomerativeClustering.cluster(values: values, k: 8, threads: threads))
    case "silhouette": return Outcome(score: try Silhouette.score(values, labels: labels, threads: threads))
    case "dbscan":
      return outcome(try DBSCAN.cluster(values: values, eps: 7, minSamples: 10, threads: threads))
    case "hdbscan":
      return outcome(
        try HDBSCAN.cluster(values: values, minClusterSize: max(20, values.rows / 100), threads: threads))
    case "spectral": return outcome(try SpectralClustering.cluster(values: values, k: 8, threads: threads))
    case "minibatch":
      return outcome(try KMeans.cluster(values: values, k: 8, restarts: 3, batch: 1024, threads: threads))
    case "tsne": return Outcome(score: try TSNE(values, threads: threads).divergence)
    case "umap": return Outcome(map: try UMAP(values, threads: threads).coordinates)
    default:
      let components = try PrincipalComponents(values, count: 8)
      _ = try components.project(values)
      return Outcome(score: components.explainedVariance.reduce(0, +))
    }
  }

  /// The outcome's score, or of a map the share of the 10 nearest rows that it keeps.
  func score(of outcome: Outcome) throws -> Double {
    guard let map = outcome.map else { return outcome.score }
    return try MapQuality(of: map, showing: values, k: 10, threads: threads).neighborRecall
  }

  private func outcome(_ clustering: Clustering) -> Outcome {
    Outcome(labels: clustering.assignments, score: clustering.inertia ?? 0)
  }
}
