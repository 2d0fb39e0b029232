import FoundationEssentials
import Logging
import MVAEKit

/// One kernel from its first message to its last: gives each request to whoever answers it.
///
/// Cells go to the engine. Control is answered at once on the I/O thread. Everything else of the shell goes to a
/// thread of its own, so that neither a running cell nor a slow folder listing makes anyone wait.
final class KernelSession: Receiver {
  private let publisher: Publisher
  private let engine: Engine
  private let responder: ShellResponder
  private let responses = WorkQueue()
  private let logger: Logger

  init(connection: ConnectionFile, outbox: any Outbox, logger: Logger, cache: FeatureCache?) {
    let codec = MessageCodec(session: UUID().uuidString.lowercased(), key: connection.key)
    publisher = Publisher(codec: codec, outbox: outbox)
    let workspace = Workspace()
    let history = History()
    engine = Engine(
      publisher: publisher, workspace: workspace, history: history, registry: .standard,
      cache: cache)
    responder = ShellResponder(
      publisher: publisher, workspace: workspace, history: history, registry: .standard)
    self.logger = logger
  }

  func start() {
    publisher.status("starting", parent: nil)
    let engine = engine
    Task { await engine.run() }
  }

  // MARK: From the I/O loop

  func receive(_ frames: [[UInt8]], on channel: WireChannel) {
    do {
      dispatch(try publisher.codec.request(from: frames, on: channel))
    } catch {
      logger.warning("a message on \(channel) is ignored: \(error)")
    }
  }

  func subscribed(to topic: [UInt8]) { publisher.welcome(topic: topic) }

  func frames(for text: StreamText) -> [[UInt8]] { publisher.frames(for: text) }

  func signalled(_ wish: SignalWish) {
    switch wish {
    case .interrupt: engine.interrupt()
    case .end: close()
    }
  }

  func orphaned() {
    logger.notice("the process that started this kernel is gone; ending")
    close()
  }

  private func close() {
    engine.interrupt()
    publisher.outbox.post(.close)
  }

  // MARK: Dispatch

  private func dispatch(_ request: Request) {
    switch (request.channel, request.type) {
    case (.shell, "execute_request"): engine.enqueue(request)
    case (_, "interrupt_request"): answerInterrupt(request)
    case (_, "shutdown_request"): answerShutdown(request)
    case (.control, "kernel_info_request"): responder.answer(request)
    case (.stdin, _): logger.debug("\(request.type) on stdin: nothing asked for it")
    default:
      let responder = responder
      responses.add { responder.answer(request) }
    }
  }

  private func answerInterrupt(_ request: Request) {
    publisher.whileBusy(with: request) {
      engine.interrupt()
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
