/// Why there is no centroid of a class.
public enum LatentClassError: ExplainedError, Equatable {
  /// - Parameter parameter: the argument that names the class: "label", "from", "to".
  case unknownClass(String, column: String, classes: [String], parameter: String)
  case noColumn(String, columns: [String])
  case noLabels

  public var message: String {
    switch self {
    case .unknownClass(let label, let column, _, _):
      "none of the model's tracks has the \(column) \"\(label)\""
    case .noColumn(let name, _): "the model's tracks have no label column \(name)"
    case .noLabels: "the model's tracks have no labels"
    }
  }

  public var hint: String? {
    switch self {
    case .unknownClass(let label, _, let classes, _): Suggestion.hint(for: label, among: classes)
    case .noColumn(let name, let columns): Suggestion.hint(for: name, among: columns)
    case .noLabels: "labels come from the corpus' table"
    }
  }

  public var parameter: String? {
    switch self {
    case .unknownClass(_, _, _, let parameter): parameter
    case .noColumn: "of"
    case .noLabels: nil
    }
  }
}
