/// The second pass: numbers into a matrix, text into labels.
struct FeatureTableReading {
  let survey: FeatureTableSurvey
  let roles: FeatureTableRoles

  func features(
    scaling: FeatureMatrix.Scaling, cancellation: Cancellation
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let reader = try CSVReader(path: survey.path)
    for _ in 0..<survey.headerRows { _ = try reader.next() }
    var values: [Float] = []
    values.reserveCapacity(survey.rows * roles.features.count)
    var ids: [String] = []
    var groups: [String] = []
    var emptyLines: [Int] = []
    var labels = [[String?]](repeating: [], count: roles.labels.count)
    while try reader.next() {
      if ids.count % 64 == 0 { try cancellation.check() }
      if roles.features.allSatisfy({ LabelValues.trim(reader[$0]).isEmpty }) {
        emptyLines.append(reader.line)
        continue
      }
      for column in roles.features { values.append(try number(reader, column)) }
      let id = roles.id.map { reader[$0] } ?? String(ids.count)
      groups.append(roles.group.map { reader[$0] } ?? id)
      ids.append(id)
      for (place, column) in roles.labels.enumerated() { labels[place].append(reader[column]) }
    }
    let columns = zip(roles.labels, labels).map { Self.column(survey.names[$0], $1) }
    let width = roles.features.count
    let tensor = Tensor(shape: [ids.count, width], values: values)
    let matrix = FeatureMatrix(
      name: TrackKeys.stem(of: survey.path), rows: TrackTable(ids: ids, groups: groups, columns: columns),
      values: tensor ?? Tensor(shape: [0, width]), columnNames: roles.features.map { survey.names[$0] },
      scaling: scaling)
    return FeatureExtraction(features: matrix, skipped: [], notes: Self.notes(emptyLines))
  }

  private static func notes(_ emptyLines: [Int]) -> [String] {
    guard let first = emptyLines.first else { return [] }
    return [
      "\(emptyLines.count) row\(emptyLines.count == 1 ? "" : "s") without features left out"
        + " (the first is line \(first))"
    ]
  }

  private func number(_ reader: CSVReader, _ column: Int) throws -> Float {
    let text = LabelValues.trim(reader[column])
    guard let value = Float(text), value.isFinite else {
      throw FeatureImportError.notANumber(
        path: survey.path, line: reader.line, column: survey.names[column], text: text)
    }
    return value
  }

  private static func column(_ name: String, _ texts: [String?]) -> Column {
    let values = LabelValues.typed(texts)
    let isText = values.contains { if case .text = $0 { true } else { false } }
    if isText {
      return Column(
        name: name, content: .text(values.map { if case .text(let text) = $0 { text } else { nil } }))
    }
    return Column(
      name: name,
      content: .numbers(values.map { if case .number(let number) = $0 { number } else { .nan } }))
  }
}
