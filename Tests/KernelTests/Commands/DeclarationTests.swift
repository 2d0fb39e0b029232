import Testing

@testable import Kernel

/// What every command of the language must declare.
@Suite struct DeclarationTests {
  private static let commands = Registry.standard.verbs.flatMap(\.commands)

  @Test(arguments: commands.map(\.name))
  func isExplained(_ name: String) throws {
    let command = try #require(Self.commands.first { $0.name == name })
    #expect(command.summary.hasSuffix("."))
    #expect(command.summary.first?.isUppercase == true)
    #expect(!command.examples.isEmpty)
    #expect(command.examples.allSatisfy { !$0.meaning.isEmpty && !$0.meaning.hasSuffix(".") })
    #expect(command.details.allSatisfy { $0.hasSuffix(".") })
    for parameter in command.subjects + command.labels {
      #expect(!parameter.summary.isEmpty && !parameter.summary.hasSuffix("."), "\(parameter.name)")
      #expect(parameter.isRequired == false || parameter.fallback == nil, "\(parameter.name)")
      #expect(!parameter.type.description.isEmpty)
    }
  }

  @Test(arguments: commands.map(\.name))
  func namesAreSnakeCase(_ name: String) throws {
    let command = try #require(Self.commands.first { $0.name == name })
    let labels = command.labels.flatMap { [$0.name] + $0.aliases }
    #expect(Set(labels).count == labels.count)
    for word in [command.verb] + (command.kind.map { [$0] } ?? []) + command.subjects.map(\.name) + labels {
      #expect(word.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }, "\(word)")
      #expect(word.first?.isLowercase == true, "\(word)")
    }
  }

  @Test func noTwoVerbsOrKindsShareAName() {
    let verbs = Registry.standard.names
    #expect(Set(verbs).count == verbs.count)
    #expect(Set(Self.commands.map(\.name)).count == Self.commands.count)
    for verb in Registry.standard.verbs {
      #expect(verb.commands.allSatisfy { $0.verb == verb.name })
      #expect(verb.summary.hasSuffix("."))
      #expect(verb.commands.count == 1 || verb.kinds.count == verb.commands.count, "\(verb.name)")
    }
  }

  /// Names that the examples give or take as subjects have values; anything else must be a word.
  private static let names: [String] = commands.flatMap { command in
    command.examples.flatMap { Parser.parse(SourceText($0.code)).cell.statements }.flatMap { statement in
      [statement.target?.name].compactMap { $0 } + statement.subjectNames
    }
  }.filter { Registry.standard.verb($0) == nil }

  @Test(arguments: commands.flatMap { command in command.examples.map { [command.name, $0.code] } })
  func examplesAreRight(_ example: [String]) throws {
    let source = SourceText(example[1])
    let parsed = Parser.parse(source)
    #expect(parsed.diagnostics == [])
    #expect(Binder.check(parsed.cell, registry: .standard, names: Self.names) == [])
    let verbs = parsed.cell.statements.compactMap(\.verbName)
    #expect(verbs.contains(example[0]), "an example of `\(example[0])` shows it")
  }

  @Test(arguments: commands.map(\.name))
  func defaultsAreWhatTheParameterTakes(_ name: String) throws {
    let command = try #require(Self.commands.first { $0.name == name })
    for parameter in command.labels {
      guard let fallback = parameter.fallback else { continue }
      let source = SourceText("\(command.name) \(parameter.name): \(fallback)")
      let parsed = Parser.parse(source)
      #expect(parsed.diagnostics == [])
      let found = Binder.check(parsed.cell, registry: .standard, names: []).filter {
        $0.id != "MissingArgument"
      }
      #expect(found == [])
    }
  }

  @Test func theManualHasThemAll() {
    let manual = Manual.markdown(.standard)
    for command in Self.commands {
      #expect(manual.contains("# `\(command.name)`\n\n\(command.summary)"), "\(command.name)")
      for parameter in command.labels {
        #expect(manual.contains("| `\(parameter.name):` |"), "\(parameter.name)")
      }
      for example in command.examples {
        #expect(manual.contains("\n\(example.code)    # \(example.meaning)\n"))
      }
    }
    // A bar inside a cell would end it.
    for line in manual.split(separator: "\n") where line.hasPrefix("| `") {
      let bars = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == 5, "\(line)")
    }
    #expect(Registry.standard.names.allSatisfy { Manual.overview(.standard).text.contains("\n  \($0) ") })
  }
}

extension Statement {
  /// "train basic" for a command; `nil` for a plain value.
  fileprivate var verbName: String? {
    switch body {
    case .help(let name, _): return name.name
    case .expression(.name(let name)): return name.name
    case .expression(.command(let call)):
      guard let verb = Registry.standard.verb(call.verb.name) else { return nil }
      return try? BoundCall.bind(call, verb).get().command.name
    default: return nil
    }
  }

  fileprivate var subjectNames: [String] {
    guard case .expression(let expression) = body else { return [] }
    return expression.subjectNames
  }
}

extension Expression {
  fileprivate var subjectNames: [String] {
    switch self {
    case .name(let name): [name.name]
    case .command(let call): call.subjects.flatMap(\.subjectNames)
    case .list(let elements, _): elements.flatMap(\.subjectNames)
    case .member(let base, _, _), .index(let base, _, _), .group(let base, _): base.subjectNames
    default: []
    }
  }
}
