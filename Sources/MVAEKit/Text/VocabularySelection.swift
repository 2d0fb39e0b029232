/// The terms within the limits of frequency, in the order of their code points.
struct VocabularySelection {
  /// Numbers of the terms that are kept, one a column.
  let terms: [Int]
  /// In how many texts each of them is.
  let documentFrequencies: [Int]
  /// The column of every counted term, `nil` for those left out.
  let columns: [Int32?]

  init(_ counts: TermCounts, _ configuration: TFIDFConfiguration, cancellation: Cancellation) throws {
    let least = configuration.minimumFrequency.texts(of: counts.rows.count)
    let most = configuration.maximumFrequency.texts(of: counts.rows.count)
    guard most >= least else { throw TextError.frequencies(minimum: least, maximum: most) }
    var frequencies = [Int](repeating: 0, count: counts.terms.count)
    var totals = frequencies
    for (row, counted) in counts.rows.enumerated() {
      if row % 512 == 0 { try cancellation.check() }
      for entry in counted.entries {
        frequencies[Int(entry.term)] += 1
        totals[Int(entry.term)] += Int(entry.count)
      }
    }
    let within = (0..<counts.terms.count).filter {
      Double(frequencies[$0]) >= least && Double(frequencies[$0]) <= most
    }
    guard !within.isEmpty else { throw TextError.noWordsLeft(words: counts.terms.count) }
    var kept = try Self.sorted(within, cancellation) { counts.terms.precedes($0, $1) }
    if let limit = configuration.maximumVocabulary, limit < kept.count {
      let order = try Self.sorted(Array(kept.indices), cancellation) { first, second in
        let (one, other) = (totals[kept[first]], totals[kept[second]])
        return one == other ? first < second : one > other
      }
      let chosen = order.prefix(limit).sorted()
      kept = chosen.map { kept[$0] }
    }
    var columns = [Int32?](repeating: nil, count: counts.terms.count)
    for (column, term) in kept.enumerated() { columns[term] = Int32(truncatingIfNeeded: column) }
    terms = kept
    documentFrequencies = kept.map { frequencies[$0] }
    self.columns = columns
  }

  /// Sorted, with a look at `cancellation` every few thousand comparisons.
  private static func sorted(
    _ items: [Int], _ cancellation: Cancellation, by precedes: (Int, Int) -> Bool
  ) throws -> [Int] {
    var comparisons = 0
    return try items.sorted { first, second in
      comparisons += 1
      if comparisons % 4096 == 0 { try cancellation.check() }
      return precedes(first, second)
    }
  }
}
