import Synchronization

@testable import Kernel

/// Keeps what a cell showed, in order.
final class RecordingOutput: Output {
  enum Event: Equatable, Sendable {
    case stdout(String)
    case stderr(String)
    case display(String, id: String?)
    case update(String, id: String)
    case clear(waits: Bool)
    case page(String)
  }

  private let recorded = Mutex<[Event]>([])

  var events: [Event] { recorded.withLock { $0 } }

  func write(_ text: String, to stream: StandardStream) {
    record(stream == .stdout ? .stdout(text) : .stderr(text))
  }

  func display(_ bundle: MIMEBundle, id: String?) { record(.display(bundle.text, id: id)) }
  func update(_ bundle: MIMEBundle, id: String) { record(.update(bundle.text, id: id)) }
  func clear(waits: Bool) { record(.clear(waits: waits)) }
  func page(_ bundle: MIMEBundle) { record(.page(bundle.text)) }

  private func record(_ event: Event) { recorded.withLock { $0.append(event) } }
}
