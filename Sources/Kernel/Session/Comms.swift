import Synchronization

/// What a kind of comm answers to the data that a front end sends, when it opens and later.
typealias CommTarget = @Sendable (JSON) -> JSON

/// The open comms of a kernel and the targets that can be opened.
final class Comms: Sendable {
  private let publisher: Publisher
  private let targets: [String: CommTarget]
  /// Names of targets by the ids of their comms.
  private let open = Mutex<[String: String]>([:])
  /// A front end that opens more has lost count.
  private static let limit = 1000

  init(publisher: Publisher, targets: [String: CommTarget]) {
    self.publisher = publisher
    self.targets = targets
  }

  /// An unknown target is told at once that its comm is closed.
  func open(_ request: Request) {
    guard let id = request.content["comm_id"]?.string else { return }
    let name = request.content["target_name"]?.string ?? ""
    let isOpen =
      targets[name] != nil
      && open.withLock { open in
        guard open.count < Self.limit || open[id] != nil else { return false }
        open[id] = name
        return true
      }
    if isOpen { answer(request, id, name) } else { publish("comm_close", id, [:], request) }
  }

  func message(_ request: Request) {
    guard let id = request.content["comm_id"]?.string, let name = open.withLock({ $0[id] }) else { return }
    answer(request, id, name)
  }

  func close(_ request: Request) {
    guard let id = request.content["comm_id"]?.string else { return }
    open.withLock { $0[id] = nil }
  }

  /// The content of a `comm_info_reply`: all comms, or those of one target.
  func info(target: String?) -> JSON {
    let shown = open.withLock { $0 }.filter { target == nil || $0.value == target }
    return ["status": "ok", "comms": .object(shown.mapValues { ["target_name": .string($0)] })]
  }

  private func answer(_ request: Request, _ id: String, _ name: String) {
    guard let target = targets[name] else { return }
    publish("comm_msg", id, target(request.content["data"] ?? [:]), request)
  }

  private func publish(_ type: String, _ id: String, _ data: JSON, _ request: Request) {
    publisher.publish(type, ["comm_id": .string(id), "data": data], parent: request.headerBytes)
  }
}

/// What front ends can ask for beside cells, whatever runs.
struct CommTargets: Sendable {
  let workspace: Workspace
  let runs: RunJournal

  var all: [String: CommTarget] {
    ["mvae.workspace": { _ in names }, "mvae.runs": { _ in cells }]
  }

  /// The names of the workspace, for a pane of variables.
  private var names: JSON {
    let entries = workspace.entries.map { entry -> JSON in
      [
        "name": .string(entry.name), "kind": .string(entry.value.kind.name),
        "brief": .string(entry.value.brief),
        "bytes": .integer(entry.value.byteCount),
      ]
    }
    return ["names": .array(entries)]
  }

  /// How the cells go that run and have run.
  private var cells: JSON {
    let all = runs.runs.map { run -> JSON in
      let summary = run.summary
      return [
        "number": .integer(run.number), "code": .string(run.code), "state": .string(summary.state.rawValue),
        "seconds": .number(summary.seconds), "progress": .string(summary.progress),
      ]
    }
    return ["runs": .array(all)]
  }
}
