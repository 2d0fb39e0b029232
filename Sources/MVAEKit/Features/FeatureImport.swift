extension FeatureMatrix {
  /// Reads features from a CSV table with a header: one row a track.
  ///
  /// Numeric columns become features and text columns labels. The header may be one row, or the rows down to a line
  /// `track_id` of the Free Music Archive's features.csv and echonest.csv, whose names are then joined by `_`.
  /// Rows without a single feature, of which that table has some, are left out and noted. With `groups` or
  /// `statistics` the file is read once and nothing else of it is kept.
  /// - Parameters:
  ///   - label: columns that are labels although they are numbers.
  ///   - id: the column of ids; `nil` takes `track_id` or `id`, else rows are numbered from 0.
  ///   - group: the column whose values keep rows together when they are split; `nil`: the ids.
  ///   - columns: the features, `nil` for every numeric column that is not named above.
  ///   - groups: features of the archive to keep, such as "mfcc" or "audio_features"; empty for all.
  ///   - statistics: the archive's statistics to keep, such as "mean"; empty for all.
  ///   - tracks: the tracks whose rows are wanted, by id: the result has their order, groups and labels, and a note
  ///     on how they met; `nil` takes every row.
  /// - Throws: ``CSVError``, ``FeatureImportError`` with the line of a cell that is no number,
  ///   `CancellationError`.
  public static func importCSV(
    path: String, label: [String] = [], id: String? = nil, group: String? = nil, columns: [String]? = nil,
    groups: [String] = [], statistics: [String] = [], tracks: TrackTable? = nil, scaling: Scaling = .standard,
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in }
  ) throws -> FeatureExtraction<FeatureMatrix> {
    let header = try FeatureTableHeader(path: path)
    let wishes = FeatureTableRoles.Wishes(label: label, id: id, group: group, columns: columns)
    let isAsked = !groups.isEmpty || !statistics.isEmpty
    let chosen = isAsked ? try header.columns(groups: groups, statistics: statistics) : nil
    let survey =
      isAsked || (tracks != nil && columns != nil)
      ? nil : try FeatureTableSurvey(header, cancellation: cancellation, progress: progress)
    let roles = try FeatureTableRoles(header, wishes, features: chosen, survey: survey)
    let reading = FeatureTableReading(header: header, roles: roles, scaling: scaling)
    if let tracks {
      return try reading.features(of: tracks, cancellation: cancellation, progress: progress)
    }
    return try reading.features(cancellation: cancellation, progress: progress)
  }
}

/// Why a table is not a table of features.
public enum FeatureImportError: ExplainedError, Equatable {
  case unknownColumn(name: String, available: [String], parameter: String)
  case notANumber(path: String, line: Int, column: String, text: String)
  case featuresMissing(path: String)
  case noRows(path: String)
  /// No header row says `name`.
  case unknownGroup(name: String, available: [String], parameter: String)
  /// A table with one header row.
  case noGroups(path: String, parameter: String)
  /// No column can name the tracks.
  case idMissing(path: String)
  /// No row belongs to a track of the corpus.
  case nothingMatched(path: String, example: String)

  public var message: String {
    switch self {
    case .unknownColumn(let name, _, _): "there is no column \"\(name)\""
    case .notANumber(let path, let line, let column, let text):
      text.isEmpty
        ? "\"\(path)\", line \(line): column \(column) is empty where a number belongs"
        : "\"\(path)\", line \(line): \"\(text.prefix(40))\" in column \(column) is not a number"
    case .featuresMissing(let path): "\"\(path)\" has no column of numbers that could be a feature"
    case .noRows(let path): "\"\(path)\" has a header and no rows"
    case .unknownGroup(let name, _, _): "no header says \"\(name)\""
    case .noGroups(let path, _): "\"\(path)\" has one header row, which names columns and no groups"
    case .idMissing(let path): "\"\(path)\" has no column that names the tracks"
    case .nothingMatched(let path, let example):
      "no row of \"\(path)\" belongs to a track such as \"\(example)\""
    }
  }

  public var hint: String? {
    switch self {
    case .unknownColumn(let name, let available, _), .unknownGroup(let name, let available, _):
      Suggestion.hint(for: name, among: available)
    case .notANumber(_, _, let column, _):
      "correct the cell, or make \(column) a label by naming it with label"
    case .featuresMissing: "name the feature columns with columns"
    case .noRows: nil
    case .noGroups: "name the columns with columns"
    case .idMissing, .nothingMatched: "name the column of track ids with id"
    }
  }

  public var parameter: String? {
    switch self {
    case .unknownColumn(_, _, let parameter), .unknownGroup(_, _, let parameter), .noGroups(_, let parameter):
      parameter
    case .idMissing, .nothingMatched: "corpus"
    case .notANumber, .featuresMissing, .noRows: nil
    }
  }
}
