import MVAEKit

@testable import Kernel

/// A session without sockets: a workspace, a recorded output and a registry.
struct Bench {
  let workspace = Workspace()
  let output = RecordingOutput()
  var registry = Kitchen.registry
  let cancellation = Cancellation()
  /// None, so that no test writes into its user's cache.
  var cache: FeatureCache?

  init(_ registry: Registry = Kitchen.registry) { self.registry = registry }

  private var context: ExecutionContext {
    ExecutionContext(
      workspace: workspace, output: output, cancellation: cancellation, registry: registry,
      cache: cache)
  }

  /// The result of a cell, as a notebook shows it; `nil` when it has none.
  @discardableResult
  func run(_ code: String) throws -> String? {
    try Evaluator(context: context).run(SourceText(code)).map { MIMEBundle($0).text }
  }

  /// What is wrong with a cell, in the order of the text; empty when it ran.
  func problems(_ code: String) -> [Diagnostic] {
    do {
      try run(code)
      return []
    } catch let list as DiagnosticList {
      return list.all
    } catch let diagnostic as Diagnostic {
      return [diagnostic]
    } catch {
      return [Diagnostic("\(type(of: error))", "\(error)", at: SourceSpan(0, 0))]
    }
  }

  /// The same without running anything.
  func checked(_ code: String) -> [Diagnostic] {
    let source = SourceText(code)
    let check = CellCheck(parsed: Parser.parse(source), source: source)
    return check.problems(registry: registry, names: workspace.names)?.all ?? []
  }

  /// Completions where `|` stands in `code`.
  func completions(_ code: String) -> Completion {
    let cursor = Self.cursor(code)
    return Completion.at(cursor.offset, in: cursor.text, registry: registry, workspace: workspace)
  }

  /// The tooltip where `|` stands in `code`.
  func inspection(_ code: String) -> String? {
    let cursor = Self.cursor(code)
    return Inspection.at(cursor.offset, in: cursor.text, registry: registry, workspace: workspace)?.text
  }

  private static func cursor(_ code: String) -> (text: String, offset: Int) {
    let parts = code.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return (parts.joined(), parts.first?.utf8.count ?? 0)
  }
}
