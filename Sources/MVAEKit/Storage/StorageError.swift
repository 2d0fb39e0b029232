/// Why a file cannot be read or written.
public enum StorageError: ExplainedError, Equatable {
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  /// The file is not what its name says, or is damaged.
  case malformed(path: String, reason: String)
  /// A sound file with something that is not supported.
  case unsupported(path: String, what: String)
  case noArray(path: String, name: String, available: [String])
  case noArrayOfRank(path: String, rank: Int, available: [String])
  case rank(path: String, name: String, shape: [Int], expected: String)
  case notNumeric(path: String, name: String)
  case lengths(path: String, name: String, found: Int, expected: Int)
  case fileType(path: String, allowed: [String])
  case mismatch(name: String, found: Int, expected: Int)

  public var message: String {
    switch self {
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .unwritable(let path, let reason): "\(path) cannot be written: \(reason)"
    case .malformed(let path, let reason): "\(path) cannot be read: \(reason)"
    case .unsupported(let path, let what): "\(path) holds \(what), which is not supported"
    case .noArray(let path, let name, _): "\(path) has no array named \(name)"
    case .noArrayOfRank(let path, let rank, _): "\(path) has no numeric array with \(rank) axes"
    case .rank(let path, let name, let shape, let expected):
      "array \(name) of \(path) has shape \(shape), expected is \(expected)"
    case .notNumeric(let path, let name): "array \(name) of \(path) does not hold numbers"
    case .lengths(let path, let name, let found, let expected):
      "array \(name) of \(path) has \(found) values for \(expected) rows"
    case .fileType(let path, _): "\(path) does not say by its ending what to write"
    case .mismatch(let name, let found, let expected): "\(name) has \(found) values for \(expected) rows"
    }
  }

  public var hint: String? {
    switch self {
    case .noArray(_, _, let available), .noArrayOfRank(_, _, let available):
      available.isEmpty ? "the file has no arrays" : "it has \(available.joined(separator: ", "))"
    case .fileType(_, let allowed): "let it end in \(allowed.map { "." + $0 }.joined(separator: " or "))"
    default: nil
    }
  }

  public var parameter: String? { nil }
}
