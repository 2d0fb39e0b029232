import ArgumentParser

/// `mvae install`: makes the kernel known to Jupyter.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install the program and its kernelspec, so that JupyterLab offers MVAE.")

  @Flag(name: .long, help: "For this user (the default).")
  var user = false

  @Option(name: .long, help: "Beneath this folder, such as /usr/local.")
  var prefix: String?

  @Flag(name: .long, help: "Beneath the active virtual or conda environment.")
  var sysPrefix = false

  func validate() throws {
    guard [user, prefix != nil, sysPrefix].count(where: { $0 }) <= 1 else {
      throw ValidationError("Give one of --user, --prefix and --sys-prefix.")
    }
  }

  func run() throws {
    let place = try place()
    guard let installed = try? KernelSpec.install(at: place) else {
      throw ValidationError("Can't write to \(place.programs) and \(place.kernels).")
    }
    print("mvae is at \(installed.program)")
    print("the kernelspec is in \(installed.folder)")
  }

  private func place() throws -> InstallPlace {
    if let prefix { return .prefix(prefix) }
    guard sysPrefix else { return .user }
    guard let environment = InstallPlace.activeEnvironment else {
      throw ValidationError(
        "--sys-prefix needs an active environment (VIRTUAL_ENV or CONDA_PREFIX); else give --prefix DIR.")
    }
    return .prefix(environment)
  }
}
