import CHotLoops

/// The weights of a BERT encoder (Devlin et al. 2019), out of a safetensors file with the names of `transformers`.
struct BERTWeights: Sendable {
  /// Scale and shift after a layer norm.
  struct Norm: Sendable {
    let gain: [Float]
    let shift: [Float]
  }

  struct Layer: Sendable {
    /// Queries, keys and values beside each other.
    let attention: PackedLinear
    let attentionOutput: PackedLinear
    let attentionNorm: Norm
    let inner: PackedLinear
    let output: PackedLinear
    let outputNorm: Norm
  }

  /// Shape [pieces, width].
  let words: [Float]
  /// Shape [positions, width], with the row of token type 0 added.
  let positions: [Float]
  let embeddingNorm: Norm
  let layers: [Layer]

  /// Tensors may have a prefix in front, such as `bert.` or `0.auto_model.`.
  ///
  /// - Throws: ``TextModelError``, `CancellationError`.
  init(
    _ file: SafetensorsFile, path: String, _ sizes: BERTConfiguration, cancellation: Cancellation
  ) throws {
    let reader = TensorReader(file, path: path, marker: "embeddings.word_embeddings.weight")
    let (width, inner) = (sizes.width, sizes.inner)
    func norm(_ name: String) throws -> Norm {
      Norm(
        gain: try reader.floats(name + ".LayerNorm.weight", [width]),
        shift: try reader.floats(name + ".LayerNorm.bias", [width]))
    }
    func linear(_ names: [String], inputs: Int, outputs: Int) throws -> PackedLinear {
      try cancellation.check()
      return PackedLinear(
        weights: try names.flatMap { try reader.floats($0 + ".weight", [outputs, inputs]) },
        bias: try names.flatMap { try reader.floats($0 + ".bias", [outputs]) }, inputs: inputs)
    }
    words = try reader.floats("embeddings.word_embeddings.weight", [sizes.pieces, width])
    let types = try reader.floats("embeddings.token_type_embeddings.weight", [nil, width])
    var positions = try reader.floats("embeddings.position_embeddings.weight", [sizes.positions, width])
    for index in positions.indices { positions[index] += types[index % width] }
    self.positions = positions
    embeddingNorm = try norm("embeddings")
    layers = try (0..<sizes.layers).map { index in
      let (name, own) = ("encoder.layer.\(index).", "encoder.layer.\(index).attention.self.")
      return Layer(
        attention: try linear([own + "query", own + "key", own + "value"], inputs: width, outputs: width),
        attentionOutput: try linear([name + "attention.output.dense"], inputs: width, outputs: width),
        attentionNorm: try norm(name + "attention.output"),
        inner: try linear([name + "intermediate.dense"], inputs: width, outputs: inner),
        output: try linear([name + "output.dense"], inputs: inner, outputs: width),
        outputNorm: try norm(name + "output"))
    }
  }
}

/// Finds tensors by their names behind a common prefix, and checks what they are.
private struct TensorReader {
  private let tensors: [String: SafetensorsTensor]
  private let prefix: String
  private let path: String

  /// - Parameter marker: a name that tells the prefix.
  init(_ file: SafetensorsFile, path: String, marker: String) {
    tensors = Dictionary(file.tensors.map { ($0.name, $0) }) { first, _ in first }
    let found = file.tensors.map(\.name).filter { $0.hasSuffix(marker) }.min { $0.count < $1.count }
    prefix = found.map { String($0.dropLast(marker.count)) } ?? ""
    self.path = path
  }

  /// - Parameter shape: `nil` for a length of at least 1 that is not known.
  func floats(_ name: String, _ shape: [Int?]) throws -> [Float] {
    guard let tensor = tensors[prefix + name] else {
      throw TextModelError.noTensor(path: path, name: prefix + name)
    }
    let fits =
      tensor.shape.count == shape.count
      && zip(tensor.shape, shape).allSatisfy { found, expected in found == expected ?? max(1, found) }
    guard fits else {
      throw TextModelError.shape(
        path: path, name: tensor.name, found: tensor.shape, expected: shape.map { $0 ?? 1 })
    }
    guard let values = tensor.floats else {
      throw StorageError.unsupported(path: path, what: "values of type \(tensor.type.rawValue)")
    }
    guard values.withUnsafeBufferPointer({ hot_is_finite($0.baseAddress, $0.count) }) == 1 else {
      throw TextModelError.notFinite(path: path, name: tensor.name)
    }
    return values
  }
}
