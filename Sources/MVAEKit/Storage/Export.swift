/// Writes features, tables and clusterings by the ending of the path: `csv`, `npy` or `npz`.
///
/// CSV and npz carry ids, groups and labels; npy holds the bare values. Files are written beside and renamed.
public enum Export {
  /// CSV: id, group, labels, then the columns. npz: `features`, `columns`, `id`, `group` and every label column.
  public static func write(_ matrix: FeatureMatrix, path: String) throws {
    try matrix.requireMatrix()
    switch try FileKind(path, allowed: [.csv, .npy, .npz]) {
    case .csv: try writeCSV(matrix, path: path)
    case .npy: try NumpyArray(matrix.values).write(path: path)
    case .npz:
      var archive = NumpyArchive()
      archive.append("features", NumpyArray(matrix.values))
      archive.append("columns", NumpyArray(.text(matrix.columnNames)))
      archive.append(rows: matrix.rows)
      try archive.write(path: path)
    }
  }

  /// npz: `features` of shape [rows, bands, frames], `id`, `group` and every label column; no CSV.
  public static func write(_ tensor: FeatureTensor, path: String) throws {
    switch try FileKind(path, allowed: [.npy, .npz]) {
    case .npz:
      var archive = NumpyArchive()
      archive.append("features", NumpyArray(tensor.values))
      archive.append(rows: tensor.rows)
      try archive.write(path: path)
    case .csv, .npy: try NumpyArray(tensor.values).write(path: path)
    }
  }

  /// CSV: id, group, labels, cluster (−1 is noise) and, of methods that have them, probability. npz: `assignments`,
  /// `probabilities`, `centroids`, ids and labels. npy: the assignments.
  public static func write(_ clustering: Clustering, rows: TrackTable, path: String) throws {
    guard clustering.assignments.count == rows.count else {
      throw StorageError.mismatch(
        name: "the clustering", found: clustering.assignments.count, expected: rows.count)
    }
    let assignments = NumpyArray(.integers(clustering.assignments))
    switch try FileKind(path, allowed: [.csv, .npy, .npz]) {
    case .csv:
      let clusters = Column(name: "cluster", content: .numbers(clustering.assignments.map { Double($0) }))
      let strengths = clustering.probabilities.map { [Column(name: "probability", content: .numbers($0))] }
      try write(columns: rows.leadingColumns + rows.columns + [clusters] + (strengths ?? []), path: path)
    case .npy: try assignments.write(path: path)
    case .npz:
      var archive = NumpyArchive()
      archive.append("assignments", assignments)
      if let centroids = clustering.centroids { archive.append("centroids", NumpyArray(centroids)) }
      if let strengths = clustering.probabilities {
        archive.append("probabilities", NumpyArray(.doubles(strengths)))
      }
      archive.append(rows: rows)
      try archive.write(path: path)
    }
  }

  /// A table of one line a method; no npy, which holds one array.
  public static func write(_ comparison: Comparison, path: String) throws {
    try write(columns: comparison.columns, path: path)
  }

  /// A table of one line an epoch; no npy.
  public static func write(_ history: TrainingHistory, path: String) throws {
    try write(columns: history.columns, path: path)
  }

  /// Any table: CSV, or npz with one array a column (missing text is empty, missing numbers are NaN).
  ///
  /// - Throws: ``StorageError``; columns must be equally long.
  public static func write(columns: [Column], path: String) throws {
    let count = columns.first?.count ?? 0
    for column in columns where column.count != count {
      throw StorageError.mismatch(name: column.name, found: column.count, expected: count)
    }
    switch try FileKind(path, allowed: [.csv, .npz]) {
    case .npz:
      try NumpyArchive(columns.map { .init(name: $0.name, array: $0.array) }).write(path: path)
    case .csv, .npy:
      var writer = CSVWriter(header: columns.map(\.name))
      for row in 0..<count { writer.append(columns.map { $0.field(row) }) }
      try writer.write(path: path)
    }
  }

  private static func writeCSV(_ matrix: FeatureMatrix, path: String) throws {
    let labels = matrix.rows.leadingColumns + matrix.rows.columns
    var writer = CSVWriter(header: labels.map(\.name) + matrix.columnNames)
    for row in 0..<matrix.rows.count {
      writer.append(labels.map { $0.field(row) } + matrix.values.row(row).map(CSVWriter.field))
    }
    try writer.write(path: path)
  }
}

/// A kind of file, by the ending of its name.
enum FileKind: String, CaseIterable {
  case csv, npy, npz

  init(_ path: String, allowed: [FileKind]) throws {
    let name = path.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last?.lowercased()
    guard let kind = ending.flatMap(FileKind.init(rawValue:)), allowed.contains(kind) else {
      throw StorageError.fileType(path: path, allowed: allowed.map(\.rawValue))
    }
    self = kind
  }
}
