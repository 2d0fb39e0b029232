import FoundationEssentials

/// Where the program and the kernelspec go.
enum InstallPlace {
  case user
  case prefix(String)

  /// The folder of the active virtual or conda environment.
  static var activeEnvironment: String? {
    let environment = ProcessInfo.processInfo.environment
    return [environment["VIRTUAL_ENV"], environment["CONDA_PREFIX"]].compactMap { $0 }.first { !$0.isEmpty }
  }

  /// The program's folder, absolute.
  var programs: String {
    switch self {
    case .user: UserPath.home + "/.local/bin"
    case .prefix(let prefix): Self.absolute(prefix) + "/bin"
    }
  }

  /// The folder that Jupyter searches for kernelspecs, absolute.
  var kernels: String {
    switch self {
    case .user: userData + "/kernels"
    case .prefix(let prefix): Self.absolute(prefix) + "/share/jupyter/kernels"
    }
  }

  private var userData: String {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["JUPYTER_DATA_DIR"], !folder.isEmpty { return Self.absolute(folder) }
    if let folder = environment["XDG_DATA_HOME"], !folder.isEmpty {
      return Self.absolute(folder) + "/jupyter"
    }
    return UserPath.home + "/.local/share/jupyter"
  }

  private static func absolute(_ path: String) -> String {
    let expanded = UserPath.expanded(path)
    let whole = expanded.hasPrefix("/") ? expanded : FileManager.default.currentDirectoryPath + "/" + expanded
    return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
  }
}
