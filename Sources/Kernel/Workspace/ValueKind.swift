/// What a value is, in the words of messages, completion and `list`.
struct ValueKind: Sendable, Hashable, CustomStringConvertible {
  let name: String

  static let number = ValueKind(name: "number")
  static let text = ValueKind(name: "text")
  static let flag = ValueKind(name: "switch")
  static let range = ValueKind(name: "range")
  static let list = ValueKind(name: "list")
  static let corpus = ValueKind(name: "corpus")
  static let track = ValueKind(name: "track")
  static let features = ValueKind(name: "features")
  static let images = ValueKind(name: "images")
  static let model = ValueKind(name: "model")
  static let encoding = ValueKind(name: "encoding")
  static let projection = ValueKind(name: "projection")
  static let description = ValueKind(name: "description")
  static let evaluation = ValueKind(name: "evaluation")
  static let history = ValueKind(name: "history")
  static let sweep = ValueKind(name: "sweep")
  static let clustering = ValueKind(name: "clustering")
  static let comparison = ValueKind(name: "comparison")
  static let imputation = ValueKind(name: "imputation")
  static let retrieval = ValueKind(name: "retrieval")
  static let coherence = ValueKind(name: "coherence")
  static let table = ValueKind(name: "table")
  static let figure = ValueKind(name: "figure")
  static let clip = ValueKind(name: "clip")

  var description: String { name }

  /// "this corpus", "these features".
  var withPointer: String { isPlural ? "these \(name)" : "this \(name)" }

  var isPlural: Bool { self == .features || self == .images }

  /// "a corpus", "features", "images".
  var withArticle: String {
    isPlural ? name : ("aeiou".contains(name.prefix(1)) ? "an " : "a ") + name
  }
}
