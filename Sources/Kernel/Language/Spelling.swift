/// Finds the word a user probably meant.
enum Spelling {
  /// The candidate nearest to `word`, when it is near enough to be a slip of the fingers.
  static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let limit = max(1, word.count / 3)
    let scored = candidates.map { ($0, distance(Array(word.lowercased()), Array($0.lowercased()))) }
    guard let best = scored.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), best.1 <= limit else {
      return prefixed(by: word, among: scored.map(\.0))
    }
    return best.0
  }

  /// "did you mean `latent`?", or `nil` when nothing is near.
  static func hint(for word: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: word, among: candidates).map { "did you mean `\($0)`?" }
  }

  private static func prefixed(by word: String, among candidates: [String]) -> String? {
    guard word.count >= 4 else { return nil }
    let matches = candidates.filter { $0.lowercased().hasPrefix(word.lowercased()) }
    return matches.count == 1 ? matches.first : nil
  }

  /// Optimal string alignment distance: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964).
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var twoBack = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for row in 1...left.count {
      var current = [row]
      for column in 1...right.count {
        let cost = left[row - 1] == right[column - 1] ? 0 : 1
        var best = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + cost)
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          best = min(best, twoBack[column - 2] + 1)
        }
        current.append(best)
      }
      twoBack = previous
      previous = current
    }
    return previous[right.count]
  }
}
