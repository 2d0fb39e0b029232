import Foundation

/// Where the tables of an archive lie.
struct ArchivePaths {
  let tracks: String
  let genres: String?

  /// - Throws: ``CorpusError/folderMissing(path:parameter:)``.
  init(audio: String, metadata: String?) throws {
    let parent = URL(fileURLWithPath: audio).deletingLastPathComponent().path
    let folders = metadata.map { [$0] } ?? [audio, audio + "/fma_metadata", parent + "/fma_metadata", parent]
    for folder in folders {
      let inside = folder + "/tracks.csv"
      if access(inside, F_OK) == 0 {
        tracks = inside
        genres = Self.existing(folder + "/genres.csv")
        return
      }
    }
    guard let metadata else {
      throw CorpusError.folderMissing(path: parent + "/fma_metadata", parameter: "metadata")
    }
    guard access(metadata, F_OK) == 0 else {
      throw CorpusError.folderMissing(path: metadata, parameter: "metadata")
    }
    tracks = metadata.hasSuffix(".csv") ? metadata : metadata + "/tracks.csv"
    genres = Self.existing(
      URL(fileURLWithPath: metadata).deletingLastPathComponent().appendingPathComponent("genres.csv").path)
  }

  private static func existing(_ path: String) -> String? {
    access(path, F_OK) == 0 ? path : nil
  }
}
