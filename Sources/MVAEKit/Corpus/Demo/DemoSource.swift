/// A recipe that is played when it is read; it holds no samples.
struct DemoSource: AudioSource {
  let id: String
  let song: DemoSong
  /// In seconds.
  let duration: Double

  var location: String { "\(id) of the demo corpus, seed \(song.seed)" }

  /// Composes and renders the song.
  ///
  /// The tune is the same at every rate; noise (drums, plucked strings) differs between rates.
  /// - Throws: ``DemoError/sampleRate(_:)`` outside 8000…48000 Hz, `CancellationError`.
  func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
    guard (8000...48000).contains(sampleRate) else { throw DemoError.sampleRate(sampleRate) }
    try cancellation.check()
    var composer = Composer(song: song, duration: duration)
    let score = composer.compose()
    let rate = Double(sampleRate)
    let count = Int((duration * rate).rounded())
    let parts = try SongParts(score: score, song: song, count: count, rate: rate, cancellation: cancellation)
    var mixer = SongMixer(song: song, rate: rate)
    return AudioBuffer(samples: try mixer.mix(parts, cancellation: cancellation), sampleRate: sampleRate)
  }
}
