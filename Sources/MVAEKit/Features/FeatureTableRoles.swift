/// Which column of a table of features is what.
struct FeatureTableRoles {
  let features: [Int]
  let labels: [Int]
  let id: Int?
  let group: Int?

  /// Columns that the user names.
  struct Wishes {
    var label: [String] = []
    var id: String?
    var group: String?
    var columns: [String]?
  }

  /// - Parameter features: the columns that are features; `nil`: those that `wishes` or the numbers in them say.
  /// - Throws: ``FeatureImportError``.
  init(_ header: FeatureTableHeader, _ wishes: Wishes, features chosen: [Int]?, survey: FeatureTableSurvey?)
    throws
  {
    func index(_ name: String, _ parameter: String) throws -> Int {
      guard let index = header.names.firstIndex(of: name) else {
        throw FeatureImportError.unknownColumn(name: name, available: header.names, parameter: parameter)
      }
      return index
    }
    let named = try wishes.label.map { try index($0, "label") }
    let identity =
      try wishes.id.map { try index($0, "id") }
      ?? ["track_id", "id"].lazy.compactMap(header.names.firstIndex(of:)).first
    id = identity
    let group = try wishes.group.map { try index($0, "group") }
    self.group = group
    let reserved = Set(named + [identity, group].compactMap { $0 })
    let wished = try wishes.columns.map { try $0.map { try index($0, "columns") } }
    let features =
      chosen ?? wished
      ?? header.names.indices.filter { !reserved.contains($0) && survey?.isNumeric($0) == true }
    self.features = features
    labels = header.names.indices.filter { column in
      if column == identity { return false }
      guard let survey else { return reserved.contains(column) }
      if survey.empty[column] == survey.rows { return false }
      return reserved.contains(column) || (!features.contains(column) && !survey.isNumeric(column))
    }
    if features.isEmpty { throw FeatureImportError.featuresMissing(path: header.path) }
  }

  /// All that is read.
  var columns: [Int] { features + labels + [id, group].compactMap { $0 } }
}
