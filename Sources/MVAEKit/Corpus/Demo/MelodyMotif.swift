/// One bar of melody that a song repeats over its chords: when notes fall, and how far above the chord's root.
struct MelodyMotif: Sendable, Equatable {
  struct Tone: Sendable, Equatable {
    /// Scale degrees above the root of the chord.
    let offset: Int
    /// Steps that it lasts.
    let length: Int
    let strength: Float
    let isLast: Bool
  }

  /// One entry a step of the bar.
  private let tones: [Tone?]

  /// - Parameter density: chance of a note on a beat; the first step of the bar and the steps off the beat have
  ///   more and less.
  init(metre: Metre, density: Double, random: inout RandomSource) {
    let count = metre.stepsPerBar
    let chances = [0.0, 0.45, 1.0, 1.5].map { min(0.97, $0 * density) }
    var onsets = (0..<count).filter { random.uniform() < chances[metre.weight(step: $0)] }
    if onsets.isEmpty { onsets = [0] }
    var tones = [Tone?](repeating: nil, count: count)
    var offset = random.pick([0, 2, 4])
    for (order, step) in onsets.enumerated() {
      let next = order + 1 < onsets.count ? onsets[order + 1] : count
      tones[step] = Tone(
        offset: offset, length: min(next - step, 2 * metre.stepsPerBeat),
        strength: 0.6 + 0.13 * Float(metre.weight(step: step)), isLast: order + 1 == onsets.count)
      offset = Self.step(from: offset, onBeat: metre.weight(step: next % count) >= 2, random: &random)
    }
    self.tones = tones
  }

  func tone(at step: Int) -> Tone? {
    tones[step % tones.count]
  }

  /// Steps mostly to a neighbour; on a beat to a note of the chord.
  private static func step(from offset: Int, onBeat: Bool, random: inout RandomSource) -> Int {
    let moved = min(7, max(-3, offset + random.pick([-2, -1, -1, 1, 1, 2])))
    guard onBeat else { return moved }
    let chordTones = [-3, 0, 2, 4, 7]
    return chordTones.min { abs($0 - moved) < abs($1 - moved) } ?? moved
  }
}
