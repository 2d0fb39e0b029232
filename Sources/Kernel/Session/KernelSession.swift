import FoundationEssentials
import Logging
import MVAEKit

/// One kernel from its first message to its last: gives each request to whoever answers it.
///
/// Cells go to their shell's engine. Control is answered at once on the I/O thread. Everything else of the shell goes to
/// a thread of its own, so that neither a running cell nor a slow folder listing makes anyone wait.
final class KernelSession: Receiver {
  /// What the process knows and the session does not.
  struct Surroundings: Sendable {
    var cache: FeatureCache?
    /// The file of all cells, `nil` for this session's only.
    var history: String?
    /// The folder of models that train, `nil` for none.
    var models: String?
    /// The log file, for the banner.
    var log: String?
    /// Where the sockets listen.
    var ports: [WireChannel: Int] = [:]
  }

  private let state: KernelState
  private let shells: Shells
  private let control: ControlResponder
  private let responder: ShellResponder
  private let responses = WorkQueue()
  private var replays = ReplayGuard()
  private var ignored = 0
  private let logger: Logger

  init(key: String, outbox: any Outbox, logger: Logger, surroundings: Surroundings) {
    let codec = MessageCodec(session: UUID().uuidString.lowercased(), key: key)
    state = KernelState(
      publisher: Publisher(codec: codec, outbox: outbox), history: History(path: surroundings.history),
      registry: .standard, cache: surroundings.cache, models: surroundings.models)
    shells = Shells(state)
    let info = KernelInfo.content(log: surroundings.log)
    responder = ShellResponder(state: state, info: info)
    control = ControlResponder(info: info, ports: surroundings.ports)
    self.logger = logger
  }

  private var publisher: Publisher { state.publisher }

  func start() { publisher.status("starting", parent: nil) }

  /// Writes what is not yet written; call when the loop has ended.
  func end() { state.history.flush() }

  // MARK: From the I/O loop

  func receive(_ frames: [[UInt8]], on channel: WireChannel) {
    do {
      let request = try publisher.codec.request(from: frames, on: channel)
      guard replays.admits(request.signature) else { throw MessageCodec.Rejection.replayed }
      dispatch(request)
    } catch {
      ignored += 1
      // A flood of nonsense must not fill the disk.
      guard ignored <= Self.told || ignored.isMultiple(of: 1000) else { return }
      logger.warning("a message on \(channel) is ignored: \(error) (\(ignored) so far)")
    }
  }

  /// How many of the ignored messages are logged one by one; then each thousandth.
  private static let told = 100

  func subscribed(to topic: [UInt8]) { publisher.welcome(topic: topic) }

  func frames(for text: StreamText) -> [[UInt8]] { publisher.frames(for: text) }

  func signalled(_ wish: SignalWish) {
    switch wish {
    case .interrupt: shells.interrupt()
    case .end:
      logger.notice("asked to end by a signal")
      close()
    }
  }

  func orphaned() {
    logger.notice("the process that started this kernel is gone; ending")
    close()
  }

  private func close() {
    shells.interrupt()
    publisher.outbox.post(.close)
  }

  // MARK: Dispatch

  private func dispatch(_ request: Request) {
    switch (request.channel, request.type) {
    case (.stdin, "input_reply"):
      if !state.desk.deliver(request) { logger.debug("an answer came that nobody asked for") }
    case (.stdin, _): logger.debug("\(request.type) on stdin: nothing asked for it")
    case (.shell, "execute_request"): execute(request)
    case (_, "interrupt_request"): answerInterrupt(request)
    case (_, "shutdown_request"): answerShutdown(request)
    default: answer(request)
    }
  }

  private func execute(_ request: Request) {
    guard !shells.enqueue(request) else { return }
    publisher.whileBusy(with: request) { publisher.reply(Shells.unknown(request.subshell), to: request) }
  }

  private func answer(_ request: Request) {
    if let content = shells.answer(request) ?? control.answer(request) {
      publisher.whileBusy(with: request) { publisher.reply(content, to: request) }
    } else {
      let responder = responder
      responses.add { responder.answer(request) }
    }
  }

  private func answerInterrupt(_ request: Request) {
    publisher.whileBusy(with: request) {
      shells.interrupt()
      publisher.reply(["status": "ok"], to: request)
    }
  }

  private func answerShutdown(_ request: Request) {
    publisher.whileBusy(with: request) {
      let restarts = request.content["restart"]?.bool ?? false
      let content: JSON = ["status": "ok", "restart": .bool(restarts)]
      publisher.reply(content, to: request)
      publisher.publish("shutdown_reply", content, parent: request.headerBytes)
    }
    close()
  }
}
