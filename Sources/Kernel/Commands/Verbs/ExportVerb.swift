import MVAEKit

/// `export`: tables and arrays for other programs.
enum ExportVerb {
  private static let value = Key<Value>.any(
    "value", "features, images, latents, a model, a clustering, a comparison or any table")
  private static let path = Key<String>.path(
    "path", "the file to write", .output(["csv", "npy", "npz"]), isRequired: true)

  static let export = Command(
    "export", summary: "Writes a matrix or table as CSV, npy or npz, with its ids and labels.",
    details: [
      "The file is written beside and renamed, so that a reader never sees half of one. npy holds the bare values."
    ],
    subjects: [value.parameter, path.parameter],
    examples: [
      .init("export basic.latents \"latents.npz\"", "for numpy.load"),
      .init("export groups \"groups.csv\"", "a row a track, for pandas.read_csv"),
    ]
  ) { invocation in
    let target = UserPath.expanded(try invocation.value(path))
    try invocation.replacing(target, at: path) {
      try write(try invocation.value(value), target, invocation)
    }
    return nil
  }

  private static func write(_ value: Value, _ path: String, _ invocation: Invocation) throws {
    if let features = value.as(FeatureMatrix.self) {
      try Export.write(features, path: path)
    } else if let images = value.as(FeatureTensor.self) {
      try Export.write(images, path: path)
    } else if let model = value.as(TrainedModel.self) {
      try Export.write(model.latents, path: path)
    } else if let encoding = value.as(LatentEncoding.self) {
      try Export.write(encoding.mean, path: path)
    } else if let projection = value.as(Projection.self) {
      try Export.write(projection.coordinates, path: path)
    } else if let groups = value.as(ClusterGroups.self) {
      try Export.write(groups.clustering, rows: groups.rows, path: path)
    } else if let comparison = value.as(Comparison.self) {
      try Export.write(comparison, path: path)
    } else if let history = value.as(TrainingHistory.self) {
      try Export.write(history, path: path)
    } else if let table = value.as(Table.self) ?? value.as(Corpus.self)?.exportedTable {
      try Export.write(columns: table.exportedColumns, path: path)
    } else if let column = value.numbers {
      try Export.write(columns: [Column(name: "value", content: .numbers(column))], path: path)
    } else {
      throw invocation.diagnostic(
        "WrongType", "\(value.kind.withArticle) is no table and no array", at: Self.value,
        hint: "features, latents, clusterings, comparisons, histories and tables can be exported")
    }
  }
}

extension Value {
  /// A list of numbers as numbers.
  fileprivate var numbers: [Double]? {
    guard let list, !list.isEmpty else { return nil }
    let numbers = list.compactMap(\.number)
    return numbers.count == list.count ? numbers : nil
  }
}

extension Corpus {
  fileprivate var exportedTable: Table { Table(trackTable: table, ids: "id") }
}

extension Table {
  /// Columns as they are stored in files: numbers where every cell is one.
  fileprivate var exportedColumns: [Column] {
    columns.enumerated().map { index, name in
      let cells = rows.map { $0[index] }
      return Column(
        name: name,
        content: isNumeric(column: index) ? .numbers(cells.map(\.value)) : .text(cells.map(\.text)))
    }
  }
}

extension Table.CellContent {
  fileprivate var value: Double {
    switch self {
    case .number(let number), .measured(let number, _): number
    case .text, .empty: .nan
    }
  }

  fileprivate var text: String? {
    if case .empty = self { nil } else { exported }
  }
}
