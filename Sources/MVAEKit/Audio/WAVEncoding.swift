extension AudioBuffer {
  /// The samples as 16-bit PCM, rounded to the nearest step of 1/32768 and clipped; NaN is silence.
  var pcm: [Int16] {
    samples.map { sample in
      guard sample == sample else { return 0 }
      return Int16(max(-32768, min(32767, (sample * 32768).rounded())))
    }
  }

  /// A mono 16-bit PCM WAV file in memory (RIFF, 44-byte header), for a player.
  public func wavData() -> [UInt8] {
    let size = UInt32(truncatingIfNeeded: min(samples.count, Int(UInt32.max / 2) - 64) * 2)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(44 + Int(size))
    bytes += Array("RIFF".utf8) + littleEndian(36 + size) + Array("WAVEfmt ".utf8)
    bytes += littleEndian(UInt32(16)) + littleEndian(UInt16(1)) + littleEndian(UInt16(1))
    bytes += littleEndian(UInt32(clamping: sampleRate)) + littleEndian(UInt32(clamping: sampleRate &* 2))
    bytes += littleEndian(UInt16(2)) + littleEndian(UInt16(16))
    bytes += Array("data".utf8) + littleEndian(size)
    for sample in pcm.prefix(Int(size / 2)) {
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return bytes
  }

  private func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
