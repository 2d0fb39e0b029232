import ArgumentParser
import MVAEKit

/// `mvae repl`: the language line by line.
struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl", abstract: "Type the language line by line.")

  func run() throws {
    DecoderNoise.hush()
    let workspace = Workspace()
    let output = try TerminalOutput(folder: nil)
    print("mvae \(Version.current). `help` lists the verbs; Ctrl-D ends.")
    while let text = Self.readCell() {
      _ = ScriptRun(text: text, name: nil, workspace: workspace, output: output).run()
    }
    print("")
  }

  /// Lines until they make a whole; `nil` at the end of input.
  private static func readCell() -> String? {
    print("mvae> ", terminator: "")
    flush()
    guard var text = readLine(strippingNewline: false) else { return nil }
    while case .incomplete = Completeness.of(text) {
      print("  ... ", terminator: "")
      flush()
      guard let line = readLine(strippingNewline: false) else { break }
      text += line
    }
    return text
  }

  private static func flush() { TerminalOutput.flushStandardOutput() }
}
