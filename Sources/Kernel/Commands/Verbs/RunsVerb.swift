/// `show runs` and `show run`: what the kernel does and did, for who comes back to it.
enum RunsVerb {
  static let runs = Command(
    "show", "runs", summary: "The cells that run and have run: state, time, progress.",
    details: [
      "A notebook that was closed while a cell ran does not get the output that came meanwhile; the kernel goes on and "
        + "remembers it. `show runs` is answered at once, while a cell runs, too; `show run` shows one cell's output again.",
      "The last \(RunJournal.limit) cells are remembered, and the latest \(RunJournal.shownLimit >> 20) MB of what they showed.",
    ],
    examples: [.init("show runs", "a row a cell, the latest at the bottom")], isShowing: true
  ) { invocation in
    let runs = invocation.context.runs?.runs ?? []
    guard !runs.isEmpty else { return .text("nothing has run in this kernel yet") }
    let rows: [[Table.CellContent]] = runs.map { run in
      let summary = run.summary
      return [
        .number(Double(run.number)), .text(run.title), .text(summary.state.rawValue),
        .measured(summary.seconds, shown: NumberText.seconds(summary.seconds)), .text(summary.progress),
      ]
    }
    var table = Table("", columns: ["run", "cell", "state", "time", "progress"], rows: rows)
    table.shownRows = rows.count
    return .object(table)
  }

  private static let number = Key<Int>.integer(
    "number", "which one; the latest when left out", in: 1...1_000_000)
  private static let edit = Key<Bool>.flag("edit", "propose its text as the next cell", default: false)

  static let run = Command(
    "show", "run", summary: "Shows again what one cell wrote and showed.",
    labels: [number.parameter, edit.parameter],
    examples: [
      .init("show run", "the latest cell's output"),
      .init("show run number: 3 edit: on", "and its text, to run again"),
    ], isShowing: true
  ) { invocation in
    let runs = invocation.context.runs?.runs ?? []
    let wanted = invocation.given(number)
    guard let run = wanted.map({ number in runs.last { $0.number == number } }) ?? runs.last else {
      guard wanted != nil else { return .text("nothing has run in this kernel yet") }
      throw invocation.diagnostic(
        "UnknownRun", "no run of this number is remembered", at: number, hint: "`show runs` lists them")
    }
    let output = invocation.context.output
    let summary = run.summary
    output.write(
      "run \(run.number), \(summary.state.rawValue), \(NumberText.seconds(summary.seconds)): \(run.title)\n",
      to: .stdout)
    output.write(run.words, to: .stdout)
    run.shown.forEach { output.display($0, id: nil) }
    if summary.state == .running, !summary.progress.isEmpty {
      output.write(summary.progress + "\n", to: .stdout)
    }
    if run.isIncomplete { invocation.warn("it showed more than is kept") }
    if try invocation.value(edit) { output.suggest(run.code) }
    return nil
  }
}

extension RunRecord {
  /// The first line that says something.
  fileprivate var title: String {
    let lines = code.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    let line = lines.first { !$0.hasPrefix("#") } ?? lines.first ?? ""
    return line.count > 60 ? line.prefix(59) + "…" : String(line)
  }
}

extension RunsVerb {
  /// Whether a cell only looks at what runs: it need not wait for the one that runs, and is no entry itself.
  static func isLook(_ code: String) -> Bool {
    guard code.utf8.count < 200 else { return false }
    let words = code.split { $0 == " " || $0 == "\t" || $0 == "\n" }
    guard words.count >= 2, words[0] == "show" else { return false }
    let kind = words[1].split(separator: ";", omittingEmptySubsequences: false)[0]
    return (kind == "runs" || kind == "run") && code.split(separator: "\n").count == 1
  }
}
