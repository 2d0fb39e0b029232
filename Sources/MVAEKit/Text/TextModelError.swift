/// Why a model of texts cannot be used.
public enum TextModelError: ExplainedError, Equatable {
  /// The folder where the weights of all-MiniLM-L6-v2 are looked for does not have them.
  case notFetched(folder: String)
  /// Neither an encoder nor a table of words.
  case notAModel(path: String, reason: String)
  case noFile(folder: String, name: String)
  case type(path: String, found: String)
  /// A word about the architecture that is not understood, such as another activation.
  case architecture(path: String, name: String, value: String, allowed: String)
  case noTensor(path: String, name: String)
  case shape(path: String, name: String, found: [Int], expected: [Int])
  case notFinite(path: String, name: String)
  case vocabulary(path: String, reason: String)
  case setting(name: String, value: String, allowed: String)
  /// Features were made with other weights than those that lie there now.
  case changed(path: String)

  public var message: String {
    switch self {
    case .notFetched(let folder): "the weights of all-MiniLM-L6-v2 are not in \(folder)"
    case .notAModel(let path, let reason): "\(path) is no model of texts: \(reason)"
    case .noFile(let folder, let name): "\(folder) has no \(name)"
    case .type(let path, let found): "\(path) describes a model of type \(found), not bert"
    case .architecture(let path, let name, let value, let allowed):
      "\(path) says \(name): \(value); supported is \(allowed)"
    case .noTensor(let path, let name): "\(path) has no tensor \(name)"
    case .shape(let path, let name, let found, let expected):
      "tensor \(name) of \(path) has shape \(found), expected is \(expected)"
    case .notFinite(let path, let name):
      "tensor \(name) of \(path) has a value that is no finite number"
    case .vocabulary(let path, let reason): "the vocabulary \(path) cannot be used: \(reason)"
    case .setting(let name, let value, let allowed): "\(name) is \(value); allowed is \(allowed)"
    case .changed(let path): "\(path) holds other weights than those that made these features"
    }
  }

  public var hint: String? {
    switch self {
    case .notFetched: "run ./scripts/fetch-minilm, which puts them there, or give the folder that has them"
    case .notAModel:
      "a folder needs config.json, model.safetensors and vocab.txt, or a matrix and its list of words"
    case .noFile: "config.json, model.safetensors and vocab.txt belong together"
    case .type, .architecture: "encoders of BERT's architecture can be read, such as all-MiniLM-L6-v2"
    case .noTensor, .shape, .notFinite: "is the file whole, and does it belong to its config.json?"
    case .vocabulary: "it should have one piece a line, as the model was published"
    case .changed: "extract anew without like:, or put the first weights back"
    case .setting: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .setting(let name, _, _): name
    case .changed: "like"
    default: "using"
    }
  }
}
