/// Named tensors and words about them, as the safetensors format stores them: what PyTorch, JAX and Hugging Face read.
///
/// The file is an 8-byte little-endian length, a header of that length in JSON, and the tensors' bytes without holes.
public struct SafetensorsFile: Sendable, Equatable {
  /// In the order of the file, when read.
  public var tensors: [SafetensorsTensor]
  /// `__metadata__`: words of any kind.
  public var metadata: [String: String]

  public init(tensors: [SafetensorsTensor], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Reads a file, which is trusted in nothing.
  ///
  /// - Throws: ``StorageError``.
  public init(path: String) throws {
    try self.init(FileBytes(path: path))
  }

  public subscript(name: String) -> SafetensorsTensor? {
    tensors.first { $0.name == name }
  }

  /// The tensor `name`, which must be there.
  ///
  /// - Throws: ``StorageError/noArray(path:name:available:)`` with `path` for the message.
  public func tensor(_ name: String, path: String) throws -> SafetensorsTensor {
    guard let tensor = self[name] else {
      throw StorageError.noArray(path: path, name: name, available: tensors.map(\.name))
    }
    return tensor
  }
}
