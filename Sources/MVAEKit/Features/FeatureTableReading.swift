/// The pass that keeps: numbers into a matrix, text into labels.
struct FeatureTableReading {
  let header: FeatureTableHeader
  let roles: FeatureTableRoles
  let scaling: FeatureMatrix.Scaling

  /// Rows in the order of the table, with its labels.
  func features(
    cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    var values: [Float] = []
    var ids: [String] = []
    var groups: [String] = []
    var emptyLines: [Int] = []
    var labels = [[String?]](repeating: [], count: roles.labels.count)
    try eachRow(cancellation, progress) { reader in
      if isEmpty(reader) {
        emptyLines.append(reader.line)
        return
      }
      if ids.isEmpty { values.reserveCapacity(reader.expectedRecords * roles.features.count) }
      for column in roles.features { values.append(try number(reader, column)) }
      let id = roles.id.map { reader[$0] } ?? String(ids.count)
      groups.append(roles.group.map { reader[$0] } ?? id)
      ids.append(id)
      for (place, column) in roles.labels.enumerated() { labels[place].append(reader[column]) }
    }
    let columns = zip(roles.labels, labels).map { Self.column(header.names[$0], $1) }
    let rows = TrackTable(ids: ids, groups: groups, columns: columns)
    return FeatureExtraction(
      features: matrix(rows, values), skipped: [], notes: Self.notes(emptyLines))
  }

  /// The rows of `tracks`, in their order and with their labels; rows of other tracks are passed over.
  ///
  /// - Throws: ``FeatureImportError/idMissing(path:)``, ``FeatureImportError/nothingMatched(path:example:)``.
  func features(
    of tracks: TrackTable, cancellation: Cancellation, progress: @escaping ProgressHandler
  ) throws -> FeatureExtraction<FeatureMatrix> {
    guard let id = roles.id else { throw FeatureImportError.idMissing(path: header.path) }
    let keys = TrackKeys(relativePaths: tracks.ids)
    let width = roles.features.count
    var values = [Float](repeating: 0, count: tracks.count * width)
    var isMet = [Bool](repeating: false, count: tracks.count)
    var report = JoinReport(path: header.path, keyColumn: header.names[id])
    try eachRow(cancellation, progress) { reader in
      guard let track = keys.track(for: reader[id]) else { return report.extra.add(reader[id]) }
      if isMet[track] { return report.duplicate.add(reader[id]) }
      if isEmpty(reader) { return report.empty.add(reader[id]) }
      isMet[track] = true
      for (place, column) in roles.features.enumerated() {
        values[track * width + place] = try number(reader, column)
      }
    }
    for track in isMet.indices where !isMet[track] { report.missing.add(tracks.ids[track]) }
    report.matched = tracks.count - report.missing.count
    guard report.matched > 0 else {
      throw FeatureImportError.nothingMatched(path: header.path, example: tracks.ids.first ?? "")
    }
    let all = matrix(tracks, values)
    let present = isMet.indices.filter { isMet[$0] }
    return FeatureExtraction(
      features: present.count == tracks.count ? all : all.selecting(present), skipped: [], notes: report.notes
    )
  }

  private func eachRow(
    _ cancellation: Cancellation, _ progress: ProgressHandler, _ body: (CSVReader) throws -> Void
  ) throws {
    let reader = try header.reader()
    reader.keep(only: roles.columns)
    while try reader.next() {
      if reader.recordCount % 64 == 0 {
        try cancellation.check()
        progress(reader.progress)
      }
      try body(reader)
    }
  }

  private func isEmpty(_ reader: CSVReader) -> Bool {
    roles.features.allSatisfy { reader.kind(of: $0) == .empty }
  }

  private func matrix(_ rows: TrackTable, _ values: [Float]) -> FeatureMatrix {
    let width = roles.features.count
    let tensor = Tensor(shape: [rows.count, width], values: values)
    return FeatureMatrix(
      name: TrackKeys.stem(of: header.path), rows: rows, values: tensor ?? Tensor(shape: [0, width]),
      columnNames: roles.features.map { header.names[$0] }, scaling: scaling)
  }

  private static func notes(_ emptyLines: [Int]) -> [String] {
    guard let first = emptyLines.first else { return [] }
    return [
      "\(emptyLines.count) row\(emptyLines.count == 1 ? "" : "s") without features left out"
        + " (the first is line \(first))"
    ]
  }

  private func number(_ reader: CSVReader, _ column: Int) throws -> Float {
    guard let value = reader.float(column), value.isFinite else {
      throw FeatureImportError.notANumber(
        path: header.path, line: reader.line, column: header.names[column],
        text: LabelValues.trim(reader[column]))
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
