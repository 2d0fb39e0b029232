/// The samples of an audio file, decoded when they are asked for.
public struct FileAudioSource: AudioSource, Equatable {
  public let path: String

  public init(path: String) {
    self.path = path
  }

  public var location: String { path }

  public func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
    try AudioFile.read(path: path, sampleRate: sampleRate, cancellation: cancellation)
  }
}
