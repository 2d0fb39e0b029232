import MVAEKit

/// Where a running cell's words and figures go, and where answers come from.
protocol Output: Sendable {
  func write(_ text: String, to stream: StandardStream)
  /// Publishes a figure, clip or progress at once; with an id it can be replaced later.
  func display(_ bundle: MIMEBundle, id: String?)
  func update(_ bundle: MIMEBundle, id: String)
  /// Removes what the cell has shown, at once or when the next output comes.
  func clear(waits: Bool)
  /// Help that front ends show in a pager.
  func page(_ bundle: MIMEBundle)
  /// Proposes the text of the user's next cell.
  func suggest(_ code: String)

  /// Whether somebody is there to answer.
  var canAsk: Bool { get }
  /// Asks for a line and waits; `nil` when nobody answers. Throws `CancellationError` when interrupted.
  func ask(_ question: Question, cancellation: Cancellation) throws -> String?
}

/// What a running cell wants to know.
struct Question: Sendable, Equatable {
  let text: String
  /// A secret: what is typed is not shown.
  var isHidden = false
}

extension Output {
  func suggest(_ code: String) {}
  var canAsk: Bool { false }
  func ask(_ question: Question, cancellation: Cancellation) throws -> String? { nil }
}

enum StandardStream: String, Sendable {
  case stdout
  case stderr
}
