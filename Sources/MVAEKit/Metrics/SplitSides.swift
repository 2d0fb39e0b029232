/// What the two sides of a model's split have in common: what it was trained on, and what was held out.
struct SplitSides {
  private let features: FeatureMatrix
  private let train: [Int]
  private let held: [Int]

  init(_ model: TrainedModel) {
    features = model.features
    train = model.split.train
    held = model.split.validation + model.split.test
  }

  /// A kind of group and how many held-out rows have theirs among the training rows, too.
  struct SharedGroup {
    let name: String
    let share: Double
  }

  /// Columns that name an artist, an album or a recording, and ids that count its clips; from 5 % of the held-out rows on.
  func sharedGroups(except label: String) -> [SharedGroup] {
    guard !held.isEmpty else { return [] }
    var candidates: [(name: String, values: [String?])] = features.rows.columns.compactMap { column in
      guard column.name != label, Self.groupNames.contains(column.name.lowercased()) else { return nil }
      return (column.name, column.words)
    }
    if let stems = clipStems { candidates.append(("recording (by their ids)", stems)) }
    return candidates.compactMap { name, values in
      let known = Set(train.compactMap { values[$0] })
      let shared = held.filter { row in values[row].map(known.contains) ?? false }.count
      let share = Double(shared) / Double(held.count)
      return share >= 0.05 ? SharedGroup(name: name, share: share) : nil
    }
  }

  private static let groupNames: Set<String> = [
    "artist", "artist_id", "artist_name", "album", "album_id", "track_id", "track", "recording",
    "recording_id", "song", "song_id", "source", "group",
  ]

  /// "000123" of "000123_2", where most ids have such a stem and it stands for a few clips each.
  private var clipStems: [String?]? {
    let ids = features.rows.ids
    let stems = ids.map(Self.stem)
    var counts: [String: Int] = [:]
    for stem in stems.compactMap({ $0 }) { counts[stem, default: 0] += 1 }
    let several = stems.filter { $0.map { (2...20).contains(counts[$0] ?? 0) } ?? false }.count
    return several * 2 >= ids.count ? stems : nil
  }

  private static func stem(_ id: String) -> String? {
    let digits = id.reversed().prefix { $0.isNumber }.count
    let rest = id.dropLast(digits)
    guard digits > 0, let mark = rest.last, "_-.:#".contains(mark), rest.count > 1 else { return nil }
    return String(rest.dropLast())
  }

  /// Held-out rows with the same values as a training row; from three rows and 2 % of the held-out rows on. Rows that many
  /// share, such as those of tracks without a text, are no copies.
  var copies: Int? {
    guard !held.isEmpty else { return nil }
    var trained: [ArraySlice<Float>: Int] = [:]
    for row in train { trained[features.values.row(row), default: 0] += 1 }
    let found = held.filter { (1...3).contains(trained[features.values.row($0)] ?? 0) }.count
    return found >= 3 && Double(found) >= 0.02 * Double(held.count) ? found : nil
  }
}

extension Column {
  /// One text a row, numbers as they print; `nil` where nothing is known.
  fileprivate var words: [String?] {
    switch content {
    case .text(let values): values
    case .numbers(let values): values.map { $0.isNaN ? nil : "\($0)" }
    }
  }
}
