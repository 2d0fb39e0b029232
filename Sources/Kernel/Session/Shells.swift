/// The shells of one kernel: the main one, the subshells that front ends open, and one for looks at what runs.
///
/// Used by the I/O thread alone; each shell runs on a thread of its own.
final class Shells {
  private let state: KernelState
  private let main: Engine
  private var subshells: [String: Engine] = [:]
  /// For cells that only look at what runs; made when one comes while the main shell is busy.
  private var aside: Engine?
  /// Each has a thread: a front end that opens more has lost count.
  private static let limit = 64
  private var created = 0

  init(_ state: KernelState) {
    self.state = state
    main = Engine(state)
    main.start()
  }

  /// Gives a cell to its shell; false when there is no such shell.
  func enqueue(_ request: Request) -> Bool {
    guard let id = request.subshell else {
      let code = request.content["code"]?.string ?? ""
      (RunsVerb.isLook(code) && main.isBusy ? spare : main).enqueue(request)
      return true
    }
    subshells[id]?.enqueue(request)
    return subshells[id] != nil
  }

  private var spare: Engine {
    if let aside { return aside }
    let engine = Engine(state)
    engine.start()
    aside = engine
    return engine
  }

  /// Stops what runs in every shell.
  func interrupt() {
    main.interrupt()
    aside?.interrupt()
    subshells.values.forEach { $0.interrupt() }
  }

  // MARK: Requests of front ends

  /// The answer to a request for subshells; `nil` when it is another one.
  func answer(_ request: Request) -> JSON? {
    switch request.type {
    case "create_subshell_request": create()
    case "delete_subshell_request": delete(request.content["subshell_id"]?.string ?? "")
    case "list_subshell_request":
      ["status": "ok", "subshell_id": .array(subshells.keys.sorted().map { .string($0) })]
    default: nil
    }
  }

  private func create() -> JSON {
    guard subshells.count < Self.limit else {
      return Self.failure("TooManySubshells", "this kernel has \(Self.limit) subshells already")
    }
    created += 1
    let id = "\(state.publisher.codec.session)-\(created)"
    let engine = Engine(state)
    engine.start()
    subshells[id] = engine
    return ["status": "ok", "subshell_id": .string(id)]
  }

  private func delete(_ id: String) -> JSON {
    guard let engine = subshells.removeValue(forKey: id) else { return Self.unknown(id) }
    engine.close()
    return ["status": "ok"]
  }

  static func unknown(_ id: String?) -> JSON {
    failure("SubshellNotFound", "there is no subshell \(id ?? "")")
  }

  private static func failure(_ name: String, _ message: String) -> JSON {
    [
      "status": "error", "ename": .string(name), "evalue": .string(message),
      "traceback": [.string(message)],
    ]
  }
}
