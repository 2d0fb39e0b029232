/// The three dry parts of a song, whole, at unit root mean square (or silent).
struct SongParts {
  var melodic: [Float]
  var bass: [Float]
  var drums: [Float]

  /// Renders all notes of a score, checking for cancellation between them.
  init(score: DemoScore, song: DemoSong, count: Int, rate: Double, cancellation: Cancellation) throws {
    let silence = [Float](repeating: 0, count: count)
    (melodic, bass, drums) = (silence, silence, silence)
    var random = RandomSource(seed: song.seed, purpose: .noise, index: song.tune)
    var noise = NoiseSource(&random)
    let voice = song.factors.instrument.voice
    for note in score.harmony {
      try cancellation.check()
      voice.render(note, gain: 0.5, rate: rate, noise: &noise, into: &melodic)
    }
    for note in score.melody {
      try cancellation.check()
      voice.render(note, gain: 0.9, rate: rate, noise: &noise, into: &melodic)
    }
    let bassVoice = song.sound.mix.bassTimbre.voice
    for note in score.bass {
      try cancellation.check()
      bassVoice.render(note, gain: 1, rate: rate, noise: &noise, into: &bass)
    }
    try Self.play(score.drums, rate: rate, noise: &noise, cancellation: cancellation, into: &drums)
    try Self.normalise(&melodic, cancellation)
    try Self.normalise(&bass, cancellation)
    try Self.normalise(&drums, cancellation)
  }

  private static func play(
    _ hits: [DrumHit], rate: Double, noise: inout NoiseSource, cancellation: Cancellation,
    into bus: inout [Float]
  ) throws {
    for drum in Drum.allCases where hits.contains(where: { $0.drum == drum }) {
      try cancellation.check()
      let stroke = drum.sound.render(rate: rate, noise: &noise)
      for hit in hits where hit.drum == drum {
        let start = Int(hit.start * rate)
        for index in 0..<max(0, min(stroke.count, bus.count - start)) {
          bus[start + index] += hit.strength * stroke[index]
        }
      }
    }
  }

  /// Brings a part to unit root mean square, so that its level in the mix does not hang on the instrument.
  private static func normalise(_ part: inout [Float], _ cancellation: Cancellation) throws {
    try cancellation.check()
    let power = part.reduce(0.0) { $0 + Double($1 * $1) } / Double(max(1, part.count))
    guard power > 1e-9 else { return }
    let gain = Float(1 / power.squareRoot())
    for index in part.indices { part[index] *= gain }
  }
}
