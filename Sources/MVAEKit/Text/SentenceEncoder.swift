import Foundation

/// Texts by a BERT encoder: the mean over all pieces of its last layer, at length 1 (Reimers & Gurevych 2019), as
/// sentence-transformers' all-MiniLM-L6-v2 has it.
public struct SentenceEncoder: TextEmbedder {
  public let name: String
  public let identity: String
  public let long: LongText
  private let encoder: BERTEncoder
  private let pieces: WordPieces

  /// Reads `config.json`, `vocab.txt` and `model.safetensors` of a folder.
  ///
  /// - Throws: ``TextModelError``, ``StorageError``, `CancellationError`.
  public init(
    folder: String, long: LongText = .windows(pieces: LongText.standardPieces),
    cancellation: Cancellation = Cancellation()
  ) throws {
    for name in ["config.json", "model.safetensors", "vocab.txt"]
    where !FileManager.default.fileExists(atPath: folder + "/" + name) {
      throw TextModelError.noFile(folder: folder, name: name)
    }
    let sizes = try BERTConfiguration(folder: folder)
    guard (1...sizes.positions - 2).contains(long.pieces) else {
      throw TextModelError.setting(
        name: "window", value: "\(long.pieces)", allowed: "1 to \(sizes.positions - 2) for this model")
    }
    let vocabulary = try FileBytes(path: folder + "/vocab.txt")
    pieces = try WordPieces(
      lines: TextLines.of(vocabulary.bytes), lowers: sizes.lowers, path: vocabulary.path)
    guard pieces.count == sizes.pieces else {
      throw TextModelError.vocabulary(
        path: vocabulary.path,
        reason: "it has \(pieces.count) pieces, and config.json speaks of \(sizes.pieces)")
    }
    try cancellation.check()
    let file = try FileBytes(path: folder + "/model.safetensors")
    let weights = try BERTWeights(
      SafetensorsFile(file), path: file.path, sizes, cancellation: cancellation)
    encoder = BERTEncoder(sizes: sizes, weights: weights)
    // The same weights give other embeddings of other windows.
    let files = [vocabulary.bytes, file.bytes].map(ContentMark.of).joined(separator: " ")
    identity = "bert \(sizes) \(long) \(files)"
    name = folder.split(separator: "/").last.map(String.init) ?? folder
    self.long = long
  }

  public var dimensions: Int { encoder.sizes.width }

  public func read(_ text: String, cancellation: Cancellation) throws -> TextReading {
    let reading = try pieces.read(text, cancellation: cancellation)
    return TextReading(
      pieces: reading.pieces, count: reading.pieces.count, unreadable: reading.unreadable)
  }

  public func workspace() -> TextWorkspace {
    let longest = long.pieces + 2
    return TextWorkspace(
      encoder: BERTWorkspace(encoder.sizes, rows: max(Self.rows, longest), longest: longest))
  }

  /// Pieces that are encoded together, at least: fewer would not keep the cores busy.
  private static let rows = 256

  public func embed(
    _ readings: [TextReading], _ workspace: TextWorkspace, cancellation: Cancellation
  ) throws -> [[Float]] {
    let memory = workspace.encoder ?? BERTWorkspace(encoder.sizes, rows: Self.rows, longest: Self.rows)
    var sums = readings.map { _ in [Double](repeating: 0, count: dimensions) }
    var waiting: [Window] = []
    var rows = 0
    func run() throws {
      let means = try encoder.means(waiting.map(\.sequence), memory, cancellation: cancellation)
      for (window, mean) in zip(waiting, means) {
        // Each window counts by its length alone, not by how well its pieces agree.
        let share = Double(max(1, window.sequence.count - 2)) / Self.length(of: mean)
        for column in mean.indices { sums[window.text][column] += share * Double(mean[column]) }
      }
      waiting = []
      rows = 0
    }
    for (text, reading) in readings.enumerated() {
      for range in long.windows(reading.pieces, isContinuation: pieces.isContinuation) {
        if rows + range.count + 2 > memory.rows { try run() }
        waiting.append(
          Window(text: text, sequence: [pieces.begin] + reading.pieces[range] + [pieces.end]))
        rows += range.count + 2
      }
    }
    try run()
    return sums.map { sum in
      let length = max(1e-12, sum.reduce(0) { $0 + $1 * $1 }.squareRoot())
      return sum.map { Float($0 / length) }
    }
  }

  private struct Window {
    let text: Int
    let sequence: [Int32]
  }

  private static func length(of values: [Float]) -> Double {
    max(1e-12, values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot())
  }
}
