import Foundation

/// The sizes of a BERT encoder, as `config.json` has them.
struct BERTConfiguration: Sendable, Equatable {
  let width: Int
  let layers: Int
  let heads: Int
  /// Of the hidden layer of the feed-forward part.
  let inner: Int
  let positions: Int
  let pieces: Int
  let epsilon: Float
  /// Whether the tokenizer makes letters small: `do_lower_case` of `tokenizer_config.json`, true without.
  let lowers: Bool

  /// - Throws: ``TextModelError``, ``StorageError``.
  init(folder: String) throws {
    let path = folder + "/config.json"
    let file = try JSONDecoder.decoded(File.self, path)
    guard file.modelType ?? "bert" == "bert" else {
      throw TextModelError.type(path: path, found: file.modelType ?? "unknown")
    }
    guard let width = file.hiddenSize, let layers = file.numHiddenLayers,
      let heads = file.numAttentionHeads, let inner = file.intermediateSize,
      let positions = file.maxPositionEmbeddings, let pieces = file.vocabSize
    else { throw TextModelError.notAModel(path: path, reason: "it lacks one of the sizes of an encoder") }
    let sizes = [width, layers, heads, inner, positions, pieces]
    guard sizes.allSatisfy({ (1...1 << 24).contains($0) }), width % heads == 0 else {
      throw TextModelError.notAModel(path: path, reason: "its sizes are those of no encoder")
    }
    if let activation = file.hiddenAct, activation != "gelu" {
      throw TextModelError.architecture(
        path: path, name: "hidden_act", value: activation, allowed: "gelu")
    }
    if let kind = file.positionEmbeddingType, kind != "absolute" {
      throw TextModelError.architecture(
        path: path, name: "position_embedding_type", value: kind, allowed: "absolute")
    }
    guard positions > 2 else {
      throw TextModelError.architecture(
        path: path, name: "max_position_embeddings", value: "\(positions)", allowed: "3 or more")
    }
    let epsilon = file.layerNormEps ?? 1e-12
    guard epsilon >= 0, epsilon <= 1 else {
      throw TextModelError.architecture(
        path: path, name: "layer_norm_eps", value: "\(epsilon)", allowed: "a small positive number")
    }
    self.width = width
    self.layers = layers
    self.heads = heads
    self.inner = inner
    self.positions = positions
    self.pieces = pieces
    self.epsilon = Float(epsilon)
    let tokenizer = folder + "/tokenizer_config.json"
    lowers =
      FileManager.default.fileExists(atPath: tokenizer)
      ? try JSONDecoder.decoded(Tokenizer.self, tokenizer).doLowerCase ?? true : true
  }

  /// The file's names are these with `_` before small letters.
  private struct File: Decodable {
    let modelType: String?
    let hiddenSize: Int?
    let numHiddenLayers: Int?
    let numAttentionHeads: Int?
    let intermediateSize: Int?
    let maxPositionEmbeddings: Int?
    let vocabSize: Int?
    let layerNormEps: Double?
    let hiddenAct: String?
    let positionEmbeddingType: String?
  }

  private struct Tokenizer: Decodable {
    let doLowerCase: Bool?
  }
}

extension JSONDecoder {
  fileprivate static func decoded<Content: Decodable>(_: Content.Type, _ path: String) throws -> Content {
    let file = try FileBytes(path: path)
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    do {
      return try decoder.decode(Content.self, from: Data(file.bytes))
    } catch {
      throw file.malformed("it is no JSON of the expected form")
    }
  }
}
