import ArgumentParser
import FoundationEssentials
import MVAEKit

/// `mvae run`: a script of the language in the terminal.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a script; results go to standard output, figures to files.")

  @Argument(help: "The script, or - for standard input.")
  var file: String

  @Option(name: .long, help: "Write figures and sounds to this folder, named by statement number.")
  var output: String?

  func run() throws {
    DecoderNoise.hush()
    guard let text = Self.read(file) else {
      TerminalOutput.writeError("mvae: can't read \(file)\n")
      throw ExitCode.failure
    }
    let terminal = try TerminalOutput(folder: output)
    let script = ScriptRun(
      text: text, name: file == "-" ? "stdin" : file, workspace: Workspace(), output: terminal)
    guard script.run() else { throw ExitCode.failure }
  }

  private static func read(_ file: String) -> String? {
    if file == "-" {
      return String(decoding: StandardInput.read(), as: UTF8.self)
    }
    return (try? Data(contentsOf: URL(filePath: file))).map { String(decoding: $0, as: UTF8.self) }
  }
}
