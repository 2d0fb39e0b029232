/// How much of the labels a space tells on tracks that were held out, by five folds of whole groups.
struct ProbeScores {
  private let labels: [String?]
  private let labelled: [Int]
  private let folds: GroupFolds
  private let cancellation: Cancellation

  /// `nil` when fewer than two labels or groups are known: then there is nothing to tell, or nothing to hold out.
  init?(labels: [String?], groups: [String], seed: UInt64, cancellation: Cancellation) {
    labelled = labels.indices.filter { labels[$0] != nil }
    let present = labelled.compactMap { labels[$0] }
    folds = GroupFolds(groups: labelled.map { groups[$0] }, labels: present, seed: seed)
    guard Set(present).count > 1, folds.count > 1 else { return nil }
    self.labels = labels
    self.cancellation = cancellation
  }

  /// 1 for each row that a linear probe gets right, else 0; NaN without a label.
  func linear(_ space: Tensor) throws -> RowRatio {
    try ratio { known, asked in
      try LinearProbe(
        fitting: space.selecting(known), labels: known.compactMap { labels[$0] }, cancellation: cancellation
      ).predict(space.selecting(asked), cancellation: cancellation)
    }
  }

  /// The same for the commonest label among the five nearest rows of other folds (of equals, the nearer one's).
  func neighbors(_ space: Tensor) throws -> RowRatio {
    try ratio { known, asked in
      let found = try NearestNeighbors(space.selecting(known)).neighbors(
        of: space.selecting(asked), k: min(5, known.count), cancellation: cancellation)
      return asked.indices.map { row in
        Self.commonest(found.indices(of: row).compactMap { labels[known[Int($0)]] })
      }
    }
  }

  private func ratio(_ predict: (_ known: [Int], _ asked: [Int]) throws -> [String]) throws -> RowRatio {
    var right = [Double](repeating: .nan, count: labels.count)
    for fold in 0..<folds.count {
      let known = folds.rows(outside: fold).map { labelled[$0] }
      let asked = folds.rows(in: fold).map { labelled[$0] }
      for (row, label) in zip(asked, try predict(known, asked)) { right[row] = labels[row] == label ? 1 : 0 }
    }
    return RowRatio(numerators: right)
  }

  private static func commonest(_ labels: [String]) -> String {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return labels.first { counts[$0] == most } ?? ""
  }
}
