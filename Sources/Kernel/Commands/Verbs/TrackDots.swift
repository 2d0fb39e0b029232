import MVAEKit
import Plot

/// Labels of every figure with a dot a track: what colours, sizes, groups, parts and rings the dots.
enum TrackDots {
  private static let color = Key<Value>(
    parameter: Parameter(
      "color", "what colours the tracks: a label column of words or numbers, or a clustering",
      .either([.column, .object([.clustering])]), fallback: "genre"),
    fallback: nil, read: { $0 })
  private static let size = Key<String>.column("size", "a label column of numbers, drawn as area")
  private static let outline = Key<String>.word(
    "outline", "what is drawn around each class of the colour: an ellipse of 90 %, or the hull",
    ["ellipse", "hull"])
  private static let panels = Key<String>.column(
    "panels", "a label column with a panel for each of its classes, the other tracks in grey behind")
  private static let highlight = Key<[Value]>(
    parameter: Parameter(
      "highlight", "tracks that are ringed and named: ids, positions, tracks or a corpus",
      .list(.either([.text, .integer(-10_000_000...10_000_000), .object([.track, .corpus])]))),
    fallback: nil, read: { $0.list })

  static let parameters = [
    color.parameter, size.parameter, outline.parameter, panels.parameter, highlight.parameter,
  ]

  /// The scatter's data with everything these labels say about its rows.
  static func apply(to data: inout ScatterData, _ rows: TrackTable, _ invocation: Invocation) throws {
    try paint(&data, rows, invocation)
    data.labels = rows.ids
    if let column = invocation.optional(size).flatMap(rows.column) {
      guard let numbers = column.numbers else {
        throw invocation.diagnostic(
          "WrongType", "`\(column.name)` holds words, a size needs numbers", at: size,
          hint: numericHint(rows))
      }
      (data.sizes, data.sizeTitle) = (numbers, column.name)
    }
    data.outline = invocation.optional(outline).flatMap(ScatterData.Outline.init)
    if data.outline != nil, data.categories == nil {
      throw invocation.diagnostic(
        "WrongType", "numbers have no classes to draw around", at: outline,
        hint: "let `color:` name a column of words, or a clustering")
    }
    data.panels = invocation.optional(panels).flatMap(rows.column)?.texts
    data.highlighted = try highlighted(rows, invocation)
  }

  private static func paint(_ data: inout ScatterData, _ rows: TrackTable, _ invocation: Invocation) throws {
    if let clusters = invocation.optional(color)?.as(ClusterGroups.self) {
      guard clusters.rows.ids == rows.ids else {
        throw invocation.diagnostic(
          "OtherRows", "this clustering is of other tracks than those drawn", at: color,
          hint: "cluster what you draw, or draw what you clustered")
      }
      data.categories = clusters.names
      data.colorTitle = "cluster"
      return
    }
    guard let column = (invocation.optional(color)?.text ?? rows.defaultLabel).flatMap(rows.column) else {
      return
    }
    data.colorTitle = column.name
    data.numbers = column.numbers
    if column.numbers == nil { data.categories = column.texts }
  }

  private static func highlighted(_ rows: TrackTable, _ invocation: Invocation) throws -> [Int] {
    let places = Dictionary(zip(rows.ids, rows.ids.indices), uniquingKeysWith: { first, _ in first })
    return try (invocation.optional(highlight) ?? []).flatMap { value in
      if let position = value.integer {
        let row = position < 0 ? position + rows.count : position
        guard rows.ids.indices.contains(row) else {
          throw invocation.diagnostic(
            "OutOfRange", "there is no position \(position): \(rows.count) tracks are drawn", at: highlight)
        }
        return [row]
      }
      if let corpus = value.as(Corpus.self) { return corpus.table.ids.compactMap { places[$0] } }
      let id = value.text ?? value.as(Track.self)?.id ?? ""
      guard let row = places[id] else {
        throw invocation.diagnostic(
          "UnknownItem", "no track \"\(id)\" is drawn", at: highlight,
          hint: Spelling.nearest(to: id, among: Array(rows.ids.prefix(2000))).map {
            "did you mean \"\($0)\"?"
          })
      }
      return [row]
    }
  }

  private static func numericHint(_ rows: TrackTable) -> String {
    let names = rows.columns.filter { $0.numbers != nil }.map(\.name)
    return names.isEmpty ? "no column has numbers" : "columns of numbers are \(names.joined(separator: ", "))"
  }
}
