extension Composer {
  /// The bass note that begins at `step`, if there is one.
  mutating func bassNotes(at step: Int) -> [ScoreNote] {
    let strength = rhythm.bass.strength(at: step)
    guard strength > 0 else { return [] }
    let start = moment(step)
    let length = grid.step * Double(rhythm.bass.gap(after: step)) * 0.9
    return [ScoreNote(start: start, duration: length, pitch: bassPitch(at: step), strength: strength)]
  }

  private mutating func bassPitch(at step: Int) -> Int {
    let degree = degree(at: step)
    let root = Tonality.fold(tonality.key + tonality.mode.semitones(degree: degree), from: 33)
    let place = (step % chordSteps) / 4
    switch style.bass {
    case .root:
      return root
    case .rootFifth:
      return step % chordSteps == 0 ? root : root + (root > 38 ? -5 : 7)
    case .octaves:
      return root + (place % 2 == 0 ? 0 : 12)
    case .walking:
      guard step % chordSteps != 0 else { return root }
      let tones = [1, 2, 4, 5]
      let tone = degree + random.pick(tones)
      return Tonality.fold(tonality.key + tonality.mode.semitones(degree: tone), from: 33)
    }
  }

  /// The strokes at `step`.
  mutating func drumHits(at step: Int) -> [DrumHit] {
    var hits: [DrumHit] = []
    for line in rhythm.drums {
      let strength = line.pattern.strength(at: step)
      guard strength > 0 else { continue }
      let start = moment(step)
      let touch = Float(1 + 0.15 * random.triangular())
      // Weak strokes are sometimes left out: no two bars are quite alike.
      let isPlayed = strength > 0.5 || random.uniform() < 0.85
      if isPlayed { hits.append(DrumHit(start: start, drum: line.drum, strength: strength * touch)) }
    }
    return hits
  }
}
