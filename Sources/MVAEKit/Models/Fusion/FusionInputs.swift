/// Features of several kinds of the same tracks, any of which a track may lack.
public struct FusionInputs: Sendable, Equatable {
  /// One modality: features, and which of their rows a track has.
  public struct Part: Sendable, Equatable {
    public let features: ModelFeatures
    /// The row of `features` of each track; `nil` = it has none.
    public let places: [Int?]
  }

  /// All tracks that have some modality: those of the first in its order, then what only later ones have.
  public let rows: TrackTable
  public let parts: [Part]
  /// What each track has.
  public let present: [ModalitySet]
  /// The label of each track; `nil` without labels.
  public let labels: [String]?
  /// Tracks left out, because they have no label.
  public let dropped: DroppedRows

  /// Matches rows by track id.
  ///
  /// - Parameters:
  ///   - parts: a modality each; `nil` = nobody has it.
  ///   - labels: of tracks by their ids, for models with a label; tracks without one are left out.
  /// - Throws: ``FeatureError`` for values of a wrong shape or not finite.
  public init(_ parts: [ModelFeatures?], labels: [String: String]? = nil) throws {
    for part in parts { try part?.requireUsable() }
    var rows = TrackTable(ids: [], groups: [], columns: [])
    var known: Set<String> = []
    for table in parts.compactMap({ $0?.rows }) {
      let new = table.ids.indices.filter { known.insert(table.ids[$0]).inserted }
      rows = rows.appending(table.selecting(new))
    }
    let kept = rows.ids.indices.filter { labels == nil || labels?[rows.ids[$0]] != nil }
    self.init(
      parts.map { $0 ?? .vectors(.empty) }, rows: kept.count == rows.count ? rows : rows.selecting(kept),
      labels: labels.map { labels in kept.compactMap { labels[rows.ids[$0]] } },
      dropped: DroppedRows(withoutLabel: rows.count - kept.count))
  }

  private init(_ parts: [ModelFeatures], rows: TrackTable, labels: [String]?, dropped: DroppedRows) {
    self.rows = rows
    self.labels = labels
    self.dropped = dropped
    self.parts = parts.map { features in
      let places = Dictionary(zip(features.rows.ids, features.rows.ids.indices)) { first, _ in first }
      return Part(features: features, places: rows.ids.map { places[$0] })
    }
    let own = self.parts
    present = rows.ids.indices.map { row in ModalitySet(own.indices.filter { own[$0].places[row] != nil }) }
  }

  /// Those of a model that was saved: what each track had, without the values.
  init(emptyParts: [ModelFeatures], rows: TrackTable, present: [ModalitySet], labels: [String]?) {
    self.rows = rows
    self.present = present
    self.labels = labels
    parts = emptyParts.map { Part(features: $0, places: rows.ids.map { _ in nil }) }
    dropped = DroppedRows()
  }

  /// The tracks at `indices`, in that order.
  public func selecting(_ indices: [Int]) -> FusionInputs {
    let chosen = parts.map { part -> ModelFeatures in
      part.features.selecting(indices.compactMap { part.places[$0] })
    }
    return FusionInputs(
      chosen, rows: rows.selecting(indices), labels: labels.map { labels in indices.map { labels[$0] } },
      dropped: DroppedRows())
  }

  /// The same tracks without what `visible` does not name.
  public func showing(_ visible: ModalitySet) -> FusionInputs {
    FusionInputs(
      hiding: self, present: present.map { $0.intersection(visible) },
      parts: parts.enumerated().map { index, part in
        visible.has(index) ? part : Part(features: part.features, places: part.places.map { _ in nil })
      })
  }

  /// The same tracks and modalities alone.
  var withoutLabels: FusionInputs {
    FusionInputs(parts.map(\.features), rows: rows, labels: nil, dropped: DroppedRows())
  }

  private init(hiding other: FusionInputs, present: [ModalitySet], parts: [Part]) {
    rows = other.rows
    labels = other.labels
    dropped = other.dropped
    self.present = present
    self.parts = parts
  }

  /// Tracks that have all of `set`.
  public func having(_ set: ModalitySet) -> [Int] {
    present.indices.filter { present[$0].isSuperset(of: set) }
  }

  /// "mel + lyrics".
  public var name: String { parts.map(\.features.name).joined(separator: " + ") }
}

extension ModelFeatures {
  /// Throws for values of a wrong shape or not finite.
  func requireUsable() throws {
    switch self {
    case .vectors(let matrix):
      try matrix.requireMatrix()
      try matrix.requireFinite()
    case .images(let images):
      try images.requireImages()
      try images.requireFinite()
    }
  }

  /// Shape of one row: [columns] or [bands, frames].
  var rowShape: [Int] { Array(values.shape.dropFirst()) }

  var isImages: Bool { if case .images = self { true } else { false } }

  /// The names of the values of a row.
  var columnNames: [String] {
    switch self {
    case .vectors(let matrix): matrix.columnNames
    case .images(let images): images.pixelNames
    }
  }
}

extension FeatureMatrix {
  /// No rows and no columns.
  static let empty = FeatureMatrix(
    name: "nothing", rows: TrackTable(ids: [], groups: [], columns: []), values: Tensor(shape: [0, 0]),
    columnNames: [])
}

extension TrackTable {
  /// These rows, then those of `other`; columns of both, missing where a table has none of that name and kind.
  func appending(_ other: TrackTable) -> TrackTable {
    guard count > 0 else { return other }
    guard other.count > 0 else { return self }
    let all = columns + other.columns.filter { column(like: $0) == nil }
    return TrackTable(
      ids: ids + other.ids, groups: groups + other.groups,
      columns: all.map { wanted in
        let own = column(like: wanted) ?? .missing(like: wanted, count: count)
        let more = other.column(like: wanted) ?? .missing(like: wanted, count: other.count)
        return Column(name: wanted.name, content: own.content.appending(more.content))
      })
  }

  /// The column of the same name and kind.
  private func column(like other: Column) -> Column? {
    guard let column = column(other.name) else { return nil }
    switch (column.content, other.content) {
    case (.text, .text), (.numbers, .numbers): return column
    default: return nil
    }
  }
}

extension Column {
  fileprivate static func missing(like other: Column, count: Int) -> Column {
    switch other.content {
    case .text: Column(name: other.name, content: .text([String?](repeating: nil, count: count)))
    case .numbers: Column(name: other.name, content: .numbers([Double](repeating: .nan, count: count)))
    }
  }
}

extension Column.Content {
  /// Both of one kind.
  fileprivate func appending(_ other: Column.Content) -> Column.Content {
    switch (self, other) {
    case (.text(let own), .text(let more)): .text(own + more)
    case (.numbers(let own), .numbers(let more)): .numbers(own + more)
    default: self
    }
  }
}
