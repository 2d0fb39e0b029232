/// A value of ours that a name can stand for: what it is called, what it shows, what is inside.
protocol WorkspaceValue: Sendable {
  static var kind: ValueKind { get }

  /// One line for `list` and for messages.
  var brief: String { get }
  /// Memory in bytes.
  var byteCount: Int { get }
  /// How it looks when it is the result of a cell.
  var presentation: Presentation { get }

  /// Names that can follow a `.`.
  var memberNames: [String] { get }
  func member(_ name: String) -> Value?

  /// How many items it has when it can be indexed.
  var itemCount: Int? { get }
  func item(at position: Int) -> Value?
  func items(at positions: [Int]) -> Value?
  func item(named name: String) -> Value?

  /// Label columns of its items: what `color:` and `labels:` can name.
  var labelColumns: [String] { get }
  /// The categories of one label column, or of the main one, for completion: genres.
  func categories(of column: String?) -> [String]

  /// Scores against labels that it shows, of the subjects it was made from.
  var agreementsShown: [ShownAgreement] { get }
}

/// A score of k clusters of one subject of a command against labels.
struct ShownAgreement: Sendable {
  /// Which of the command's subjects was clustered.
  let subject: Int
  let k: Int
  /// The label column.
  let label: String
  let adjustedRand: Double
}

extension WorkspaceValue {
  var memberNames: [String] { [] }
  func member(_ name: String) -> Value? { nil }
  var itemCount: Int? { nil }
  func item(at position: Int) -> Value? { nil }
  func items(at positions: [Int]) -> Value? { nil }
  func item(named name: String) -> Value? { nil }
  var labelColumns: [String] { [] }
  func categories(of column: String?) -> [String] { [] }
  var agreementsShown: [ShownAgreement] { [] }
}
