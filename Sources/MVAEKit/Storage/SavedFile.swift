import Foundation

/// What `mvae` keeps in safetensors files: a trained model, or features, each with all that is needed to go on.
///
/// Tensors of the model have the names and shapes that PyTorch would give them; everything else is named `mvae.…`, and a
/// description in JSON stands in the metadata under `mvae` (see docs/files.md). Features that a model was trained on are
/// not kept in its file.
public enum SavedFile: Sendable {
  case model(TrainedModel)
  case features(FeatureMatrix)
  case images(FeatureTensor)

  /// Writes beside and renames; the same value gives the same bytes.
  ///
  /// - Throws: ``StorageError``.
  public func write(path: String) throws {
    try AtomicFile.write(encoded(path: path), to: path)
  }

  /// Reads a file, which is trusted in nothing.
  ///
  /// - Throws: ``StorageError`` for what is damaged, foreign or newer than this program.
  public init(path: String) throws {
    try self.init(FileBytes(path: path))
  }

  func encoded(path: String) throws -> [UInt8] {
    var parts = SavedParts()
    let manifest: SavedManifest
    switch self {
    case .model(let model): manifest = SavedManifest(model: try SavedModel(model, &parts))
    case .features(let matrix):
      try matrix.requireMatrix()
      manifest = SavedManifest(features: SavedFeatures(matrix, &parts))
    case .images(let images):
      try images.requireImages()
      manifest = SavedManifest(features: SavedFeatures(images, &parts))
    }
    let file = SafetensorsFile(
      tensors: parts.tensors, metadata: ["format": "pt", SavedManifest.key: try manifest.json(path: path)])
    return file.encoded
  }

  init(_ bytes: FileBytes) throws {
    let parts = SavedParts(try SafetensorsFile(bytes), path: bytes.path)
    guard let json = parts.metadata[SavedManifest.key] else {
      throw bytes.malformed("it is a safetensors file, but none that `save` wrote")
    }
    do {
      let manifest = try SavedManifest(json: json, path: bytes.path)
      if let model = manifest.model {
        self = .model(try model.value(parts))
      } else if let features = manifest.features {
        self = try features.value(parts)
      } else {
        throw bytes.malformed("its description is of nothing")
      }
    } catch let error as StorageError {
      throw error
    } catch let error as any ExplainedError {
      throw bytes.malformed(error.message)
    }
  }
}

/// The tensors of a file by name, while it is written or read.
struct SavedParts {
  private(set) var tensors: [SafetensorsTensor] = []
  let metadata: [String: String]
  let path: String
  private let places: [String: Int]

  init() {
    (metadata, path, places) = ([:], "", [:])
  }

  init(_ file: SafetensorsFile, path: String) {
    tensors = file.tensors
    metadata = file.metadata
    self.path = path
    places = Dictionary(
      file.tensors.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func append(_ name: String, _ tensor: Tensor) {
    tensors.append(SafetensorsTensor(name: name, tensor))
  }

  /// A vector, or a matrix of `columns`.
  mutating func append(_ name: String, _ values: [Double], columns: Int? = nil) {
    let shape = columns.map { [values.count / max(1, $0), $0] } ?? [values.count]
    if let tensor = SafetensorsTensor(name: name, shape: shape, doubles: values) { tensors.append(tensor) }
  }

  /// The finite values of `name`, which must be there with this shape.
  func floats(_ name: String, shape: [Int]) throws -> [Float] {
    let values = try tensor(name, shape, .float32).floats ?? []
    guard values.allSatisfy({ $0.isFinite }) else { throw notFinite(name) }
    return values
  }

  func doubles(_ name: String, shape: [Int]) throws -> [Double] {
    let values = try tensor(name, shape, .float64).doubles ?? []
    guard values.allSatisfy({ $0.isFinite }) else { throw notFinite(name) }
    return values
  }

  func require(_ isRight: Bool, _ reason: @autoclosure () -> String) throws {
    guard isRight else { throw StorageError.malformed(path: path, reason: reason()) }
  }

  private func tensor(_ name: String, _ shape: [Int], _ type: SafetensorsType) throws -> SafetensorsTensor {
    guard let place = places[name] else {
      throw StorageError.malformed(path: path, reason: "the tensor \(name) is missing")
    }
    let tensor = tensors[place]
    try require(
      tensor.shape == shape && tensor.type == type,
      "tensor \(name) is \(tensor.type.rawValue) of shape \(tensor.shape), expected is \(type.rawValue) of shape \(shape)"
    )
    return tensor
  }

  private func notFinite(_ name: String) -> StorageError {
    .malformed(path: path, reason: "tensor \(name) holds a value that is no finite number")
  }
}
