/// `print` and `warn`: words on the standard streams.
enum PrintVerb {
  private static let values = Key<[Value]>(
    parameter: Parameter(
      "values", "what to write; several stand beside each other", .list(.any), isRequired: true),
    fallback: nil, read: { $0.list })

  static let print = Command(
    "print", summary: "Writes values as text to standard output.", subjects: [values.parameter],
    examples: [.init("print \"hello, world\"", "writes a line")]
  ) { invocation in
    invocation.context.output.write(try line(invocation), to: .stdout)
    return nil
  }

  static let warn = Command(
    "warn", summary: "Writes values as text to standard error.", subjects: [values.parameter],
    examples: [.init("warn \"the corpus is small\"", "writes a line that front ends set apart")]
  ) { invocation in
    invocation.context.output.write(try line(invocation), to: .stderr)
    return nil
  }

  private static func line(_ invocation: Invocation) throws -> String {
    try invocation.value(values).map { MIMEBundle($0).text }.joined(separator: " ") + "\n"
  }
}
