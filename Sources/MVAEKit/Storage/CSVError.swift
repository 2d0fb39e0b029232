/// Why a table of text cannot be read.
public enum CSVError: ExplainedError, Equatable {
  case notFound(path: String)
  case notAFile(path: String)
  case empty(path: String)
  /// UTF-16, or bytes that are no text.
  case notText(path: String)
  /// A quoted field that never ends, with the line of its opening quote.
  case unbalancedQuote(path: String, line: Int)
  case ragged(path: String, line: Int, expected: Int, found: Int)
  case reading(path: String, line: Int, reason: String)

  public var message: String {
    switch self {
    case .notFound(let path): "there is no file \"\(path)\""
    case .notAFile(let path): "\"\(path)\" is not a file"
    case .empty(let path): "\"\(path)\" is empty"
    case .notText(let path): "\"\(path)\" is not a table in UTF-8 text"
    case .unbalancedQuote(let path, let line):
      "\"\(path)\", line \(line): a quotation mark opens here and never closes"
    case .ragged(let path, let line, let expected, let found):
      "\"\(path)\", line \(line) has \(found) field\(found == 1 ? "" : "s") where the first line has \(expected)"
    case .reading(let path, let line, let reason): "\"\(path)\" cannot be read after line \(line): \(reason)"
    }
  }

  public var hint: String? {
    switch self {
    case .notFound: "check the spelling; a relative path starts at the notebook's folder"
    case .notAFile: "give the path of one CSV file"
    case .empty: "the first line must name the columns"
    case .notText: "save it as CSV in UTF-8"
    case .unbalancedQuote: "a quotation mark inside a quoted field is written twice"
    case .ragged: "put fields that contain the delimiter in quotation marks"
    case .reading: nil
    }
  }

  public var parameter: String? { nil }
}
