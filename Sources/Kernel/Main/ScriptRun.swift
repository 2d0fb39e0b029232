import MVAEKit

/// Runs a text in the terminal: every unassigned value is printed, a mistake is rendered and ends it.
struct ScriptRun {
  let text: String
  let name: String?
  let workspace: Workspace
  let output: TerminalOutput
  var cancellation = Cancellation()

  /// True when every statement ran.
  func run() -> Bool {
    let source = SourceText(text)
    let context = ExecutionContext(
      workspace: workspace, output: output, cancellation: cancellation, registry: .standard,
      cache: .ofUser)
    do {
      _ = try Evaluator(context: context).run(
        source, keeping: .every, onStatement: { output.statement = $0 },
        onValue: { output.show(MIMEBundle($0)) })
      return true
    } catch let list as DiagnosticList {
      report(list, source)
    } catch let diagnostic as Diagnostic {
      report(DiagnosticList(diagnostic), source)
    } catch is CancellationError {
      TerminalOutput.writeError("\(CellRun.interruptionMessage)\n")
    } catch {
      TerminalOutput.writeError("error: \(error)\n")
    }
    return false
  }

  private func report(_ list: DiagnosticList, _ source: SourceText) {
    let renderer = DiagnosticRenderer(
      source: source, name: name, isColored: TerminalOutput.isErrorTerminal)
    TerminalOutput.writeError(renderer.render(list).joined(separator: "\n\n") + "\n")
  }
}
