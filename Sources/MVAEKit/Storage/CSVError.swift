/// Why a table of text cannot be read.
public enum CSVError: ExplainedError, Equatable {
  case notFound(path: String)
  case notAFile(path: String)
  case empty(path: String)
  /// UTF-16 with its byte-order mark.
  case utf16(path: String)
  /// A byte that is no part of UTF-8, with its line.
  case notUTF8(path: String, line: Int)
  /// A zero byte, with its line: no text has one.
  case zeroByte(path: String, line: Int)
  /// A record of more than ``CSVReader/longestRecord`` bytes, with its line.
  case tooLong(path: String, line: Int)
  /// A quoted field that never ends, with the line of its opening quote.
  case unbalancedQuote(path: String, line: Int)
  case ragged(path: String, line: Int, expected: Int, found: Int)
  case reading(path: String, line: Int, reason: String)

  public var message: String {
    switch self {
    case .notFound(let path): "there is no file \"\(path)\""
    case .notAFile(let path): "\"\(path)\" is not a file"
    case .empty(let path): "\"\(path)\" is empty"
    case .utf16(let path): "\"\(path)\" is UTF-16 text"
    case .notUTF8(let path, let line): "\"\(path)\", line \(line) is not UTF-8 text"
    case .zeroByte(let path, let line): "\"\(path)\", line \(line) has a zero byte, which no text has"
    case .tooLong(let path, let line):
      "\"\(path)\", line \(line) is longer than \(CSVReader.longestRecord >> 20) MB"
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
    case .utf16: "save it as CSV in UTF-8, for example `iconv -f utf-16 -t utf-8`"
    case .notUTF8: "save it as UTF-8, for example `iconv -f latin1 -t utf-8` where it is Latin-1"
    case .zeroByte: "it is damaged, or no table: take the original again"
    case .tooLong: "it is no table, or its line ends are lost"
    case .unbalancedQuote:
      "close it, or leave it out; a quotation mark inside a quoted field is written twice"
    case .ragged: "put fields that contain the delimiter in quotation marks"
    case .reading: nil
    }
  }

  public var parameter: String? { nil }
}
