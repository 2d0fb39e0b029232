/// How a part of the Free Music Archive becomes a corpus.
public struct ArchiveOptions: Sendable, Equatable {
  /// The data set's nested subsets: each holds the ones before it.
  public enum Subset: String, Sendable, CaseIterable {
    case small
    case medium
    case large
    case full

    /// Whether a row marked `subset` in tracks.csv belongs to this one.
    func contains(_ mark: String) -> Bool {
      if self == .full { return true }
      guard let row = Subset(rawValue: mark) else { return false }
      let order = Subset.allCases
      return order.firstIndex(of: row) ?? 0 <= order.firstIndex(of: self) ?? 0
    }
  }

  /// What keeps tracks together when they are split.
  public enum Group: String, Sendable, CaseIterable {
    /// The artist where there is one, else the album, else every track for itself.
    case artist
    case album
    case track
  }

  public var subset: Subset
  /// Top genres to keep, in any case; empty for all.
  public var genres: [String]
  public var group: Group
  /// A CSV table with a column `lyrics` or `text`, and one with the track's number.
  public var lyrics: String?
  /// In Hz.
  public var sampleRate: Int
  /// At most that many tracks, the lowest numbers of each genre in turn.
  public var limit: Int?
  /// The part of each file that is its track.
  public var excerpt: Excerpt

  public init(
    subset: Subset = .full, genres: [String] = [], group: Group = .artist, lyrics: String? = nil,
    sampleRate: Int = 22050, limit: Int? = nil,
    excerpt: Excerpt = .whole
  ) {
    self.subset = subset
    self.genres = genres
    self.group = group
    self.lyrics = lyrics
    self.sampleRate = sampleRate
    self.limit = limit
    self.excerpt = excerpt
  }
}
