/// Named arrays of an .npz file, in the file's order.
public struct NumpyArchive: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let name: String
    public let array: NumpyArray

    public init(name: String, array: NumpyArray) {
      self.name = name
      self.array = array
    }
  }

  public private(set) var entries: [Entry]

  public init(_ entries: [Entry] = []) {
    self.entries = entries
  }

  /// Reads an .npz file, packed (`np.savez_compressed`) or not; entries that are no .npy files are left out.
  ///
  /// - Throws: ``StorageError``.
  public init(path: String, cancellation: Cancellation = Cancellation()) throws {
    let archive = try ZipArchive(FileBytes(path: path))
    entries = try archive.entries.filter { $0.name.hasSuffix(".npy") }.map { entry in
      try cancellation.check()
      let file = FileBytes(path: path, bytes: try archive.contents(of: entry))
      return Entry(name: String(entry.name.dropLast(4)), array: try NumpyArray(file))
    }
  }

  public var names: [String] { entries.map(\.name) }

  public subscript(_ name: String) -> NumpyArray? {
    entries.first { $0.name == name }?.array
  }

  public mutating func append(_ name: String, _ array: NumpyArray) {
    entries.append(Entry(name: name, array: array))
  }

  /// Writes an .npz file, not packed, as `np.savez` does.
  ///
  /// - Throws: ``StorageError``.
  public func write(path: String) throws {
    var archive = ZipWriter()
    for entry in entries {
      guard archive.add(name: entry.name + ".npy", contents: entry.array.encoded) else {
        throw StorageError.unsupported(
          path: path,
          what: "an array of 4 GiB or more, or one with an endless name (\(entry.name.prefix(80)))")
      }
    }
    try AtomicFile.write(archive.finished(), to: path)
  }
}
