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
  /// Whether tracks without an audio file are kept.
  public enum Audio: String, Sendable, CaseIterable {
    case required
    /// They are kept with a column `audio` that says `missing`: their text and ready features can still be used.
    case optional
  }

  /// A CSV table with a column `lyrics` or `text` and one with the track's number, a folder of `.txt` files named
  /// by number, or a column of tracks.csv (`information` of the track, `artist/bio`).
  public var lyrics: String?
  /// What is read as text, in this order: `lyrics`, or columns of tracks.csv (`title`, `tags`, `artist/bio`).
  public var text: [String]
  public var audio: Audio
  /// A track without a top genre gets the one root that all its genres share, if there is one.
  public var infersGenres: Bool
  /// In Hz.
  public var sampleRate: Int
  /// At most that many tracks, the lowest numbers of each genre in turn.
  public var limit: Int?
  /// The part of each file that is its track.
  public var excerpt: Excerpt

  public init(
    subset: Subset = .full, genres: [String] = [], group: Group = .artist, lyrics: String? = nil,
    text: [String] = ["lyrics"], audio: Audio = .required, infersGenres: Bool = false,
    sampleRate: Int = 22050, limit: Int? = nil,
    excerpt: Excerpt = .whole
  ) {
    self.subset = subset
    self.genres = genres
    self.group = group
    self.lyrics = lyrics
    self.text = text
    self.audio = audio
    self.infersGenres = infersGenres
    self.sampleRate = sampleRate
    self.limit = limit
    self.excerpt = excerpt
  }
}
