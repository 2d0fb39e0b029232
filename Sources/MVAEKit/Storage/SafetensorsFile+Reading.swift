extension SafetensorsFile {
  /// The longest header that the reference reader accepts.
  static let headerLimit = 100_000_000

  init(_ file: FileBytes) throws {
    let length = try file.integer(at: 0, size: 8)
    guard length <= Self.headerLimit else { throw file.malformed("its header claims \(length) bytes") }
    let text = try file.slice(8, length)
    let header = try SafetensorsHeader(text, file: file)
    metadata = header.metadata
    let data = file.bytes[text.endIndex...]
    // Each tensor must begin where the one before it ends: no holes, no overlaps.
    var end = 0
    tensors = try header.entries.sorted { ($0.start, $0.end) < ($1.start, $1.end) }.map { entry in
      guard entry.start == end, entry.end >= entry.start, entry.end <= data.count else {
        throw file.malformed(
          "tensor \(entry.name) lies at bytes \(entry.start) to \(entry.end), expected from \(end) on")
      }
      end = entry.end
      guard let type = SafetensorsType(rawValue: entry.type) else {
        throw StorageError.unsupported(path: file.path, what: "values of type \(entry.type)")
      }
      let bytes = data[data.startIndex + entry.start..<data.startIndex + entry.end]
      guard let tensor = SafetensorsTensor(name: entry.name, shape: entry.shape, type: type, bytes: bytes)
      else {
        throw file.malformed("tensor \(entry.name) of shape \(entry.shape) has \(bytes.count) bytes")
      }
      return tensor
    }
    guard end == data.count else {
      throw file.malformed("\(data.count - end) bytes after the last tensor belong to none")
    }
  }
}

/// What the header says, with nothing but its grammar checked.
struct SafetensorsHeader {
  struct Entry {
    let name: String
    let type: String
    let shape: [Int]
    let start: Int
    let end: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var metadata: [String: String] = [:]

  init(_ text: ArraySlice<UInt8>, file: FileBytes) throws {
    var reader = HeaderReader(text, file: file)
    var names = Set<[UInt8]>()
    try reader.members { reader, name in
      guard names.insert(Array(name.utf8)).inserted else { throw file.malformed("\(name) appears twice") }
      if name == SafetensorsFile.metadataKey {
        metadata = try Self.metadata(&reader)
      } else {
        entries.append(try Self.entry(name, &reader, file))
      }
    }
    try reader.end()
  }

  private static func metadata(_ reader: inout HeaderReader) throws -> [String: String] {
    var result: [String: String] = [:]
    if reader.skips("null") { return result }
    try reader.members { reader, key in
      result[key] = try reader.string()
    }
    return result
  }

  private static func entry(_ name: String, _ reader: inout HeaderReader, _ file: FileBytes) throws -> Entry {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try reader.members { reader, key in
      switch key {
      case "dtype" where type == nil: type = try reader.string()
      case "shape" where shape == nil: shape = try reader.integers()
      case "data_offsets" where offsets == nil: offsets = try reader.integers()
      case "dtype", "shape", "data_offsets": throw file.malformed("tensor \(name) says \(key) twice")
      default: try reader.skipValue()
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2 else {
      throw file.malformed("tensor \(name) lacks its dtype, shape or two data_offsets")
    }
    return Entry(name: name, type: type, shape: shape, start: offsets[0], end: offsets[1])
  }
}
