import MVAEKit

/// Resolves the subjects and labels of one call against its declaration.
struct Arguments {
  let resolver: Resolver
  let bound: BoundCall

  func invocation() throws -> Invocation {
    var values: [String: Value] = [:]
    var spans: [String: SourceSpan] = [:]
    try resolveSubjects(into: &values, &spans)
    let subjects = Array(values.values)
    let columns = subjects.flatMap { $0.itemColumnNames }
    var sweeps: [Sweeping.Axis] = []
    for argument in bound.call.arguments {
      let parameter = try parameter(for: argument.label, columns: columns, subjects)
      spans[parameter.name] = argument.value.span
      if let settings = bound.settings(argument.value, of: parameter) {
        let tried = try settings.map { try resolve($0, for: parameter, columns: columns) }
        sweeps.append(Sweeping.Axis(name: parameter.name, values: tried))
      } else {
        values[parameter.name] = try resolve(argument.value, for: parameter, columns: columns)
      }
    }
    return Invocation(
      command: bound.command, arguments: values, spans: spans, names: subjectNames, lineages: subjectLineages,
      span: bound.nameSpan, context: resolver.context, sweeps: sweeps, title: bound.command.name)
  }

  private func parameter(
    for label: Identifier, columns: [String], _ subjects: [Value]
  ) throws(Diagnostic) -> Parameter {
    if let parameter = bound.command.label(label.name) { return parameter }
    guard let template = bound.command.columnLabels, columns.contains(label.name) else {
      throw Diagnostic(
        "UnknownLabel", "there is no label column `\(label.name)`", at: label.span,
        hint: Spelling.hint(for: label.name, among: columns)
          ?? "the columns are \(columns.joined(separator: ", "))")
    }
    return template.of(column: label.name, categories: subjects.flatMap { $0.categories(of: label.name) })
  }

  private var subjectNames: [String: [String?]] {
    var names: [String: [String?]] = [:]
    for (index, expression) in bound.subjects.enumerated() {
      guard let parameter = bound.command.subject(at: index) else { continue }
      names[parameter.name, default: []] += expression.writtenNames
    }
    return names
  }

  private var subjectLineages: [Lineage?] {
    let tracing = Tracing(context: resolver.context)
    return bound.subjects.flatMap(tracing.lineages)
  }

  private func resolveSubjects(into values: inout [String: Value], _ spans: inout [String: SourceSpan]) throws
  {
    let command = bound.command
    for (index, expression) in bound.subjects.enumerated() {
      guard let parameter = command.subject(at: index) else { continue }
      let value = try resolve(expression, for: parameter, columns: [])
      if command.takesManySubjects, index >= command.subjects.count - 1,
        case .list(let more) = value, case .list(let before)? = values[parameter.name]
      {
        values[parameter.name] = .list(before + more)
      } else {
        values[parameter.name] = value
      }
      spans[parameter.name] = spans[parameter.name]?.union(expression.span) ?? expression.span
    }
  }

  private func resolve(_ expression: Expression, for parameter: Parameter, columns: [String]) throws -> Value
  {
    let value = try value(of: expression, parameter.type, columns: columns)
    if let accepted = parameter.type.accept(value, columns: columns) { return accepted }
    if case .list(let elements, _) = expression, case .list(let values) = value,
      let type = parameter.type.elementType,
      let wrong = values.indices.first(where: { type.accept(values[$0], columns: columns) == nil })
    {
      throw Mismatch.diagnostic(
        values[wrong], for: parameter, type: type, at: elements[wrong].span, columns: columns)
    }
    throw Mismatch.diagnostic(
      value, for: parameter, type: parameter.type, at: expression.span, columns: columns)
  }

  /// A bare name is a word of the parameter when it is one, else a variable; `(x)` is always the variable.
  private func value(of expression: Expression, _ type: ParameterType, columns: [String]) throws -> Value {
    switch expression {
    case .name(let name) where type.takesNames: return .text(name.name)
    case .name(let name) where type.words(columns: columns).contains(name.name):
      noteAmbiguity(name)
      return isSwitch(name, type) ? .flag(name.name == "on") : .text(name.name)
    case .name(let name) where type.takesColumns && resolver.context.workspace.value(of: name.name) == nil:
      return .text(name.name)
    case .list(let elements, _):
      let element = type.elementType ?? type
      return .list(try elements.map { try value(of: $0, element, columns: columns) })
    default:
      return try resolver.evaluate(expression)
    }
  }

  private func isSwitch(_ name: Identifier, _ type: ParameterType) -> Bool {
    ["on", "off"].contains(name.name) && type.accept(.flag(true), columns: []) != nil
  }

  private func noteAmbiguity(_ name: Identifier) {
    guard resolver.context.workspace.value(of: name.name) != nil else { return }
    resolver.context.output.write(
      "note: `\(name.name)` is taken as the word; write `(\(name.name))` for the value of that name\n",
      to: .stderr)
  }
}

extension Value {
  /// Label columns of the value, or of the values in a list.
  var itemColumnNames: [String] {
    if case .list(let values) = self { values.flatMap(\.itemColumnNames) } else { labelColumns }
  }
}

extension Parameter {
  /// The same for one column, whose categories are words, beside `present` and `missing`: `split: training`.
  func of(column: String, categories: [String]) -> Parameter {
    Parameter(column, summary, .either([.list(.word(categories + ["present", "missing"])), type]))
  }
}

extension Expression {
  /// The name or chain of members it is, or those of a list's elements.
  fileprivate var writtenNames: [String?] {
    if case .list(let elements, _) = self { return elements.map(\.writtenName) }
    return [writtenName]
  }

  private var writtenName: String? {
    switch self {
    case .name(let name): name.name
    case .member(let base, let name, _): base.writtenName.map { "\($0).\(name.name)" }
    case .group(let inner, _): inner.writtenName
    default: nil
    }
  }
}
