import MVAEKit
import Synchronization

/// Publishes what a running cell shows as answers to its request.
final class CellOutput: Output {
  private let publisher: Publisher
  private let desk: InputDesk
  private let request: Request
  /// A silent request shows nothing.
  private let isSilent: Bool
  private let payloads = Mutex<[JSON]>([])
  let canAsk: Bool

  init(_ state: KernelState, request: Request, options: ExecuteOptions) {
    publisher = state.publisher
    desk = state.desk
    self.request = request
    isSilent = options.isSilent
    canAsk = options.takesInput
  }

  func write(_ text: String, to stream: StandardStream) {
    guard !isSilent, !text.isEmpty else { return }
    publisher.outbox.post(stream: stream.rawValue, text, parent: request.headerBytes)
  }

  func display(_ bundle: MIMEBundle, id: String?) { show("display_data", bundle, id: id) }

  func update(_ bundle: MIMEBundle, id: String) { show("update_display_data", bundle, id: id) }

  func clear(waits: Bool) {
    guard !isSilent else { return }
    publisher.publish("clear_output", ["wait": .bool(waits)], parent: request.headerBytes)
  }

  func page(_ bundle: MIMEBundle) {
    add(["source": "page", "start": 0, "data": .object(bundle.data)])
  }

  func suggest(_ code: String) {
    add(["source": "set_next_input", "text": .string(code), "replace": false])
  }

  func ask(_ question: Question, cancellation: Cancellation) throws -> String? {
    canAsk ? try desk.ask(question, for: request, cancellation: cancellation) : nil
  }

  /// What the reply carries for the front end: pages and a next cell.
  var payload: JSON { .array(payloads.withLock { $0 }) }

  private func add(_ payload: JSON) { payloads.withLock { $0.append(payload) } }

  private func show(_ type: String, _ bundle: MIMEBundle, id: String?) {
    guard !isSilent else { return }
    let transient: JSON = id.map { ["display_id": .string($0)] } ?? [:]
    let content: JSON = [
      "data": .object(bundle.data), "metadata": .object(bundle.metadata), "transient": transient,
    ]
    publisher.publish(type, content, parent: request.headerBytes)
  }
}
