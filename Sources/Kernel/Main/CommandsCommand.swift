import ArgumentParser

/// `mvae commands`: the reference manual.
struct CommandsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "commands", abstract: "Print the reference manual of the language.")

  @Flag(name: .long, help: "As Markdown, whole.")
  var markdown = false

  func run() {
    print(markdown ? Manual.markdown(.standard) : Manual.overview(.standard).text)
  }
}
