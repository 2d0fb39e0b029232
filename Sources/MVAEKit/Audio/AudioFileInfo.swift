/// What an audio file's header says.
public struct AudioFileInfo: Sendable, Equatable {
  /// In Hz.
  public let sampleRate: Int
  public let channels: Int
  /// Samples per channel, counted by decoding where the header does not say.
  public let frames: Int
  /// The container or codec in words: "WAV", "FLAC", "Ogg Vorbis", "MP3".
  public let format: String

  /// In seconds.
  public var duration: Double { Double(frames) / Double(sampleRate) }
}
