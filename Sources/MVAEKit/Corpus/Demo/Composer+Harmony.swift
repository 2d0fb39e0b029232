extension Composer {
  /// The chord notes that begin at `step`.
  mutating func harmonyNotes(at step: Int) -> [ScoreNote] {
    let strength = rhythm.harmony.strength(at: step)
    guard strength > 0 else { return [] }
    let start = moment(step)
    let gap = min(rhythm.harmony.gap(after: step), chordSteps - step % chordSteps)
    let length = grid.step * Double(gap) * style.gate
    let pitches = harmonyPitches(at: step)
    let stringDelay = style.harmony == .strum ? 0.011 : 0
    return pitches.enumerated().map { order, pitch in
      ScoreNote(
        start: start + stringDelay * Double(order), duration: length, pitch: pitch, strength: strength)
    }
  }

  private func harmonyPitches(at step: Int) -> [Int] {
    let degree = degree(at: step)
    let chord = tonality.chord(degree: degree, hasSeventh: style.hasSevenths, lowest: 53)
    switch style.harmony {
    case .block:
      return chord
    case .strum:
      return [tonality.chord(degree: degree, hasSeventh: false, lowest: 41)[0]] + chord
    case .power:
      let root = Tonality.fold(tonality.key + tonality.mode.semitones(degree: degree), from: 40)
      return [root, root + 7, root + 12]
    case .arpeggio:
      let wide = chord + [chord[0] + 12]
      let round = 2 * (wide.count - 1)
      let place = arpeggioPlace(step) % round
      return [wide[place < wide.count ? place : round - place]]
    }
  }

  /// How many harmony notes the bar has had before `step`.
  private func arpeggioPlace(_ step: Int) -> Int {
    let bar = step - step % factors.metre.stepsPerBar
    return (bar..<step).count { rhythm.harmony.strength(at: $0) > 0 }
  }
}
