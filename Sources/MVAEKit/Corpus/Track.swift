/// One recording with its labels and its text.
public struct Track: Sendable {
  public let id: String
  public let title: String
  /// The recording, album or artist it belongs to: splits never part a group.
  public let group: String
  /// Length in seconds.
  public let duration: Double
  public let labels: [String: LabelValue]
  /// What is read of it as text: its lyrics, and what else was asked for; `nil` when there is nothing.
  public let text: String?
  /// Whether lyrics are part of the text.
  public let hasLyrics: Bool
  public let source: any AudioSource

  /// - Parameter hasLyrics: whether lyrics are part of `text`; `nil`: a text is lyrics.
  public init(
    id: String, title: String, group: String, duration: Double, labels: [String: LabelValue],
    text: String? = nil, hasLyrics: Bool? = nil, source: any AudioSource
  ) {
    self.id = id
    self.title = title
    self.group = group
    self.duration = duration
    self.labels = labels
    self.text = text
    self.hasLyrics = hasLyrics ?? (text != nil)
    self.source = source
  }
}

/// A category or a number that a track is known by.
public enum LabelValue: Sendable, Hashable {
  case text(String)
  case number(Double)
}

/// Where the samples of a track come from: a file, or a recipe that synthesises them.
public protocol AudioSource: Sendable {
  /// A file path or a few words, for messages.
  var location: String { get }

  /// What changes whenever the samples do, so that features can be kept for later; `nil`: they are not kept.
  var fingerprint: String? { get }

  /// Decodes or synthesises the whole recording as mono at `sampleRate` Hz.
  func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer
}

extension AudioSource {
  public var fingerprint: String? { nil }
}
