/// A rhythm of one bar, written as one character a sixteenth: a dot is a rest, 1 to 9 the strength of a note.
struct StepPattern: Sendable, Equatable, ExpressibleByStringLiteral {
  /// 0 (rest) to 1 for each step.
  let strengths: [Float]

  init(stringLiteral text: String) {
    strengths = text.utf8.map { (49...57).contains($0) ? Float($0 - 48) / 9 : 0 }
  }

  /// The strength at a step counted from the beginning of the piece.
  func strength(at step: Int) -> Float {
    strengths.isEmpty ? 0 : strengths[step % strengths.count]
  }

  /// Steps from `step` to the next note, at most one round of the pattern.
  func gap(after step: Int) -> Int {
    for distance in 1..<max(2, strengths.count) where strength(at: step + distance) > 0 {
      return distance
    }
    return max(1, strengths.count)
  }
}
