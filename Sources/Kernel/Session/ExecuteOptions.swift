/// What an `execute_request` asks for.
struct ExecuteOptions {
  let code: String
  let isSilent: Bool
  let storesHistory: Bool
  let stopsOnError: Bool
  /// Whether the front end answers questions.
  let takesInput: Bool
  let userExpressions: [String: String]

  init(_ content: JSON) {
    code = content["code"]?.string ?? ""
    isSilent = content["silent"]?.bool ?? false
    storesHistory = content["store_history"]?.bool ?? true
    stopsOnError = content["stop_on_error"]?.bool ?? true
    takesInput = content["allow_stdin"]?.bool ?? true
    userExpressions = (content["user_expressions"]?.object ?? [:]).compactMapValues(\.string)
  }

  /// It takes the next number and a place in the history.
  var isCounted: Bool { !isSilent && storesHistory }
}
