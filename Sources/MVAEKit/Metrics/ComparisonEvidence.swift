/// Which differences between methods are larger than other tracks and other seeds could make them.
struct ComparisonEvidence {
  let rows: [ComparisonRow]
  private let replicates: [[ComparisonScore: [Double]]]

  init(_ measured: [MeasuredMethod]) {
    let replicates = measured.map(\.replicates)
    var rows = measured.map(\.row)
    for score in ComparisonScore.allCases where score.comparesMethods {
      let rivals = Self.rivals(score, rows, replicates)
      guard let best = Self.best(score, rows, rivals) else { continue }
      let others = rivals.filter { $0 != best }
      let values = others.map { Self.p(score, best, $0, replicates) }
      if !others.isEmpty, PairedTest.holm(values).allSatisfy({ $0 < 0.05 }) {
        rows[best].bestIn.insert(score)
      }
    }
    self.rows = rows
    self.replicates = replicates
  }

  /// p of "no difference" between two rows; `nil` where it cannot be tested.
  func p(_ score: ComparisonScore, _ first: Int, _ second: Int) -> Double? {
    guard replicates[first][score] != nil, replicates[second][score] != nil else { return nil }
    return Self.p(score, first, second, replicates)
  }

  /// Who competes: a method that was given the labels cannot win at finding them.
  private static func rivals(
    _ score: ComparisonScore, _ rows: [ComparisonRow], _ replicates: [[ComparisonScore: [Double]]]
  ) -> [Int] {
    rows.indices.filter { index in
      let isTold =
        rows[index].readsLabels && score.readsLabels && ![.conditional, .synthetic].contains(score)
      return replicates[index][score] != nil && !isTold
    }
  }

  private static func best(_ score: ComparisonScore, _ rows: [ComparisonRow], _ rivals: [Int]) -> Int? {
    rivals.max { first, second in
      let (a, b) = (rows[first][score]?.mean ?? 0, rows[second][score]?.mean ?? 0)
      return score.isLowerBetter ? a > b : a < b
    }
  }

  private static func p(
    _ score: ComparisonScore, _ first: Int, _ second: Int, _ replicates: [[ComparisonScore: [Double]]]
  ) -> Double {
    PairedTest.p(replicates[first][score] ?? [], replicates[second][score] ?? [])
  }
}
