import MVAEKit

/// `play`: a player in the notebook.
enum PlayVerb {
  private static let sounds = Key<[Value]>.objects(
    "sounds", "a track, a clip, a corpus, log-mel images, or a list of them",
    [.track, .clip, .corpus, .images])
  private static let seconds = Key<Double>.number(
    "seconds", "how much of each is taken", in: 0.1...600, default: 30)
  private static let start = Key<Double>.number(
    "from", "where in each to begin, seconds", in: 0...86400, default: 0)
  private static let iterations = Key<Int>.integer(
    "iterations", "of the search for the phases of an image", in: 1...1000, default: 32)
  private static let seed = Key<Int>.integer(
    "seed", "of the phases an image begins with", in: Seed.range, default: 1)
  private static let limit = 24

  static let play = Command(
    "play", summary: "A player for tracks, clips, and images that models make.",
    details: [
      "The sound is part of the notebook, so that it plays for everyone who opens it.",
      "A log-mel image is turned back into sound: bands to bins, phases by the fast Griffin-Lim algorithm (Perraudin et al. "
        + "2013). What an image of few bands and frames leaves out stays lost: 64 × 64 sound blurred, 128 bands with "
        + "`frames: all` come close to the track.",
    ],
    subjects: [sounds.parameter],
    labels: [seconds.parameter, start.parameter, iterations.parameter, seed.parameter],
    examples: [
      .init("play corpus[3]", "one track"), .init("play corpus[0..<4] seconds: 3", "the beginning of four"),
      .init("play mel[3]", "what is left of a track in its image"),
      .init("play (sample cvae count: 2)", "two sounds that no track has"),
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

  /// One value a player.
  private static func tracks(_ value: Value) -> [Value] {
    if let corpus = value.as(Corpus.self) { return corpus.tracks.map { .object($0) } }
    guard let images = value.as(FeatureTensor.self) else { return [value] }
    return images.values.rows == 1
      ? [value] : (0..<images.values.rows).map { .object(images.selecting([$0])) }
  }

  private static func clip(_ value: Value, _ invocation: Invocation) throws -> Clip {
    let sound = try value.as(FeatureTensor.self).map { try heard($0, invocation) } ?? Sound(value, invocation)
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

  /// The sound of one image.
  private static func heard(_ image: FeatureTensor, _ invocation: Invocation) throws -> Sound {
    let search = GriffinLim(
      iterations: try invocation.value(iterations), seed: UInt64(try invocation.value(seed)))
    let audio = try invocation.withProgress { progress in
      try image.audio(
        row: 0, griffinLim: search, cancellation: invocation.cancellation, progress: progress)
    }
    return Sound(title: "\(image.name) \(image.rows.ids.first ?? "")", audio: audio)
  }
}
