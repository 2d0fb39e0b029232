/// What a ``Comparison`` measures.
public enum ComparisonScore: String, Sendable, CaseIterable {
  /// Adjusted Rand index of K-Means clusters with the labels.
  case ari
  case nmi
  case ami
  case purity
  /// Accuracy of clusters as labels, matched as well as possible.
  case accuracy
  /// Silhouette of the clusters in the space that all methods share.
  case silhouette
  /// Silhouette in the method's own space.
  case ownSilhouette = "own_silhouette"
  case calinskiHarabasz = "calinski_harabasz"
  case daviesBouldin = "davies_bouldin"
  /// Accuracy of a ``LinearProbe`` on tracks that it has not seen.
  case probe
  /// Accuracy of the five nearest tracks of other groups.
  case neighbors
  /// What a reconstruction misses of the features' variance, in dB; 0 = all of it.
  case reconstruction
  /// How many samples of a class a judge takes for it.
  case conditional
  /// Accuracy on real tracks of a probe that has seen samples only.
  case synthetic
  /// Fréchet distance of samples to the tracks.
  case frechet

  public var isLowerBetter: Bool { [.daviesBouldin, .reconstruction, .frechet].contains(self) }

  /// Whether values of different methods are of one kind: scores in a method's own space are not.
  public var comparesMethods: Bool {
    ![.ownSilhouette, .calinskiHarabasz, .daviesBouldin].contains(self)
  }

  /// Whether the labels take part in it.
  public var readsLabels: Bool {
    [.ari, .nmi, .ami, .purity, .accuracy, .probe, .neighbors, .conditional, .synthetic].contains(self)
  }
}

/// A score over the runs of a method: clusterings with several seeds, of one or several trainings.
public struct Score: Sendable, Equatable {
  public let mean: Double
  /// Over the runs, divided by n − 1; 0 for one run.
  public let standardDeviation: Double
  /// 95 % by the bootstrap over groups of tracks and over runs; `nil` where there is none.
  public var interval: ClosedRange<Double>?

  public init(mean: Double, standardDeviation: Double, interval: ClosedRange<Double>? = nil) {
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.interval = interval
  }

  /// `nil` when a value is missing or there is none.
  init?(_ values: [Double?]) {
    let present = values.compactMap { $0 }
    guard present.count == values.count, !present.isEmpty else { return nil }
    let count = Double(present.count)
    let mean = present.reduce(0, +) / count
    let squares = present.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.init(mean: mean, standardDeviation: (squares / max(1, count - 1)).squareRoot())
  }
}
