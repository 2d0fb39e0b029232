/// The reference manual, read off the declarations: help pages, tooltips and the Markdown file.
enum Manual {
  // MARK: Pages

  static func bundle(_ verb: Verb, kind: String?) -> MIMEBundle {
    let commands = kind.flatMap { verb.command(kind: $0) }.map { [$0] } ?? verb.commands
    var bundle = MIMEBundle(text: text(verb, commands))
    bundle.data["text/markdown"] = .string(markdown(verb, commands, level: 3))
    return bundle
  }

  static func bundle(_ command: Command) -> MIMEBundle {
    var bundle = MIMEBundle(text: text(command))
    bundle.data["text/markdown"] = .string(markdown(command, level: 3))
    return bundle
  }

  /// A verb in as many lines as it has kinds, for a tooltip.
  static func overview(_ verb: Verb) -> MIMEBundle {
    guard verb.commands.count > 1 else { return bundle(verb, kind: nil) }
    let width = verb.kinds.map(\.count).max() ?? 0
    let lines = verb.commands.map { command in
      let kind = command.kind ?? ""
      return "  \(kind)\(String(repeating: " ", count: width - kind.count + 2))\(command.summary)"
    }
    let more = "`\(verb.name)?` explains them all, `\(verb.name) \(verb.kinds.first ?? "")?` one of them."
    return MIMEBundle(
      text: (["\(verb.name): \(verb.summary)", ""] + lines + ["", more]).joined(separator: "\n"))
  }

  /// What a name stands for, with what can follow it.
  static func bundle(_ value: Value, named name: String) -> MIMEBundle {
    var lines = ["\(name): \(value.kind.withArticle), \(value.brief)"]
    if !value.memberNames.isEmpty {
      lines.append("members: " + value.memberNames.map { "\(name).\($0)" }.joined(separator: ", "))
    }
    if let count = value.itemCount, count > 0 { lines.append("items: \(name)[0] to \(name)[\(count - 1)]") }
    if !value.labelColumns.isEmpty { lines.append("labels: \(value.labelColumns.joined(separator: ", "))") }
    return MIMEBundle(text: lines.joined(separator: "\n"))
  }

  static func overview(_ registry: Registry) -> MIMEBundle {
    let width = registry.names.map(\.count).max() ?? 0
    let lines = registry.verbs.map { verb in
      "  " + verb.name + String(repeating: " ", count: width - verb.name.count + 2) + verb.summary
    }
    let text = """
      The language of mvae: a verb, its subjects, then labels with values.

        name = verb subject label: value      # gives the result a name; a `;` at the end silences it

      \(lines.joined(separator: "\n"))

      `train?` or `help train` explains a verb; Tab completes, Shift-Tab explains in place.
      """
    return MIMEBundle(text: text)
  }

  // MARK: Plain text

  private static func text(_ verb: Verb, _ commands: [Command]) -> String {
    if commands.count == 1, let only = commands.first { return text(only) }
    let heading = "\(verb.name): \(verb.summary)"
    return ([heading] + commands.map(text)).joined(separator: "\n\n")
  }

  static func text(_ command: Command) -> String {
    var lines = ["\(command.name): \(command.summary)", "", "  \(usage(command))"]
    lines += section("Subjects", command.subjects)
    lines += section("Labels", command.labels + (command.columnLabels.map { [$0] } ?? []))
    let details = command.details + sweepDetails(command)
    if !details.isEmpty { lines += [""] + details }
    lines += ["", "Examples"] + command.examples.map { "  \($0.code)    # \($0.meaning)" }
    return lines.joined(separator: "\n")
  }

  private static func sweepDetails(_ command: Command) -> [String] {
    guard command.sweeps else { return [] }
    return [
      "A list of values for a label that takes one (`beta: [0.5, 1, 4]`) makes a sweep: every combination is trained, and "
        + "`.best` is the model with the highest validation ELBO. A list label is swept by a list of lists."
    ]
  }

  private static func section(_ title: String, _ parameters: [Parameter]) -> [String] {
    guard !parameters.isEmpty else { return [] }
    let width = parameters.map(\.name.count).max() ?? 0
    return ["", title]
      + parameters.map { parameter in
        let padding = String(repeating: " ", count: width - parameter.name.count + 2)
        return
          "  \(parameter.name)\(padding)\(parameter.summary); \(parameter.type.description)\(rest(parameter))"
      }
  }

  private static func rest(_ parameter: Parameter) -> String {
    if let fallback = parameter.fallback { return " (default \(fallback))" }
    return parameter.isRequired ? " (required)" : ""
  }

  /// `train basic features [latent: 8] [hidden: [32, 16]]`, the shape of a call.
  static func usage(_ command: Command) -> String {
    let subjects = command.subjects.map { $0.isRequired ? $0.name : "[\($0.name)]" }
    let labels = command.labels.map { parameter in
      let text = "\(parameter.name): \(parameter.fallback ?? "…")"
      return parameter.isRequired ? text : "[\(text)]"
    }
    return ([command.name] + subjects + labels).joined(separator: " ")
  }

  static func usage(_ verb: Verb) -> String {
    if verb.commands.count == 1, let only = verb.commands.first { return usage(only) }
    return "\(verb.name) \(verb.kinds.joined(separator: "|"))"
  }

  /// `latent: a whole number 1 to 512 = 8`.
  static func signature(_ parameter: Parameter) -> String {
    "\(parameter.name): \(parameter.type.description)\(parameter.fallback.map { " = \($0)" } ?? "")"
  }

  // MARK: Markdown

  /// The whole reference manual.
  static func markdown(_ registry: Registry) -> String {
    let verbs = registry.verbs.map { markdown($0, $0.commands, level: 2) }
    return "# The language of mvae\n\n" + verbs.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ verb: Verb, _ commands: [Command], level: Int) -> String {
    if commands.count == 1, let only = commands.first { return markdown(only, level: level) }
    let mark = String(repeating: "#", count: level)
    let parts = commands.map { markdown($0, level: level + 1) }
    return (["\(mark) `\(verb.name)`\n\n\(verb.summary)"] + parts).joined(separator: "\n\n")
  }

  private static func markdown(_ command: Command, level: Int) -> String {
    let mark = String(repeating: "#", count: level)
    var parts = ["\(mark) `\(command.name)`", command.summary]
    let columns = command.columnLabels.map { [($0, "column:")] } ?? []
    let parameters =
      command.subjects.map { ($0, $0.name) } + command.labels.map { ($0, $0.name + ":") } + columns
    if !parameters.isEmpty {
      let rows = parameters.map { parameter, shown in
        "| `\(shown)` | \(cell(parameter.summary)) | \(cell(parameter.type.description)) | "
          + "\(parameter.fallback.map { "`\($0)`" } ?? (parameter.isRequired ? "required" : "–")) |"
      }
      parts.append("| | meaning | takes | default |\n|---|---|---|---|\n" + rows.joined(separator: "\n"))
    }
    parts += command.details + sweepDetails(command)
    let examples = command.examples.map { "\($0.code)    # \($0.meaning)" }
    parts.append("```\n\(examples.joined(separator: "\n"))\n```")
    return parts.joined(separator: "\n\n")
  }

  private static func cell(_ text: String) -> String { text.split(separator: "|").joined(separator: "\\|") }
}
