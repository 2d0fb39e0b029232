import ArgumentParser
import MVAEKit

/// `mvae repl`: the language line by line.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Type the language line by line.")

  private static let prompt = "mvae> "

  func run() throws {
    let interrupts = TerminalInterrupts(prompt: Self.prompt)
    DecoderNoise.hush()
    let workspace = Workspace()
    let output = try TerminalOutput(folder: nil)
    print("mvae \(Version.current). `help` lists the verbs; Ctrl-C stops a cell, Ctrl-D ends.")
    while let text = Self.readCell(interrupts) {
      interrupts.whileRunning { cancellation in
        let cell = ScriptRun(
          text: text, name: nil, workspace: workspace, output: output, cancellation: cancellation)
        _ = cell.run()
      }
    }
    print("")
  }

  /// Lines until they make a whole; `nil` at the end of input.
  private static func readCell(_ interrupts: TerminalInterrupts) -> String? {
    print(prompt, terminator: "")
    flush()
    _ = interrupts.takeDropped()
    guard var text = readLine(strippingNewline: false) else { return nil }
    while case .incomplete = Completeness.of(text) {
      print("  ... ", terminator: "")
      flush()
      guard let line = readLine(strippingNewline: false) else { break }
      text = interrupts.takeDropped() ? line : text + line
    }
    return text
  }

  private static func flush() { TerminalOutput.flushStandardOutput() }
}
