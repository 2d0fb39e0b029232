/// Writes the score of a song from its factors and its style, drawing the tune from a random stream.
struct Composer {
  let style: StyleRecipe
  let factors: SongFactors
  let grid: MetricGrid
  let tonality: Tonality
  let rhythm: Rhythm
  let duration: Double
  var random: RandomSource

  init(song: DemoSong, duration: Double) {
    style = song.sound
    factors = song.factors
    self.duration = duration
    grid = MetricGrid(metre: factors.metre, tempo: factors.tempo, swing: style.swing)
    tonality = Tonality(key: factors.key, mode: factors.mode)
    rhythm = style.rhythms[factors.metre] ?? Rhythm(bass: "9", harmony: "9")
    random = RandomSource(seed: song.seed, purpose: .tune, index: song.tune)
  }

  /// The whole score, step by step: a shorter song is the beginning of a longer one.
  mutating func compose() -> DemoScore {
    var score = DemoScore()
    let motif = MelodyMotif(
      metre: factors.metre, density: style.melody * factors.mood.density, random: &random)
    let steps = grid.steps(within: duration)
    for step in 0..<steps {
      score.harmony += harmonyNotes(at: step)
      score.melody += melodyNotes(motif, at: step)
      score.bass += bassNotes(at: step)
      score.drums += drumHits(at: step)
    }
    return score
  }

  /// Steps of one chord.
  var chordSteps: Int {
    factors.metre == .fourFour ? style.chordBeats * 4 : factors.metre.stepsPerBar
  }

  func degree(at step: Int) -> Int {
    factors.progression[(step / chordSteps) % factors.progression.count]
  }

  /// A moment near the step, never before the beginning.
  mutating func moment(_ step: Int) -> Double {
    let drift = random.triangular()
    return max(0, grid.time(step) + style.looseness * drift)
  }

  private mutating func melodyNotes(_ motif: MelodyMotif, at step: Int) -> [ScoreNote] {
    guard let tone = motif.tone(at: step) else { return [] }
    let start = moment(step)
    // Every other bar ends its own way, as an answer to the first.
    let variation =
      step / factors.metre.stepsPerBar % 2 == 1 && tone.isLast ? random.integer(below: 5) - 2 : 0
    let centre = 74 + factors.mood.register
    let pitch = tonality.pitch(degree: degree(at: step) % 7 + tone.offset + variation, centre: centre)
    let length = grid.step * Double(tone.length) * 0.92
    return [
      ScoreNote(
        start: start, duration: length, pitch: Self.keep(pitch, within: centre - 9...centre + 12),
        strength: tone.strength)
    ]
  }

  private static func keep(_ pitch: Int, within range: ClosedRange<Int>) -> Int {
    var pitch = pitch
    while pitch > range.upperBound { pitch -= 12 }
    while pitch < range.lowerBound { pitch += 12 }
    return pitch
  }
}
