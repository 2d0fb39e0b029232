import Foundation
import Testing

@testable import MVAEKit

/// scikit-learn's stored inputs, outputs and scores for one number of points.
struct ClusterReference {
  let points: Tensor
  let truth: [Int]
  private let count: Int
  private let folder: URL
  private let scores: [String: Any]

  /// `nil` when the reference data is absent, which is printed.
  init?(_ count: Int, for test: String = #function) throws {
    guard let folder = SharedData.folder("cluster-reference", for: test) else { return nil }
    self.folder = folder
    self.count = count
    points = try #require(try NumpyArray(path: folder.appendingPathComponent("X_\(count).npy").path).tensor)
    truth = try #require(try NumpyArray(path: folder.appendingPathComponent("y_\(count).npy").path).doubles)
      .map { Int($0) }
    let data = try Data(contentsOf: folder.appendingPathComponent("meta.json"))
    scores = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// A recorded number such as `score("kmeans", "inertia")`.
  func score(_ method: String, _ name: String) throws -> Double {
    let recorded = try #require(scores["\(method)_\(count)"] as? [String: Any])
    return try #require((recorded[name] as? NSNumber)?.doubleValue)
  }

  /// A recorded array such as `array("pca", "components")`.
  func array(_ method: String, _ name: String) throws -> NumpyArray {
    try NumpyArray(path: folder.appendingPathComponent("\(method)_\(count)_\(name).npy").path)
  }
}
