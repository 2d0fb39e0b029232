/// A part of a recording: what to pass over at its beginning, and how much to take.
public struct Excerpt: Sendable, Equatable {
  /// In seconds.
  public var offset: Double
  /// In seconds, less where the recording ends earlier; `nil` for all that follows.
  public var duration: Double?

  public static let whole = Excerpt()

  public init(offset: Double = 0, duration: Double? = nil) {
    self.offset = offset
    self.duration = duration
  }

  /// - Throws: ``AudioError/excerpt(parameter:value:)``.
  func validate() throws {
    guard (0...Self.longest).contains(offset) else {
      throw AudioError.excerpt(parameter: "offset", value: offset)
    }
    guard let duration, !(duration > 0 && duration <= Self.longest) else { return }
    throw AudioError.excerpt(parameter: "duration", value: duration)
  }

  private static let longest = SoundFile.longestHours * 3600

  /// Frames of a file to pass over, and to take at most: ⌊seconds · rate⌋ as `librosa.load`.
  func frames(rate: Int) -> (first: Int, count: Int?) {
    (Int(offset * Double(rate)), duration.map { Int($0 * Double(rate)) })
  }

  /// Frames left of a file of `frames`; none where the excerpt begins behind its end.
  func count(of frames: Int, rate: Int) -> Int {
    let wanted = self.frames(rate: rate)
    return min(max(0, frames - wanted.first), wanted.count ?? Int.max)
  }
}
