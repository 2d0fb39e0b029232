import ArgumentParser
import MVAEKit

/// Explores latent spaces of music, in a notebook or in the terminal.
@main
struct MVAE: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mvae",
    abstract: "Explore latent spaces of music: a Jupyter kernel and a script runner.",
    discussion: "`mvae install --user` makes the kernel MVAE known to JupyterLab.",
    version: Version.current,
    subcommands: [
      InstallCommand.self, KernelCommand.self, RunCommand.self, ReplCommand.self, CommandsCommand.self,
    ])

  static func main() {
    ProcessMemory.returnLargeBlocks()
    main(nil)
  }
}
