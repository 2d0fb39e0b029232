@testable import Kernel

/// The tree of a text on one line a statement: calls in `()`, groups in `{}`, holes as `_?_`.
enum TreeSketch {
  static func of(_ text: String) -> String {
    Parser.parse(SourceText(text)).cell.statements.map(sketch).joined(separator: " / ")
  }

  private static func sketch(_ statement: Statement) -> String {
    let target = statement.target.map { "\($0.name) = " } ?? ""
    let end = statement.isSilenced ? ";" : ""
    switch statement.body {
    case .help(let name, let kind): return "help(\(([name] + (kind.map { [$0] } ?? [])).map(\.name)))" + end
    case .expression(let expression): return target + sketch(expression) + end
    }
  }

  private static func sketch(_ expression: Expression) -> String {
    switch expression {
    case .number(let number, _): NumberText.shortest(number)
    case .string(let text, let isTerminated, _): "'\(text)'" + (isTerminated ? "" : "…")
    case .range(let range, _):
      "\(NumberText.shortest(range.lower))\(range.includesUpper ? "..." : "..<")\(NumberText.shortest(range.upper))"
    case .list(let elements, _): "[\(elements.map(sketch).joined(separator: ", "))]"
    case .name(let name): name.name
    case .member(let base, let name, _): "\(sketch(base)).\(name.name)"
    case .index(let base, let index, _): "\(sketch(base))@\(sketch(index))"
    case .command(let call): sketch(call)
    case .group(let inner, _): "{\(sketch(inner))}"
    case .missing: "_?_"
    }
  }

  private static func sketch(_ call: CommandCall) -> String {
    let parts =
      [call.verb.name] + call.subjects.map(sketch)
      + call.arguments.map { "\($0.label.name): \(sketch($0.value))" }
    return "(\(parts.joined(separator: " ")))"
  }
}
