import Synchronization

/// Publishes what a running cell shows as answers to its request.
final class CellOutput: Output {
  private let publisher: Publisher
  private let parent: [UInt8]
  /// A silent request shows nothing.
  private let isSilent: Bool
  private let pages = Mutex<[JSON]>([])

  init(_ publisher: Publisher, request: Request, isSilent: Bool) {
    self.publisher = publisher
    parent = request.headerBytes
    self.isSilent = isSilent
  }

  func write(_ text: String, to stream: StandardStream) {
    guard !isSilent, !text.isEmpty else { return }
    publisher.outbox.post(stream: stream.rawValue, text, parent: parent)
  }

  func display(_ bundle: MIMEBundle, id: String?) { show("display_data", bundle, id: id) }

  func update(_ bundle: MIMEBundle, id: String) { show("update_display_data", bundle, id: id) }

  func clear(waits: Bool) {
    guard !isSilent else { return }
    publisher.publish("clear_output", ["wait": .bool(waits)], parent: parent)
  }

  func page(_ bundle: MIMEBundle) {
    let payload: JSON = ["source": "page", "start": 0, "data": .object(bundle.data)]
    pages.withLock { $0.append(payload) }
  }

  /// What the reply carries for the front end's pager.
  var payload: JSON { .array(pages.withLock { $0 }) }

  private func show(_ type: String, _ bundle: MIMEBundle, id: String?) {
    guard !isSilent else { return }
    let transient: JSON = id.map { ["display_id": .string($0)] } ?? [:]
    let content: JSON = [
      "data": .object(bundle.data), "metadata": .object(bundle.metadata), "transient": transient,
    ]
    publisher.publish(type, content, parent: parent)
  }
}
