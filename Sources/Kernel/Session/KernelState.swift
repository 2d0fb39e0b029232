import MVAEKit
import Synchronization

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
  /// Writes the history and whatever else can wait.
  let chores = WorkQueue()

  init(
    publisher: Publisher, workspace: Workspace = Workspace(), history: History, registry: Registry,
    cache: FeatureCache? = nil
  ) {
    self.publisher = publisher
    self.workspace = workspace
    self.history = history
    self.registry = registry
    self.cache = cache
    desk = InputDesk(publisher: publisher)
    comms = Comms(publisher: publisher, targets: CommTargets(workspace: workspace, runs: runs).all)
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
