/// An error that a user can act on: what went wrong, which parameter caused it, and what to do about it.
///
/// `parameter` is the command parameter at fault (`"metadata"`, `"k"`), so that a front end can underline that
/// argument; `nil` means the command as a whole.
public protocol ExplainedError: Error, Sendable, CustomStringConvertible {
  var message: String { get }
  var hint: String? { get }
  var parameter: String? { get }
}

extension ExplainedError {
  public var hint: String? { nil }
  public var parameter: String? { nil }

  public var description: String {
    hint.map { "\(message) (\($0))" } ?? message
  }
}
