/// Every row in one of k clusters, or in none.
public struct Clustering: Sendable, Equatable {
  /// The cluster of every row, 0..<k; −1 is noise, a row in no cluster.
  public let assignments: [Int]
  public let clusterCount: Int
  /// Shape [k, columns], in the space that was clustered; `nil` of methods that have none.
  public let centroids: Tensor?
  /// Sum of squared distances of the rows to their centroids, of methods that lower it.
  public let inertia: Double?
  /// Iterations of the run that was kept, of methods that iterate.
  public let iterations: Int?
  /// How strongly every row belongs to its cluster, 0 … 1, of methods that say so.
  public let probabilities: [Double]?
  /// The method and what it was given.
  public var method: ClusteringMethod
  /// How k was found, where it was not given.
  public var tuning: ClusterTuning?

  public init(
    assignments: [Int], clusterCount: Int? = nil, centroids: Tensor? = nil, inertia: Double? = nil,
    iterations: Int? = nil, probabilities: [Double]? = nil, method: ClusteringMethod = ClusteringMethod("")
  ) {
    self.assignments = assignments
    self.clusterCount = clusterCount ?? centroids?.rows ?? (assignments.max() ?? -1) + 1
    self.centroids = centroids
    self.inertia = inertia
    self.iterations = iterations
    self.probabilities = probabilities
    self.method = method
  }

  /// Rows of each cluster.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: clusterCount)
    for cluster in assignments where sizes.indices.contains(cluster) { sizes[cluster] += 1 }
    return sizes
  }

  /// The rows of one cluster in ascending order; −1 gives noise.
  public func rows(of cluster: Int) -> [Int] {
    assignments.indices.filter { assignments[$0] == cluster || cluster < 0 && assignments[$0] < 0 }
  }

  /// Rows in no cluster.
  public var noiseCount: Int { assignments.reduce(0) { $0 + ($1 < 0 ? 1 : 0) } }
}

/// A method's name with the settings that it ran with, in the words of the language.
public struct ClusteringMethod: Sendable, Equatable {
  /// One setting, such as "k" and "8".
  public struct Setting: Sendable, Equatable {
    public let name: String
    public let value: String
  }

  /// The kind of `cluster` that runs it, such as "kmeans".
  public let name: String
  public let settings: [Setting]

  public init(_ name: String, _ settings: [(String, String)] = []) {
    self.name = name
    self.settings = settings.map { Setting(name: $0.0, value: $0.1) }
  }

  /// "kmeans k: 8 restarts: 10".
  public var words: String {
    ([name] + settings.map { "\($0.name): \($0.value)" }).joined(separator: " ")
  }
}

extension Array where Element == Int {
  /// The same groups numbered by their first rows; what is below 0 stays.
  func renumberedByFirstRow() -> [Int] {
    var numbers: [Int: Int] = [:]
    return map { label in
      guard label >= 0 else { return label }
      if let number = numbers[label] { return number }
      numbers[label] = numbers.count
      return numbers.count - 1
    }
  }
}
