import CHotLoops

/// Audio files, read as `librosa.load` reads them: float32, mono by the arithmetic mean of the channels, then
/// resampled by soxr's high-quality recipe.
public enum AudioFile {
  private static let blockFrames = 4096

  /// The header of a file; only a file whose header does not know its length is decoded.
  ///
  /// - Throws: ``AudioError``.
  public static func inspect(
    path: String, cancellation: Cancellation = Cancellation()
  ) throws -> AudioFileInfo {
    let file = try SoundFile(path: path)
    var frames = file.statedFrames ?? 0
    if frames == 0 { try decode(file, .whole, cancellation: cancellation) { frames += $1 } }
    guard frames > 0 else { throw AudioError.empty(path: path) }
    return AudioFileInfo(
      sampleRate: file.sampleRate, channels: file.channels, frames: frames,
      format: AudioFormat.name(file.format))
  }

  /// Decodes a file, or an excerpt of it, to mono at `sampleRate` Hz.
  ///
  /// An excerpt is cut before it is resampled, so that it has ⌈⌊duration · r⌋ · sampleRate / r⌉ samples of a file at r Hz.
  /// - Throws: ``AudioError``; a file that decodes to less than half of what its header promises is damaged.
  public static func read(
    path: String, sampleRate: Int = 22050, excerpt: Excerpt = .whole,
    cancellation: Cancellation = Cancellation()
  ) throws -> AudioBuffer {
    try excerpt.validate()
    guard SoundFile.rates.contains(sampleRate) else { throw AudioError.sampleRate(sampleRate) }
    let file = try SoundFile(path: path)
    let resampler =
      file.sampleRate == sampleRate ? nil : try Resampler(from: file.sampleRate, to: sampleRate)
    var samples: [Float] = []
    samples.reserveCapacity(expectedCount(of: file, excerpt, at: sampleRate))
    var decoded = 0
    try decode(file, excerpt, cancellation: cancellation) { block, count in
      decoded += count
      if let resampler {
        resampler.process(block, count: count, into: &samples)
      } else {
        samples.append(contentsOf: UnsafeBufferPointer(start: block, count: count))
      }
    }
    try checkLength(decoded, of: file, excerpt)
    resampler?.finish(into: &samples)
    return AudioBuffer(samples: samples, sampleRate: sampleRate)
  }

  /// Decodes block by block to mono.
  private static func decode(
    _ file: SoundFile, _ excerpt: Excerpt, cancellation: Cancellation,
    body: (UnsafePointer<Float>, Int) -> Void
  ) throws {
    let limit = Int(SoundFile.longestHours * 3600) * file.sampleRate
    let wanted = excerpt.frames(rate: file.sampleRate)
    // Where a file cannot be entered in its middle it is decoded up to there.
    var position = wanted.first > 0 && file.seek(to: wanted.first) ? wanted.first : 0
    let end = wanted.count.map { wanted.first + $0 } ?? Int.max
    let interleaved = AlignedMemory<Float>(count: blockFrames * file.channels)
    let mono = AlignedMemory<Float>(count: blockFrames)
    while position < end {
      try cancellation.check()
      let count = try file.read(
        into: interleaved.start, frames: min(blockFrames, end - position), position: position)
      if count == 0 { return }
      guard hot_downmix(interleaved.start, count, file.channels, mono.start) != 0 else {
        throw AudioError.notFinite(path: file.path, seconds: Double(position) / Double(file.sampleRate))
      }
      let skipped = min(count, max(0, wanted.first - position))
      if skipped < count { body(mono.start + skipped, count - skipped) }
      position += count
      if position > limit { throw AudioError.tooLong(path: file.path, hours: SoundFile.longestHours) }
    }
  }

  private static func checkLength(_ decoded: Int, of file: SoundFile, _ excerpt: Excerpt) throws {
    let rate = Double(file.sampleRate)
    guard decoded > 0 else {
      guard excerpt.offset > 0, excerpt.duration.map({ Int($0 * rate) }) != 0 else {
        throw AudioError.empty(path: file.path)
      }
      let seconds = Double(file.statedFrames ?? 0) / rate
      throw AudioError.shorter(path: file.path, seconds: seconds, offset: excerpt.offset)
    }
    guard let stated = file.statedFrames.map({ excerpt.count(of: $0, rate: file.sampleRate) }),
      decoded < stated / 2
    else { return }
    throw AudioError.damaged(
      path: file.path, seconds: Double(decoded) / rate,
      reason: "its header promises \((Double(stated) / rate * 10).rounded() / 10) s")
  }

  /// What the header promises, but never more than ten minutes ahead of the decoder.
  private static func expectedCount(of file: SoundFile, _ excerpt: Excerpt, at sampleRate: Int) -> Int {
    let frames = excerpt.count(of: file.statedFrames ?? 0, rate: file.sampleRate)
    let seconds = Double(frames) / Double(file.sampleRate)
    return Int(min(seconds, 600) * Double(sampleRate)) + blockFrames
  }
}
