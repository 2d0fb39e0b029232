extension FeatureMatrix {
  /// Reads a matrix with its ids and labels from an .npz file, or a bare matrix from an .npy file.
  ///
  /// - Parameters:
  ///   - features: the numeric array of shape [rows, columns]; `nil` = `features`, else the first of two axes.
  ///   - label: the vector that is the rows' label, of text or whole numbers, taken as categories; `nil` = every
  ///     vector as long as the rows becomes a column.
  ///   - id: the vector of ids; `nil` = `id` or `ids` where there is one, else row numbers.
  ///   - group: the vector of groups, which splits never part; `nil` = `group` or `groups`, else the ids.
  /// - Throws: ``StorageError``.
  public static func importNPZ(
    path: String, features: String? = nil, label: String? = nil, id: String? = nil, group: String? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> FeatureMatrix {
    let source = try ArraySource(path: path, cancellation: cancellation)
    let entry = try source.features(features, rank: 2)
    let values = try source.tensor(entry)
    let columns = source.columnNames(count: values.columns)
    let taken = columns == nil ? [entry.name] : [entry.name, "columns"]
    return FeatureMatrix(
      name: source.name,
      rows: try source.table(values.rows, label: label, id: id, group: group, taken: taken),
      values: values, columnNames: columns ?? (0..<values.columns).map { "f\($0)" })
  }
}

extension FeatureTensor {
  /// Reads images of shape [rows, bands, frames] as ``FeatureMatrix/importNPZ(path:features:label:id:group:cancellation:)``
  /// reads a matrix.
  public static func importNPZ(
    path: String, features: String? = nil, label: String? = nil, id: String? = nil, group: String? = nil,
    cancellation: Cancellation = Cancellation()
  ) throws -> FeatureTensor {
    let source = try ArraySource(path: path, cancellation: cancellation)
    let entry = try source.features(features, rank: 3)
    let values = try source.tensor(entry)
    return FeatureTensor(
      name: source.name,
      rows: try source.table(values.rows, label: label, id: id, group: group, taken: [entry.name]),
      values: values)
  }
}

/// The arrays of one file, and the roles they have.
private struct ArraySource {
  let path: String
  let archive: NumpyArchive

  init(path: String, cancellation: Cancellation) throws {
    self.path = path
    archive =
      path.lowercased().hasSuffix(".npy")
      ? NumpyArchive([.init(name: "features", array: try NumpyArray(path: path))])
      : try NumpyArchive(path: path, cancellation: cancellation)
  }

  /// The file's name without folder and ending.
  var name: String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
  }

  func features(_ name: String?, rank: Int) throws -> NumpyArchive.Entry {
    if let name {
      let entry = try named(name)
      guard entry.array.isNumeric else { throw StorageError.notNumeric(path: path, name: name) }
      guard entry.array.shape.count == rank else {
        throw StorageError.rank(
          path: path, name: name, shape: entry.array.shape,
          expected: rank == 2 ? "[rows, columns]" : "[rows, bands, frames]")
      }
      return entry
    }
    let candidates = archive.entries.filter { $0.array.shape.count == rank && $0.array.isNumeric }
    guard let entry = candidates.first(where: { $0.name == "features" }) ?? candidates.first else {
      throw StorageError.noArrayOfRank(path: path, rank: rank, available: described)
    }
    return entry
  }

  func tensor(_ entry: NumpyArchive.Entry) throws -> Tensor {
    guard let tensor = entry.array.tensor else { throw StorageError.notNumeric(path: path, name: entry.name) }
    return tensor
  }

  func columnNames(count: Int) -> [String]? {
    guard let array = archive["columns"], array.shape == [count], case .text(let names) = array.values else {
      return nil
    }
    return names
  }

  func table(_ count: Int, label: String?, id: String?, group: String?, taken: [String]) throws -> TrackTable
  {
    let idName = id ?? ["id", "ids"].first { isVector($0, count) }
    let ids = try idName.map { try vector($0, count).array.strings } ?? (0..<count).map { "\($0)" }
    let groupName = group ?? ["group", "groups"].first { isVector($0, count) }
    let groups = try groupName.map { try vector($0, count).array.strings } ?? ids
    if let label {
      return TrackTable(ids: ids, groups: groups, columns: [try vector(label, count).categories])
    }
    let roles = Set(taken + [idName, groupName].compactMap { $0 })
    let columns = archive.entries.filter { !roles.contains($0.name) && $0.array.shape == [count] }
      .map(\.column)
    return TrackTable(ids: ids, groups: groups, columns: columns)
  }

  private func isVector(_ name: String, _ count: Int) -> Bool { archive[name]?.shape == [count] }

  private func vector(_ name: String, _ count: Int) throws -> NumpyArchive.Entry {
    let entry = try named(name)
    guard entry.array.shape.count == 1 else {
      throw StorageError.rank(path: path, name: name, shape: entry.array.shape, expected: "[\(count)]")
    }
    guard entry.array.shape == [count] else {
      throw StorageError.lengths(path: path, name: name, found: entry.array.shape[0], expected: count)
    }
    return entry
  }

  private func named(_ name: String) throws -> NumpyArchive.Entry {
    guard let entry = archive.entries.first(where: { $0.name == name }) else {
      throw StorageError.noArray(path: path, name: name, available: described)
    }
    return entry
  }

  private var described: [String] { archive.entries.map { "\($0.name) \($0.array.shape)" } }
}

extension NumpyArray {
  var isNumeric: Bool { if case .text = values { false } else { true } }
}

extension NumpyArchive.Entry {
  /// Text as categories (empty = missing), numbers as numbers.
  fileprivate var column: Column {
    if case .text = array.values { return categories }
    return Column(name: name, content: .numbers(array.doubles ?? []))
  }

  /// Every value as a word; empty text and NaN are missing.
  fileprivate var categories: Column {
    let missing = array.isNumeric ? "nan" : ""
    return Column(name: name, content: .text(array.strings.map { $0 == missing ? nil : $0 }))
  }
}
