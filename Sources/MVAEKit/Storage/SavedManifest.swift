import Foundation

/// The description of a saved file, as JSON.
struct SavedManifest: Codable {
  static let key = "mvae"
  /// Raised when an older program could no longer read what is written.
  static let version = 1

  var version = Self.version
  var model: SavedModel?
  var features: SavedFeatures?

  init(model: SavedModel? = nil, features: SavedFeatures? = nil) {
    self.model = model
    self.features = features
  }

  private struct Version: Codable {
    let version: Int
  }

  init(json: String, path: String) throws {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let data = Data(json.utf8)
    do {
      let version = try decoder.decode(Version.self, from: data).version
      guard version <= Self.version else {
        throw StorageError.unsupported(
          path: path, what: "version \(version) of the format (this program reads up to \(Self.version))")
      }
      self = try decoder.decode(Self.self, from: data)
    } catch let error as DecodingError {
      throw StorageError.malformed(path: path, reason: "its description " + Self.words(error))
    }
  }

  func json(path: String) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      throw StorageError.unwritable(path: path, reason: "its description cannot be written as JSON")
    }
  }

  private static func words(_ error: DecodingError) -> String {
    func place(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
    switch error {
    case .keyNotFound(let key, let context): return "lacks \(place(context.codingPath + [key]))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "has another kind of value at \(place(context.codingPath))"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty:
      return "has a value that is unknown at \(place(context.codingPath))"
    default: return "is no JSON"
    }
  }
}

/// A table of tracks as it is stored.
struct SavedRows: Codable {
  let ids: [String]
  /// Left out where they are the ids.
  let groups: [String]?
  let columns: [SavedColumn]

  struct SavedColumn: Codable {
    let name: String
    let text: [String?]?
    let numbers: [Double]?
  }

  init(_ rows: TrackTable) {
    ids = rows.ids
    groups = rows.groups == rows.ids ? nil : rows.groups
    columns = rows.columns.map { column in
      switch column.content {
      case .text(let values): SavedColumn(name: column.name, text: values, numbers: nil)
      case .numbers(let values): SavedColumn(name: column.name, text: nil, numbers: values)
      }
    }
  }

  func value(_ parts: SavedParts) throws -> TrackTable {
    let groups = groups ?? ids
    try parts.require(groups.count == ids.count, "there are \(groups.count) groups for \(ids.count) tracks")
    let columns = try columns.map { column in
      let count = column.text?.count ?? column.numbers?.count ?? -1
      try parts.require(
        count == ids.count,
        "label column \(column.name) does not have a value for each of \(ids.count) tracks")
      return Column(
        name: column.name, content: column.text.map { .text($0) } ?? .numbers(column.numbers ?? []))
    }
    return TrackTable(ids: ids, groups: groups, columns: columns)
  }
}
