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
  private let state: KernelState
  private let safeguard: Safeguard?
  private var lastFailure: Failure?

  nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// How long after a failure cells may still arrive that were sent before it.
  private let stragglers: Duration

  init(_ state: KernelState, stragglers: Duration = .milliseconds(100)) {
    self.state = state
    safeguard = state.makeSafeguard()
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

  nonisolated var isBusy: Bool { running.withLock { $0.cell != nil } || !waiting.withLock(\.isEmpty) }

  /// Asks the running cell to stop, or the one that is about to start; nothing happens when there is none.
  nonisolated func interrupt() {
    let isIdle = waiting.withLock(\.isEmpty)
    running.withLock { running in
      if let cell = running.cell { cell.cancel() } else { running.stopsNext = !isIdle }
    }
  }

  /// Starts to take cells.
  nonisolated func start() {
    Task {
      await run()
      executor.close()
    }
  }

  /// Ends the shell: its running cell is interrupted, those behind it are aborted, its thread ends.
  nonisolated func close() {
    wake.finish()
    interrupt()
  }

  private func run() async {
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
    takeWaiting().forEach(abort)
  }

  private func execute(_ request: Request) async {
    let cancellation = Cancellation()
    await withTaskCancellationHandler {
      var aborted: [Request] = []
      state.publisher.whileBusy(with: request) { aborted = answer(request, cancellation) }
      aborted.forEach(abort)
    } onCancel: {
      cancellation.cancel()
    }
  }

  // MARK: One request

  /// Returns the cells that must not run because this one failed.
  private func answer(_ request: Request, _ cancellation: Cancellation) -> [Request] {
    let options = ExecuteOptions(request.content)
    let count = options.isCounted ? state.counter.next() : state.counter.current
    if !options.isSilent {
      state.publisher.publish(
        "execute_input", ["code": .string(options.code), "execution_count": .integer(count)],
        parent: request.headerBytes)
    }
    let run = options.isSilent || RunsVerb.isLook(options.code) ? nil : state.runs.begin(options.code)
    let output = CellOutput(state, request: request, options: options)
    let context = ExecutionContext(
      workspace: state.workspace, output: run.map { JournaledOutput(base: output, run: $0) } ?? output,
      cancellation: cancellation, registry: state.registry, cache: state.cache, runs: state.runs,
      safeguard: safeguard)
    let cell = CellRun(context: context).run(options.code, keeping: options.isSilent ? .nothing : .result)
    publish(cell, request, options, count)
    run.map { note(cell, in: $0) }
    if options.isCounted { remember(count, options.code, cell.result) }
    // Before the reply: what a front end sends in answer to it was sent knowing of the failure.
    let aborted = cell.failure != nil && options.stopsOnError ? fail() : []
    state.publisher.reply(reply(for: cell, options, context, output, count), to: request)
    return aborted
  }

  private func publish(_ cell: CellRun.Outcome, _ request: Request, _ options: ExecuteOptions, _ count: Int) {
    guard !options.isSilent else { return }
    if let failure = cell.failure {
      state.publisher.publish("error", failure.content, parent: request.headerBytes)
    } else if let result = cell.result {
      let content: JSON = [
        "execution_count": .integer(count), "data": .object(result.data),
        "metadata": .object(result.metadata),
        "transient": [:],
      ]
      state.publisher.publish("execute_result", content, parent: request.headerBytes)
    }
  }

  private func note(_ cell: CellRun.Outcome, in run: RunRecord) {
    if let result = cell.result { run.note(shown: result) }
    guard let failure = cell.failure else { return run.end(.finished) }
    run.end(failure.isInterruption ? .interrupted : .failed, error: failure.message)
  }

  private func remember(_ count: Int, _ code: String, _ result: MIMEBundle?) {
    let history = state.history
    history.add(line: count, input: code, output: result?.text)
    state.chores.add { history.flush() }
  }

  private func reply(
    for cell: CellRun.Outcome, _ options: ExecuteOptions, _ context: ExecutionContext, _ output: CellOutput,
    _ count: Int
  ) -> JSON {
    if let failure = cell.failure {
      var content = failure.content.object ?? [:]
      content["status"] = "error"
      content["execution_count"] = .integer(count)
      content["payload"] = []
      content["user_expressions"] = [:]
      return .object(content)
    }
    let expressions = options.userExpressions.mapValues { CellRun(context: context).expression($0) }
    return [
      "status": "ok", "execution_count": .integer(count), "payload": output.payload,
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
    return takeWaiting()
  }

  private nonisolated func takeWaiting() -> [Request] {
    waiting.withLock { requests in
      let all = requests
      requests = []
      return all
    }
  }

  /// "RunRecord all" sends its cells one by one: a cell that fails at once has failed before the next arrives.
  private func isBehindFailure(_ request: Request) -> Bool {
    guard let lastFailure, ContinuousClock.now - lastFailure.instant < stragglers else { return false }
    return request.sent.map { $0 < lastFailure.date } ?? false
  }

  private func abort(_ request: Request) {
    state.publisher.whileBusy(with: request) {
      state.publisher.reply(
        ["status": "aborted", "execution_count": .integer(state.counter.current)], to: request)
    }
  }
}
