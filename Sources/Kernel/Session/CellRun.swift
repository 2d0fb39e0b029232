import MVAEKit

/// Evaluates the text of one request and turns what comes of it into the protocol's terms.
struct CellRun {
  let context: ExecutionContext

  static let interruptionMessage =
    "the cell was interrupted; the workspace keeps what its finished statements gave"
  private static let interruption = "Interrupted"

  struct Outcome: Sendable {
    var result: MIMEBundle?
    var failure: Failure?
  }

  /// An error as front ends show it.
  struct Failure: Sendable {
    let name: String
    let message: String
    let traceback: [String]

    var isInterruption: Bool { name == CellRun.interruption }

    var content: JSON {
      [
        "ename": .string(name), "evalue": .string(message),
        "traceback": .array(traceback.map { .string($0) }),
      ]
    }
  }

  func run(_ code: String, keeping: Evaluator.Keeping) -> Outcome {
    let source = SourceText(code)
    do {
      let result = try Evaluator(context: context).run(source, keeping: keeping)
      return Outcome(result: result.map { MIMEBundle($0) })
    } catch {
      return Outcome(failure: failure(error, source))
    }
  }

  /// One of the request's `user_expressions`.
  func expression(_ code: String) -> JSON {
    let outcome = run(code, keeping: .nothing)
    if let failure = outcome.failure {
      var content = failure.content.object ?? [:]
      content["status"] = "error"
      return .object(content)
    }
    let bundle = outcome.result ?? MIMEBundle(text: "")
    return ["status": "ok", "data": .object(bundle.data), "metadata": .object(bundle.metadata)]
  }

  private func failure(_ error: any Error, _ source: SourceText) -> Failure {
    let renderer = DiagnosticRenderer(source: source, isColored: true)
    switch error {
    case let list as DiagnosticList:
      let more = list.others.isEmpty ? "" : " (and \(list.others.count) more)"
      return Failure(
        name: list.first.id, message: list.first.message + more, traceback: renderer.render(list))
    case let diagnostic as Diagnostic:
      return Failure(
        name: diagnostic.id, message: diagnostic.message, traceback: [renderer.render(diagnostic)])
    case is CancellationError:
      return Failure(
        name: Self.interruption, message: Self.interruptionMessage, traceback: [Self.interruptionMessage])
    default:
      return Failure(
        name: String(describing: type(of: error)), message: "\(error)", traceback: ["\(error)"])
    }
  }
}
