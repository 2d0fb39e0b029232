import FoundationEssentials

extension Invocation {
  /// Writes a file; where another one is, the user is asked first, or told when nobody can answer.
  ///
  /// What the session itself has written is replaced without a question, so that a notebook runs again and again.
  func replacing<Subject>(_ path: String, at key: Key<Subject>, _ write: () throws -> Void) throws {
    let isThere = FileManager.default.fileExists(atPath: path)
    if isThere, !workspace.hasWritten(path), context.output.canAsk {
      let question = Question(text: "\(path) is there already. Replace it? (y/n) ")
      let answer = try context.output.ask(question, cancellation: cancellation) ?? ""
      guard ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace }) else {
        throw diagnostic(
          "NotReplaced", "\(path) is there already and is kept", at: key,
          hint: "give another path, or answer `y`")
      }
    }
    try write()
    workspace.noteWritten(path)
    if isThere { warn("\(path) was there and is replaced") }
  }
}
