import MVAEKit
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// What all shells of one kernel share.
struct KernelState: Sendable {
  let publisher: Publisher
  let workspace: Workspace
  let history: History
  let registry: Registry
  /// Where extracted features are kept, `nil` for nowhere.
  var cache: FeatureCache?
  let runs = RunJournal()
  let desk: InputDesk
  let comms: Comms
  let counter = ExecutionCounter()
  /// Where models are kept while they train, `nil` for nowhere.
  var models: String?
  private let shells = ExecutionCounter()
  /// Writes the history and whatever else can wait.
  let chores = WorkQueue()

  init(
    publisher: Publisher, workspace: Workspace = Workspace(), history: History, registry: Registry,
    cache: FeatureCache? = nil, models: String? = nil
  ) {
    self.publisher = publisher
    self.workspace = workspace
    self.history = history
    self.registry = registry
    self.cache = cache
    self.models = models
    desk = InputDesk(publisher: publisher)
    comms = Comms(publisher: publisher, targets: CommTargets(workspace: workspace, runs: runs).all)
  }

  /// A new shell's own.
  func makeSafeguard() -> Safeguard? {
    models.map { Safeguard(folder: $0, owner: "\(getpid())-\(shells.next())") }
  }
}

/// The number in `In [7]`, one row for all shells.
final class ExecutionCounter: Sendable {
  private let count = Mutex(0)

  var current: Int { count.withLock { $0 } }

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
