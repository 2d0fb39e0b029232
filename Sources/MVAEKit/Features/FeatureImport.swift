extension FeatureMatrix {
  /// Reads features from a CSV table with a header: one row a track.
  ///
  /// Numeric columns become features and text columns labels. The header may be one row, or the three rows
  /// and a line `track_id` of the Free Music Archive's features.csv, whose names are then joined by `_`.
  /// Rows without a single feature, of which that table has some, are left out and noted.
  /// - Parameters:
  ///   - label: columns that are labels although they are numbers.
  ///   - id: the column of ids; `nil` takes `track_id` or `id`, else rows are numbered from 0.
  ///   - group: the column whose values keep rows together when they are split; `nil`: the ids.
  ///   - columns: the features, `nil` for every numeric column that is not named above.
  /// - Throws: ``CSVError``, ``FeatureImportError`` with the line of a cell that is no number,
  ///   `CancellationError`.
  public static func importCSV(
    path: String, label: [String] = [], id: String? = nil, group: String? = nil, columns: [String]? = nil,
    scaling: Scaling = .standard, cancellation: Cancellation = Cancellation()
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let survey = try FeatureTableSurvey(path: path, cancellation: cancellation)
    let roles = try FeatureTableRoles(survey, label: label, id: id, group: group, columns: columns)
    return try FeatureTableReading(survey: survey, roles: roles).features(
      scaling: scaling, cancellation: cancellation)
  }
}

/// Why a table is not a table of features.
public enum FeatureImportError: ExplainedError, Equatable {
  case unknownColumn(name: String, available: [String], parameter: String)
  case notANumber(path: String, line: Int, column: String, text: String)
  case featuresMissing(path: String)
  case noRows(path: String)

  public var message: String {
    switch self {
    case .unknownColumn(let name, _, _): "there is no column \"\(name)\""
    case .notANumber(let path, let line, let column, let text):
      text.isEmpty
        ? "\"\(path)\", line \(line): column \(column) is empty where a number belongs"
        : "\"\(path)\", line \(line): \"\(text.prefix(40))\" in column \(column) is not a number"
    case .featuresMissing(let path): "\"\(path)\" has no column of numbers that could be a feature"
    case .noRows(let path): "\"\(path)\" has a header and no rows"
    }
  }

  public var hint: String? {
    switch self {
    case .unknownColumn(let name, let available, _): Suggestion.hint(for: name, among: available)
    case .notANumber(_, _, let column, _):
      "correct the cell, or make \(column) a label by naming it with label"
    case .featuresMissing: "name the feature columns with columns"
    case .noRows: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .unknownColumn(_, _, let parameter): parameter
    case .notANumber, .featuresMissing, .noRows: nil
    }
  }
}
