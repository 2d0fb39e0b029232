/// Names that a user may have meant.
enum Suggestion {
  /// "did you mean X?" where one name is near, and what there is.
  static func hint(for name: String, among available: [String]) -> String? {
    if available.isEmpty { return nil }
    let shown = available.prefix(20).joined(separator: ", ") + (available.count > 20 ? ", …" : "")
    guard let near = nearest(to: name, among: available) else { return "there are \(shown)" }
    return "did you mean \(near)? There are \(shown)"
  }

  /// The candidate at the least edit distance, when that is at most a third of the name's length (at least
  /// 1).
  static func nearest(to name: String, among candidates: [String]) -> String? {
    let target = Array(name.lowercased().unicodeScalars.prefix(64))
    let scored = candidates.map { candidate in
      (candidate, distance(target, Array(candidate.lowercased().unicodeScalars.prefix(64))))
    }
    guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
    return best.1 <= max(1, target.count / 3) ? best.0 : nil
  }

  /// Levenshtein (1966): insertions, deletions and substitutions.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var previous = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let substituted = previous[column] + (scalar == other ? 0 : 1)
        current.append(min(substituted, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
