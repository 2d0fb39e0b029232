import FoundationEssentials
import MVAEKit
import Synchronization

/// Runs the cells of one shell in order, on a thread of its own.
actor Engine {
  private let executor = DedicatedExecutor()
  private nonisolated let waiting = Mutex<[Request]>([])
  private nonisolated let running = Mutex(Running())
  private nonisolated let wakeups: AsyncStream<Void>
  private nonisolated let wake: AsyncStream<Void>.Continuation
  private let publisher: Publisher
  private let workspace: Workspace
  private let history: History
  private let registry: Registry
  private let cache: FeatureCache?
  private var executionCount = 0
  private var lastFailure: Failure?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// How long after a failure cells may still arrive that were sent before it.
  private let stragglers: Duration

  init(
    publisher: Publisher, workspace: Workspace, history: History, registry: Registry,
    cache: FeatureCache? = nil, stragglers: Duration = .milliseconds(100)
  ) {
    self.publisher = publisher
    self.workspace = workspace
    self.history = history
    self.registry = registry
    self.cache = cache
    self.stragglers = stragglers
    (wakeups, wake) = AsyncStream.makeStream(of: Void.self)
  }

  /// Takes an `execute_request`; it runs when those before it are done.
  nonisolated func enqueue(_ request: Request) {
    waiting.withLock { $0.append(request) }
    wake.yield()
  }

  private struct Running {
    var cell: Task<Void, Never>?
    /// An interrupt came when a cell was about to start.
    var stopsNext = false
  }

  /// Asks the running cell to stop, or the one that is about to start; nothing happens when there is none.
  nonisolated func interrupt() {
    let isIdle = waiting.withLock(\.isEmpty)
    running.withLock { running in
      if let cell = running.cell { cell.cancel() } else { running.stopsNext = !isIdle }
    }
  }

  func run() async {
    for await _ in wakeups {
      guard let request = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
      if isBehindFailure(request) {
        abort(request)
        continue
      }
      let cell = Task { await self.execute(request) }
      running.withLock { running in
        running.cell = cell
        if running.stopsNext { cell.cancel() }
        running.stopsNext = false
      }
      await cell.value
      running.withLock { $0.cell = nil }
    }
  }

  private func execute(_ request: Request) async {
    let cancellation = Cancellation()
    await withTaskCancellationHandler {
      var aborted: [Request] = []
      publisher.whileBusy(with: request) { aborted = answer(request, cancellation) }
      aborted.forEach(abort)
    } onCancel: {
      cancellation.cancel()
    }
  }

  // MARK: One request

  /// Returns the cells that must not run because this one failed.
  private func answer(_ request: Request, _ cancellation: Cancellation) -> [Request] {
    let options = ExecuteOptions(request.content)
    if options.isCounted { executionCount += 1 }
    if !options.isSilent {
      publisher.publish(
        "execute_input", ["code": .string(options.code), "execution_count": .integer(executionCount)],
        parent: request.headerBytes)
    }
    let output = CellOutput(publisher, request: request, isSilent: options.isSilent)
    let context = ExecutionContext(
      workspace: workspace, output: output, cancellation: cancellation, registry: registry, cache: cache)
    let cell = CellRun(context: context).run(options.code, keeping: options.isSilent ? .nothing : .result)
    publish(cell, request, options)
    if options.isCounted {
      history.add(line: executionCount, input: options.code, output: cell.result?.text)
    }
    // Before the reply: what a front end sends in answer to it was sent knowing of the failure.
    let aborted = cell.failure != nil && options.stopsOnError ? fail() : []
    publisher.reply(reply(for: cell, options, context, output), to: request)
    return aborted
  }

  private func publish(_ cell: CellRun.Outcome, _ request: Request, _ options: ExecuteOptions) {
    guard !options.isSilent else { return }
    if let failure = cell.failure {
      publisher.publish("error", failure.content, parent: request.headerBytes)
    } else if let result = cell.result {
      let content: JSON = [
        "execution_count": .integer(executionCount), "data": .object(result.data),
        "metadata": .object(result.metadata), "transient": [:],
      ]
      publisher.publish("execute_result", content, parent: request.headerBytes)
    }
  }

  private func reply(
    for cell: CellRun.Outcome, _ options: ExecuteOptions, _ context: ExecutionContext, _ output: CellOutput
  ) -> JSON {
    let count = JSON.integer(executionCount)
    if let failure = cell.failure {
      var content = failure.content.object ?? [:]
      content["status"] = "error"
      content["execution_count"] = count
      content["payload"] = []
      content["user_expressions"] = [:]
      return .object(content)
    }
    let expressions = options.userExpressions.mapValues { CellRun(context: context).expression($0) }
    return [
      "status": "ok", "execution_count": count, "payload": output.payload,
      "user_expressions": .object(expressions),
    ]
  }

  // MARK: Cells behind a failed one

  private struct Failure {
    let date = Date.now
    let instant = ContinuousClock.now
  }

  /// Takes the cells that wait.
  private func fail() -> [Request] {
    lastFailure = Failure()
    return waiting.withLock { requests in
      let all = requests
      requests = []
      return all
    }
  }

  /// "Run all" sends its cells one by one: a cell that fails at once has failed before the next arrives.
  private func isBehindFailure(_ request: Request) -> Bool {
    guard let lastFailure, ContinuousClock.now - lastFailure.instant < stragglers else { return false }
    return request.sent.map { $0 < lastFailure.date } ?? false
  }

  private func abort(_ request: Request) {
    publisher.whileBusy(with: request) {
      publisher.reply(["status": "aborted", "execution_count": .integer(executionCount)], to: request)
    }
  }
}

/// What an `execute_request` asks for.
struct ExecuteOptions {
  let code: String
  let isSilent: Bool
  let storesHistory: Bool
  let stopsOnError: Bool
  let userExpressions: [String: String]

  init(_ content: JSON) {
    code = content["code"]?.string ?? ""
    isSilent = content["silent"]?.bool ?? false
    storesHistory = content["store_history"]?.bool ?? true
    stopsOnError = content["stop_on_error"]?.bool ?? true
    userExpressions = (content["user_expressions"]?.object ?? [:]).compactMapValues(\.string)
  }

  /// It takes the next number and a place in the history.
  var isCounted: Bool { !isSilent && storesHistory }
}
