/// An ordered set of tracks with their labels, and what could not be read.
public struct Corpus: Sendable {
  /// What it was loaded from, in a few words: "demo", a folder's name.
  public let name: String
  public let tracks: [Track]
  /// Ids, groups and label columns of `tracks`, row by row.
  public let table: TrackTable
  /// The rate in Hz at which its audio is read.
  public let sampleRate: Int
  /// The column that labels and colours default to: "genre" where there is one.
  public let primaryLabel: String?
  /// Files that are not part of the corpus, each with the reason.
  public let skipped: [SkippedFile]
  /// What its user should know of how it was loaded, in words: what was joined, limited or left out.
  public let notes: [String]
  /// How tables and folders of texts met its tracks when it was loaded.
  public let joins: [JoinReport]

  /// - Parameter labelNames: the label columns in the order to show them.
  public init(
    name: String, tracks: [Track], labelNames: [String], sampleRate: Int = 22050,
    primaryLabel: String? = nil, skipped: [SkippedFile] = [], notes: [String] = [], joins: [JoinReport] = []
  ) {
    self.init(
      name: name, tracks: tracks,
      table: TrackTable(
        ids: tracks.map(\.id), groups: tracks.map(\.group),
        columns: labelNames.map { Self.column($0, of: tracks) }),
      sampleRate: sampleRate, primaryLabel: primaryLabel, skipped: skipped, notes: notes, joins: joins)
  }

  private init(
    name: String, tracks: [Track], table: TrackTable, sampleRate: Int, primaryLabel: String?,
    skipped: [SkippedFile], notes: [String], joins: [JoinReport]
  ) {
    self.name = name
    self.tracks = tracks
    self.table = table
    self.sampleRate = sampleRate
    self.primaryLabel = primaryLabel
    self.skipped = skipped
    self.notes = notes
    self.joins = joins
  }

  /// The tracks at `indices`, in that order; what was skipped stays listed, and columns keep their kind.
  public func selecting(_ indices: [Int]) -> Corpus {
    Corpus(
      name: name, tracks: indices.map { tracks[$0] }, table: table.selecting(indices), sampleRate: sampleRate,
      primaryLabel: primaryLabel, skipped: skipped, notes: notes, joins: joins)
  }

  /// A column is numeric when every label present is a number.
  private static func column(_ name: String, of tracks: [Track]) -> Column {
    let values = tracks.map { $0.labels[name] }
    let isNumeric = values.allSatisfy { value in
      if case .text = value { false } else { true }
    }
    if isNumeric {
      return Column(
        name: name,
        content: .numbers(
          values.map { value in
            if case .number(let number) = value { number } else { .nan }
          }))
    }
    return Column(
      name: name,
      content: .text(
        values.map { value in
          switch value {
          case .text(let text): text
          case .number(let number): "\(number)"
          case nil: nil
          }
        }))
  }
}

/// A file that was left out of a corpus, with the reason in words.
public struct SkippedFile: Sendable, Equatable {
  public let path: String
  public let reason: String

  public init(path: String, reason: String) {
    self.path = path
    self.reason = reason
  }
}
