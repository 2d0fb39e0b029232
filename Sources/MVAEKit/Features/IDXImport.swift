import Foundation

/// Which half of a data set.
public enum IDXPart: String, Sendable, CaseIterable {
  case train
  case test
}

extension FeatureTensor {
  /// Reads pictures in the IDX format of MNIST, with the labels file that lies beside them, plain or packed by gzip.
  ///
  /// Values stay as they are stored, 0...255 for MNIST: models scale for themselves. The labels, where there are
  /// any, become the column `label`; ids are positions in the file.
  ///
  /// - Parameters:
  ///   - path: a file of images such as train-images-idx3-ubyte.gz, or the folder that has it.
  ///   - part: which file of a folder is read: `test` is the one that is named test or t10k.
  ///   - limit: at most so many, of each label in turn; `nil` for all.
  /// - Throws: ``StorageError``, `CancellationError`.
  public static func importIDX(
    path: String, part: IDXPart = .train, limit: Int? = nil, cancellation: Cancellation = Cancellation()
  ) throws -> FeatureTensor {
    let files = try IDXFiles(path: path, part: part)
    let images = try IDXFile(path: files.images, cancellation: cancellation)
    guard images.shape.count == 3, images.shape.allSatisfy({ $0 > 0 }) else {
      throw StorageError.rank(
        path: files.images, name: "of images", shape: images.shape, expected: "[images, height, width]")
    }
    guard images.shape[0] <= mostPictures else {
      throw StorageError.unsupported(path: files.images, what: "more than \(mostPictures) images")
    }
    let labels = try files.labels.map {
      try Self.labels(path: $0, count: images.shape[0], cancellation: cancellation)
    }
    let rows = chosen(images.shape[0], labels: labels, limit: limit)
    let ids = rows.map(String.init)
    let columns = labels.map { labels in
      [Column(name: "label", content: .text(rows.map { labels[$0] }))]
    }
    let shape = [rows.count] + images.shape.dropFirst()
    let values = Tensor(shape: shape, values: try images.floats(rows, cancellation: cancellation))
    return FeatureTensor(
      name: files.name, rows: TrackTable(ids: ids, groups: ids, columns: columns ?? []),
      values: values ?? Tensor(shape: shape), content: .picture)
  }

  private static let mostPictures = 10_000_000

  private static func labels(path: String, count: Int, cancellation: Cancellation) throws -> [String] {
    let file = try IDXFile(path: path, cancellation: cancellation)
    guard file.shape.count == 1 else {
      throw StorageError.rank(path: path, name: "of labels", shape: file.shape, expected: "[\(count)]")
    }
    guard file.shape == [count] else {
      throw StorageError.lengths(path: path, name: "of labels", found: file.shape[0], expected: count)
    }
    guard file.element.isWhole else {
      throw StorageError.unsupported(path: path, what: "labels that are no whole numbers")
    }
    return try file.words(cancellation: cancellation)
  }

  /// Positions under a limit: of each label in turn, in the file's order.
  private static func chosen(_ count: Int, labels: [String]?, limit: Int?) -> [Int] {
    guard let limit, limit < count else { return Array(0..<count) }
    guard let labels else { return Array(0..<max(0, limit)) }
    var seen: [String: Int] = [:]
    let turns = labels.enumerated().map { position, label -> (turn: Int, position: Int) in
      seen[label, default: 0] += 1
      return (seen[label] ?? 0, position)
    }
    return turns.sorted { ($0.turn, $0.position) < ($1.turn, $1.position) }
      .prefix(max(0, limit)).map(\.position).sorted()
  }
}

/// The files of a data set: images, and labels where there are any.
struct IDXFiles {
  let images: String
  let labels: String?
  /// The folder's name, or the file's without its endings.
  let name: String

  init(path: String, part: IDXPart) throws {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    images = isFolder.boolValue ? try Self.images(in: path, part) : path
    let url = URL(fileURLWithPath: path)
    name =
      isFolder.boolValue
      ? url.lastPathComponent : url.lastPathComponent.split(separator: ".").first.map(String.init) ?? "images"
    labels = Self.labels(beside: images)
  }

  private static func images(in folder: String, _ part: IDXPart) throws -> String {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let all = names.filter { $0.contains("images") && $0.contains("idx3") && !$0.hasPrefix(".") }.sorted()
    let found = all.filter { name in
      (part == .test) == ["t10k", "test"].contains { name.contains($0) }
    }
    // Packed and unpacked, a file is the same.
    let plain = Set(found.map(unpackedName))
    guard let name = found.first, plain.count == 1 else {
      let reason =
        found.isEmpty
        ? "it has no IDX file of \(part.rawValue) images, such as "
          + (part == .test ? "t10k-images-idx3-ubyte" : "train-images-idx3-ubyte")
        : "it has several IDX files of images, of which one has to be named: \(found.joined(separator: ", "))"
      throw StorageError.unreadable(path: folder, reason: reason)
    }
    return URL(fileURLWithPath: folder).appendingPathComponent(name).path
  }

  private static func labels(beside images: String) -> String? {
    let url = URL(fileURLWithPath: images)
    let name = unpackedName(url.lastPathComponent)
      .replacingOccurrences(of: "images", with: "labels").replacingOccurrences(of: "idx3", with: "idx1")
    guard name != unpackedName(url.lastPathComponent) else { return nil }
    return [name, name + ".gz"].map { url.deletingLastPathComponent().appendingPathComponent($0).path }
      .first { FileManager.default.fileExists(atPath: $0) }
  }

  private static func unpackedName(_ name: String) -> String {
    name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }
}
