import Foundation

/// Where a model of texts comes from.
public enum TextModelSource: Sendable, Equatable, Codable {
  /// all-MiniLM-L6-v2 in the user's data folder.
  case minilm
  /// A folder with an encoder, or a table of words: a folder or file.
  case path(String)

  /// `mvae/models/minilm` in `XDG_DATA_HOME`, else in `~/.local/share`; `nil` where there is neither.
  public static func minilmFolder(environment: [String: String]) -> String? {
    let name = "/mvae/models/minilm"
    if let path = environment["XDG_DATA_HOME"], path.hasPrefix("/") { return path + name }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/share" + name
  }

  /// Reads the model.
  ///
  /// - Parameter long: for encoders; `nil` takes windows. A table of words reads a text whole.
  /// - Throws: ``TextModelError``, ``StorageError``, `CancellationError`.
  public func open(
    long: LongText? = nil, environment: [String: String], cancellation: Cancellation = Cancellation()
  ) throws -> any TextEmbedder {
    let folder = try place(environment)
    guard isEncoder(folder) else {
      if let long {
        throw TextModelError.setting(
          name: "long", value: "\(long.pieces) pieces",
          allowed: "nothing for a table of words, which reads a text whole")
      }
      return try WordTable(path: folder, cancellation: cancellation)
    }
    return try SentenceEncoder(
      folder: folder, long: long ?? .windows(pieces: LongText.standardPieces), cancellation: cancellation)
  }

  /// About what ``open(long:environment:cancellation:)`` takes of memory at its height.
  public func bytes(environment: [String: String]) -> Double {
    guard let folder = try? place(environment) else { return 0 }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let sizes = ([folder] + names.map { folder + "/" + $0 }).map { path in
      (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }
    // The file, its values, and the values in the order of products.
    return 3 * Double(sizes.max() ?? 0)
  }

  private func place(_ environment: [String: String]) throws -> String {
    switch self {
    case .path(let path): return path
    case .minilm:
      let folder = Self.minilmFolder(environment: environment)
      guard let folder, FileManager.default.fileExists(atPath: folder + "/model.safetensors") else {
        throw TextModelError.notFetched(folder: folder ?? "the user's data folder, which there is not")
      }
      return folder
    }
  }

  private func isEncoder(_ folder: String) -> Bool {
    self == .minilm || FileManager.default.fileExists(atPath: folder + "/config.json")
  }
}
