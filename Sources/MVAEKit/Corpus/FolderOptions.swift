/// How a folder of audio becomes a corpus.
public struct FolderOptions: Sendable, Equatable {
  public enum Labels: String, Sendable, CaseIterable {
    case none
    /// The column `genre` is the name of the sub-folder that a file lies in.
    case folder
  }

  public var labels: Labels
  /// A CSV table whose columns become labels; its path, or its name inside the folder.
  public var metadata: String?
  /// The column of the table that names the files: a path, a file name, a stem or a number; `nil` finds it.
  public var id: String?
  /// The label column whose values keep tracks together when they are split; `nil`: a column of the table called
  /// artist, album, recording or track_id whose values repeat, else every file for itself.
  public var group: String?
  /// A CSV table with a column `lyrics` or `text`, a folder of `.txt` files named after the tracks, or a column of
  /// `metadata`.
  public var lyrics: String?
  /// What is read as text, in this order: `lyrics`, `title`, or any column of `metadata`.
  public var text: [String]
  /// In Hz.
  public var sampleRate: Int
  /// At most that many tracks, taken in turn from each sub-folder, so that every label keeps its share.
  public var limit: Int?
  /// The part of each file that is its track.
  public var excerpt: Excerpt

  public init(
    labels: Labels = .none, metadata: String? = nil, id: String? = nil, group: String? = nil,
    lyrics: String? = nil, text: [String] = ["lyrics"], sampleRate: Int = 22050, limit: Int? = nil,
    excerpt: Excerpt = .whole
  ) {
    self.labels = labels
    self.metadata = metadata
    self.id = id
    self.group = group
    self.lyrics = lyrics
    self.text = text
    self.sampleRate = sampleRate
    self.limit = limit
    self.excerpt = excerpt
  }
}
