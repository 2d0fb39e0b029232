import MVAEKit

/// `play`: a player in the notebook.
enum PlayVerb {
  private static let sounds = Key<[Value]>.objects(
    "sounds", "a track, a clip, a corpus, or a list of them", [.track, .clip, .corpus])
  private static let seconds = Key<Double>.number(
    "seconds", "how much of each is taken", in: 0.1...600, default: 30)
  private static let start = Key<Double>.number(
    "from", "where in each to begin, seconds", in: 0...86400, default: 0)
  private static let limit = 24

  static let play = Command(
    "play", summary: "A player for tracks and clips.",
    details: ["The sound is part of the notebook, so that it plays for everyone who opens it."],
    subjects: [sounds.parameter], labels: [seconds.parameter, start.parameter],
    examples: [
      .init("play corpus[3]", "one track"), .init("play corpus[0..<4] seconds: 3", "the beginning of four"),
    ], isShowing: true
  ) { invocation in
    let values = try invocation.value(sounds).flatMap(tracks)
    guard values.count <= limit else {
      throw invocation.diagnostic(
        "TooMany", "\(values.count) players are more than a notebook should hold", at: sounds,
        hint: "take at most \(limit): `play corpus[0..<4]`")
    }
    let clips = try values.map { try clip($0, invocation) }
    return clips.count == 1 ? clips.first.map { .object($0) } : .list(clips.map { .object($0) })
  }

  private static func tracks(_ value: Value) -> [Value] {
    value.as(Corpus.self).map { $0.tracks.map { .object($0) } } ?? [value]
  }

  private static func clip(_ value: Value, _ invocation: Invocation) throws -> Clip {
    let sound = try Sound(value, invocation)
    let rate = Double(sound.audio.sampleRate)
    let first = Int(try invocation.value(start) * rate)
    guard first < sound.audio.samples.count else {
      throw invocation.diagnostic(
        "OutOfRange", "\(sound.title) ends at \(NumberText.seconds(sound.audio.duration))", at: start)
    }
    let last = min(first + Int(try invocation.value(seconds) * rate), sound.audio.samples.count)
    let part = AudioBuffer(
      samples: Array(sound.audio.samples[first..<last]), sampleRate: sound.audio.sampleRate)
    return Clip(title: sound.title, audio: part)
  }
}
