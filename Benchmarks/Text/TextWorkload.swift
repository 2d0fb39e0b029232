import Foundation
import MVAEKit

/// Texts, and one way to embed them.
struct TextWorkload {
  private let texts: [String]
  private let encoder: SentenceEncoder?

  struct BadData: Error, CustomStringConvertible {
    let description: String
  }

  init(named name: String, texts path: String, folder: String?) throws {
    texts = try JSONDecoder().decode([String].self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    switch (name, folder) {
    case ("minilm", let folder?):
      // The peer leaves out what is longer than it reads at once.
      encoder = try SentenceEncoder(folder: folder, long: .first(pieces: LongText.standardPieces))
    case ("tfidf", nil): encoder = nil
    default: throw BadData(description: "there is no case \(name), or it takes other arguments")
    }
  }

  /// One row a text.
  func run() throws -> Tensor {
    if let encoder { return try encoder.embeddings(of: texts).values }
    let rows = try TFIDFVectorizer.fit(texts).rows.matrix
    return try TruncatedSVD(fitting: rows, count: 64).project(rows)
  }
}
