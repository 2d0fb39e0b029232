import Testing

/// Who may know whom: the arrows of the house, read from the sources.
@Suite struct ArchitectureTests {
  private static let kernel = SwiftSource.files(of: "Kernel")
  private static let kit = SwiftSource.files(of: "MVAEKit")
  private static let plot = SwiftSource.files(of: "Plot")
  private static let all = kernel + kit + plot

  @Test func thereAreSourcesToRead() {
    #expect(Self.kernel.count > 50 && Self.kit.count > 50 && Self.plot.count > 30)
    #expect(Set(Self.kernel.map(\.folder)) == Set(Self.arrows.keys))
  }

  // MARK: Targets

  private static let foundation: Set<String> = [
    "Foundation", "FoundationEssentials", "Synchronization", "Glibc",
  ]

  private static let allowed: [String: Set<String>] = [
    "MVAEKit": foundation.union([
      "CSndFile", "CSoxr", "CFFTW", "CDNNL", "CLAPACKE", "CHotLoops", "CSQLite", "CZlib",
    ]),
    "Plot": foundation.union(["CPNG", "CCairo"]),
    "Kernel": foundation.union([
      "Dispatch", "MVAEKit", "Plot", "CZeroMQ", "CSodium", "CSQLite", "ArgumentParser", "Logging",
    ]),
  ]

  @Test(arguments: allowed.keys.sorted())
  func importsStayWithin(_ target: String) throws {
    let allowed = try #require(Self.allowed[target])
    for file in Self.all where file.path.hasPrefix(target + "/") {
      #expect(Set(file.imports).isSubset(of: allowed), "\(file.path)")
    }
  }

  /// Each library of the kernel has one folder that speaks to it.
  @Test(arguments: [
    ("CZeroMQ", ["Transport"]), ("CSodium", ["Wire"]), ("CSQLite", ["Session"]),
    ("ArgumentParser", ["Main", "Install"]),
    ("Logging", ["Main", "Session"]),
    ("Plot", ["Workspace", "Display", "Commands", "Install"]),
    ("MVAEKit", ["Workspace", "Display", "Commands", "Session", "Main"]),
  ])
  func librariesHaveTheirFolders(_ module: String, _ folders: [String]) {
    for file in Self.kernel where file.imports.contains(module) {
      #expect(folders.contains(file.folder), "\(file.path)")
    }
  }

  @Test func onlyTransportSpeaksToSockets() {
    for file in Self.all where file.folder != "Transport" {
      #expect(!file.words.contains { $0.hasPrefix("zmq_") || $0.hasPrefix("ZMQ_") }, "\(file.path)")
    }
  }

  // MARK: Folders of the kernel

  /// From a folder to those whose types it may name. Display writes JSON of Wire into its
  /// bundles; Install quotes a path as JSON and expands `~` as commands do.
  private static let arrows: [String: Set<String>] = [
    "Language": [], "Wire": [], "Workspace": [], "Display": ["Workspace", "Wire"],
    "Commands": ["Language", "Workspace", "Display"],
    "Session": ["Commands", "Wire", "Language", "Workspace", "Display"], "Transport": ["Wire"],
    "Install": ["Wire", "Commands"],
    "Main": ["Language", "Wire", "Workspace", "Display", "Commands", "Session", "Transport", "Install"],
  ]

  @Test(arguments: arrows.keys.sorted())
  func foldersKnowOnlyWhatTheyMay(_ folder: String) throws {
    let known = try #require(Self.arrows[folder])
    var home: [String: String] = [:]
    for file in Self.kernel { for type in file.types { home[type] = file.folder } }
    #expect(
      home["Diagnostic"] == "Language" && home["MIMEBundle"] == "Display" && home["Engine"] == "Session")
    for file in Self.kernel where file.folder == folder {
      for word in file.words {
        guard let other = home[word], other != folder else { continue }
        #expect(known.contains(other), "\(file.path) names \(word) of \(other)")
      }
    }
  }

  @Test func arrowsGoOneWay() {
    for (folder, known) in Self.arrows {
      for other in known { #expect(Self.arrows[other]?.contains(folder) == false, "\(folder) and \(other)") }
    }
  }

  // MARK: Files and names

  @Test func filesAreSmallAndHaveTheirOwnNames() {
    for target in ["Kernel", "MVAEKit", "Plot"] {
      let names = Self.all.filter { $0.path.hasPrefix(target + "/") }.map(\.name)
      #expect(Set(names).count == names.count, "\(names.filter { name in names.count { $0 == name } > 1 })")
    }
    for file in Self.all { #expect(file.lineCount <= 400, "\(file.path)") }
  }

  @Test func noTypeBearsItsModulesName() {
    for file in Self.all {
      #expect(!file.types.contains { ["Kernel", "MVAEKit", "Plot"].contains($0) }, "\(file.path)")
    }
  }

  @Test func noVagueNames() {
    for file in Self.all {
      let vague = file.types.filter { type in
        ["Manager", "Helper", "Utils", "Util"].contains { type.hasSuffix($0) }
      }
      #expect(vague == [], "\(file.path)")
    }
  }

  /// A trap ends the process and with it the notebook's state.
  @Test(arguments: [
    "fatalError(", "try!", "as!", "preconditionFailure(", "unsafelyUnwrapped", "assertionFailure(",
  ])
  func nothingTraps(_ word: String) {
    for file in Self.all { #expect(!file.code.contains(word), "\(file.path)") }
  }
}
