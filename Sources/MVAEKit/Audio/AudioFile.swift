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
    if frames == 0 { try decode(file, cancellation: cancellation) { frames += $1 } }
    guard frames > 0 else { throw AudioError.empty(path: path) }
    return AudioFileInfo(
      sampleRate: file.sampleRate, channels: file.channels, frames: frames,
      format: AudioFormat.name(file.format))
  }

  /// Decodes a whole file to mono at `sampleRate` Hz.
  ///
  /// - Throws: ``AudioError``; a file that decodes to less than half of what its header promises is damaged.
  public static func read(
    path: String, sampleRate: Int = 22050, cancellation: Cancellation = Cancellation()
  ) throws -> AudioBuffer {
    guard SoundFile.rates.contains(sampleRate) else { throw AudioError.sampleRate(sampleRate) }
    let file = try SoundFile(path: path)
    let resampler =
      file.sampleRate == sampleRate ? nil : try Resampler(from: file.sampleRate, to: sampleRate)
    var samples: [Float] = []
    samples.reserveCapacity(expectedCount(of: file, at: sampleRate))
    var decoded = 0
    try decode(file, cancellation: cancellation) { block, count in
      decoded += count
      if let resampler {
        resampler.process(block, count: count, into: &samples)
      } else {
        samples.append(contentsOf: UnsafeBufferPointer(start: block, count: count))
      }
    }
    try checkLength(decoded, of: file)
    resampler?.finish(into: &samples)
    return AudioBuffer(samples: samples, sampleRate: sampleRate)
  }

  /// Decodes block by block to mono.
  private static func decode(
    _ file: SoundFile, cancellation: Cancellation, body: (UnsafePointer<Float>, Int) -> Void
  ) throws {
    let limit = Int(SoundFile.longestHours * 3600) * file.sampleRate
    let interleaved = AlignedMemory<Float>(count: blockFrames * file.channels)
    let mono = AlignedMemory<Float>(count: blockFrames)
    var position = 0
    while true {
      try cancellation.check()
      let count = try file.read(into: interleaved.start, frames: blockFrames, position: position)
      if count == 0 { return }
      guard hot_downmix(interleaved.start, count, file.channels, mono.start) != 0 else {
        throw AudioError.notFinite(path: file.path, seconds: Double(position) / Double(file.sampleRate))
      }
      body(mono.start, count)
      position += count
      if position > limit { throw AudioError.tooLong(path: file.path, hours: SoundFile.longestHours) }
    }
  }

  private static func checkLength(_ decoded: Int, of file: SoundFile) throws {
    guard decoded > 0 else { throw AudioError.empty(path: file.path) }
    guard let stated = file.statedFrames, decoded < stated / 2 else { return }
    let rate = Double(file.sampleRate)
    throw AudioError.damaged(
      path: file.path, seconds: Double(decoded) / rate,
      reason: "its header promises \((Double(stated) / rate * 10).rounded() / 10) s")
  }

  /// What the header promises, but never more than ten minutes ahead of the decoder.
  private static func expectedCount(of file: SoundFile, at sampleRate: Int) -> Int {
    let seconds = Double(file.statedFrames ?? 0) / Double(file.sampleRate)
    return Int(min(seconds, 600) * Double(sampleRate)) + blockFrames
  }
}
