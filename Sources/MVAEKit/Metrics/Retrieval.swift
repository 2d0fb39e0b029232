import Foundation

/// How well one modality of a track finds another of the same track among all tracks.
public struct Retrieval: Sendable, Equatable {
  /// "mel", "lyrics".
  public let from: String
  public let to: String
  /// Tracks that have both: queries and candidates.
  public let rows: TrackTable
  /// The rank of each track's own partner among all, 1 = first; candidates that are equally near count half.
  public let ranks: [Double]
  /// The nearest candidates of each track, the nearest first.
  public let nearest: [[Int]]

  /// The share of tracks whose partner is among the first `k`.
  public func recall(at k: Int) -> Double {
    Double(ranks.count { $0 <= Double(k) }) / Double(max(1, ranks.count))
  }

  /// What chance gives.
  public func chance(at k: Int) -> Double { min(1, Double(k) / Double(max(1, rows.count))) }

  public var medianRank: Double {
    let sorted = ranks.sorted()
    guard !sorted.isEmpty else { return .nan }
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
  }

  /// 1 / rank, mean over the tracks.
  public var meanReciprocalRank: Double {
    ranks.reduce(0) { $0 + 1 / $1 } / Double(max(1, ranks.count))
  }
}

extension TrainedModel {
  /// Finds the tracks of one modality by the other's posterior alone.
  ///
  /// The distance of two tracks is the 2-Wasserstein distance of their Gaussians q(z|x_a) and q(z|x_b):
  /// |μ_a − μ_b|² + |σ_a − σ_b|².
  ///
  /// - Parameters:
  ///   - inputs: tracks that lack one of both are left out.
  ///   - count: how many of the nearest are kept.
  /// - Throws: ``FusionError``, ``TrainingError``, `CancellationError`.
  public func retrieve(
    from first: Int, to second: Int, in inputs: FusionInputs, count: Int = 10,
    cancellation: Cancellation = Cancellation()
  ) throws -> Retrieval {
    let content = try fusion(to: "find one modality by another")
    let both = inputs.selecting(inputs.having(ModalitySet([first, second])))
    guard both.rows.count > 0 else {
      throw FusionError.noCommonRows([first, second].map { content.modalityNames[$0] })
    }
    let queries = try encode(both, visible: ModalitySet([first]), cancellation: cancellation)
      .wassersteinPoints
    let candidates = try encode(both, visible: ModalitySet([second]), cancellation: cancellation)
      .wassersteinPoints
    var (ranks, nearest): ([Double], [[Int]]) = ([], [])
    for row in 0..<both.rows.count {
      try cancellation.check()
      let distances = candidates.map { candidate in
        zip(queries[row], candidate).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
      let own = distances[row]
      let nearer = distances.count { $0 < own }
      let equal = distances.count { $0 == own } - 1
      ranks.append(Double(nearer) + Double(equal) / 2 + 1)
      let order = distances.indices.sorted {
        distances[$0] == distances[$1] ? $0 < $1 : distances[$0] < distances[$1]
      }
      nearest.append(Array(order.prefix(count)))
    }
    return Retrieval(
      from: content.modalityNames[first], to: content.modalityNames[second], rows: both.rows, ranks: ranks,
      nearest: nearest)
  }
}

extension Posterior {
  /// μ and σ of each row side by side: Euclidean distances between them are 2-Wasserstein distances.
  fileprivate var wassersteinPoints: [[Double]] {
    let deviations = variances.map { $0.squareRoot() }
    let latent = mean.columns
    return (0..<mean.rows).map { row in
      mean.row(row).map(Double.init) + deviations[row * latent..<(row + 1) * latent]
    }
  }
}
