import Testing

@testable import MVAEKit

@Suite struct DemoClusteringTests {
  /// K-Means with k = 8 on standardised MFCC means and variances finds the genres in part, as with real music.
  /// Four genres share two sounds, so agreement far above 0.7 would mean that nothing else varies.
  @Test func soundTellsGenresApartInPart() throws {
    let corpus = try Corpus.demo()
    let features = try MFCCExtractor().extract(from: corpus).features
    let points = standardised(features.values)
    let genres = DemoTexts.column("genre", of: corpus)
    let names = Array(Set(genres)).sorted()
    let labels = genres.map { names.firstIndex(of: $0) ?? 0 }
    let scores = (1...5).map { seed in
      DemoStatistics.adjustedRand(lloyd(points, k: 8, seed: UInt64(seed)), labels)
    }
    let mean = scores.reduce(0, +) / Double(scores.count)
    #expect((0.2...0.7).contains(mean))
  }

  private func standardised(_ values: Tensor) -> [[Double]] {
    let rows = (0..<values.rows).map { values.row($0).map(Double.init) }
    let mean = DemoStatistics.mean(rows)
    let variance = DemoStatistics.mean(
      rows.map { row in zip(row, mean).map { ($0 - $1) * ($0 - $1) } })
    return rows.map { row in
      row.indices.map { (row[$0] - mean[$0]) / max(1e-9, variance[$0].squareRoot()) }
    }
  }

  /// The best of 5 starts by inertia.
  private func lloyd(_ points: [[Double]], k: Int, seed: UInt64) -> [Int] {
    var random = RandomSource(seed: seed)
    var best: (assignment: [Int], inertia: Double) = ([], .infinity)
    for _ in 0..<5 {
      let run = lloyd(points, centres: seeds(points, k: k, random: &random))
      if run.inertia < best.inertia { best = run }
    }
    return best.assignment
  }

  private func lloyd(_ points: [[Double]], centres: [[Double]]) -> (assignment: [Int], inertia: Double) {
    var (centres, assignment, inertia) = (centres, [Int](), 0.0)
    for _ in 0..<30 {
      inertia = 0
      assignment = points.map { point in
        let distances = centres.map { DemoStatistics.squaredDistance($0, point) }
        let nearest = distances.indices.min { distances[$0] < distances[$1] } ?? 0
        inertia += distances[nearest]
        return nearest
      }
      for centre in centres.indices {
        let own = points.indices.filter { assignment[$0] == centre }
        if !own.isEmpty { centres[centre] = DemoStatistics.mean(own.map { points[$0] }) }
      }
    }
    return (assignment, inertia)
  }

  /// k-means++ (Arthur & Vassilvitskii 2007).
  private func seeds(_ points: [[Double]], k: Int, random: inout RandomSource) -> [[Double]] {
    var centres = [points[random.integer(below: points.count)]]
    while centres.count < k {
      let distances = points.map { point in
        centres.map { DemoStatistics.squaredDistance($0, point) }.min() ?? 0
      }
      var rest = random.uniform() * distances.reduce(0, +)
      let next = distances.firstIndex { distance in
        rest -= distance
        return rest < 0
      }
      centres.append(points[next ?? 0])
    }
    return centres
  }
}
