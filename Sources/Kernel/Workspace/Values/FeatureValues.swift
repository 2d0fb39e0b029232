import MVAEKit

extension FeatureMatrix: RowValue {
  static var kind: ValueKind { .features }
  var brief: String {
    "\(name), \(rows.count) × \(values.columns)\(scaling == .standard ? ", compared standardised" : "")"
  }
  var byteCount: Int { values.values.count * 4 + rows.byteCount }

  var presentation: Presentation {
    let width = min(values.columns, 6)
    let told = rows.toldColumns
    let body = (0..<min(rows.count, 8)).map { row -> [Table.CellContent] in
      let numbers = values.row(row).prefix(width).map { Table.CellContent.number(Double($0)) }
      return [.text(rows.ids[row])] + told.map { $0.cell(row) } + numbers
    }
    var table = Table(
      "Features \(brief)", columns: ["id"] + told.map(\.name) + columnNames.prefix(width), rows: body)
    table.rowsLeftOut = rows.count - body.count
    if values.columns > width { table.notes.append("\(values.columns) columns, the first \(width) shown") }
    return .table(table)
  }
}

extension FeatureTensor: RowValue {
  static var kind: ValueKind { .images }
  var brief: String {
    "\(name), \(values.shape.map(String.init).joined(separator: " × "))"
      + (content == .spectrogram ? ", dB" : "")
  }
  var byteCount: Int { values.values.count * 4 + rows.byteCount }

  var presentation: Presentation {
    let (height, width) = (values.shape[1], values.shape[2])
    let lines: Presentation =
      switch content {
      case .spectrogram:
        .lines([
          "Images \(brief): \(NumberText.count(rows.count, "track")), each \(height) mel bands × \(width) frames",
          "`show spectrogram` draws one of them: show spectrogram name[0]",
        ])
      case .picture:
        .lines([
          "Pictures \(brief): \(NumberText.count(rows.count, "picture")) of \(height) × \(width)\(labelWords)",
          "`show image` draws one of them: show image name[0]",
        ])
      }
    guard !rows.answers.isEmpty else { return lines }
    let told = rows.toldColumns
    let body = (0..<min(rows.count, 8)).map { row in [.text(rows.ids[row])] + told.map { $0.cell(row) } }
    var table = Table("", columns: ["id"] + told.map(\.name), rows: body)
    table.rowsLeftOut = rows.count - body.count
    return .stack([lines, .table(table)])
  }

  /// ", label of 10 classes".
  private var labelWords: String {
    guard let label = rows.defaultLabel else { return "" }
    return ", \(label) of \(NumberText.count(rows.categories(of: label).count, "class", "classes"))"
  }
}

extension TrackTable {
  /// What a model says of its answers: where they stand, how far off they are.
  var answers: [Column] {
    ["t", "dimension", "z", Reconstruction.errorColumn].compactMap(column).filter { $0.numbers != nil }
  }

  /// The main label, and what a model says of its answers.
  var toldColumns: [Column] {
    let answers = answers
    let label = defaultLabel.flatMap(column)
    return (label.map { [$0] } ?? []) + answers.filter { $0.name != label?.name }
  }

  /// Categories of a column, or of the default label.
  func categories(of name: String?) -> [String] {
    (name ?? defaultLabel).flatMap(column)?.categoryCounts.map(\.category) ?? []
  }
}
