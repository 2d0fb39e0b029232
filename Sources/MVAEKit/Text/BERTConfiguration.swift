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
    guard file.model_type ?? "bert" == "bert" else {
      throw TextModelError.type(path: path, found: file.model_type ?? "unknown")
    }
    guard let width = file.hidden_size, let layers = file.num_hidden_layers,
      let heads = file.num_attention_heads, let inner = file.intermediate_size,
      let positions = file.max_position_embeddings, let pieces = file.vocab_size
    else { throw TextModelError.notAModel(path: path, reason: "it lacks one of the sizes of an encoder") }
    let sizes = [width, layers, heads, inner, positions, pieces]
    guard sizes.allSatisfy({ (1...1 << 24).contains($0) }), width % heads == 0 else {
      throw TextModelError.notAModel(path: path, reason: "its sizes are those of no encoder")
    }
    if let activation = file.hidden_act, activation != "gelu" {
      throw TextModelError.architecture(
        path: path, name: "hidden_act", value: activation, allowed: "gelu")
    }
    if let kind = file.position_embedding_type, kind != "absolute" {
      throw TextModelError.architecture(
        path: path, name: "position_embedding_type", value: kind, allowed: "absolute")
    }
    guard positions > 2 else {
      throw TextModelError.architecture(
        path: path, name: "max_position_embeddings", value: "\(positions)", allowed: "3 or more")
    }
    let epsilon = file.layer_norm_eps ?? 1e-12
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
      ? try JSONDecoder.decoded(Tokenizer.self, tokenizer).do_lower_case ?? true : true
  }

  /// The names are the file's.
  private struct File: Decodable {
    let model_type: String?
    let hidden_size: Int?
    let num_hidden_layers: Int?
    let num_attention_heads: Int?
    let intermediate_size: Int?
    let max_position_embeddings: Int?
    let vocab_size: Int?
    let layer_norm_eps: Double?
    let hidden_act: String?
    let position_embedding_type: String?
  }

  private struct Tokenizer: Decodable {
    let do_lower_case: Bool?
  }
}

extension JSONDecoder {
  fileprivate static func decoded<Content: Decodable>(_: Content.Type, _ path: String) throws -> Content {
    let file = try FileBytes(path: path)
    do {
      return try JSONDecoder().decode(Content.self, from: Data(file.bytes))
    } catch {
      throw file.malformed("it is no JSON of the expected form")
    }
  }
}
