import Dispatch
import MVAEKit
import Synchronization

/// Questions of running cells to the front end that sent the cell, and who waits for which answer.
final class InputDesk: Sendable {
  private final class Waiting: Sendable {
    let identities: [[UInt8]]
    let answer = Mutex<String?>(nil)
    let arrival = DispatchSemaphore(value: 0)

    init(_ identities: [[UInt8]]) { self.identities = identities }
  }

  private let publisher: Publisher
  private let waiting = Mutex<[Waiting]>([])

  init(publisher: Publisher) { self.publisher = publisher }

  /// How often one who waits looks whether the cell was interrupted.
  private static let patience = DispatchTimeInterval.milliseconds(20)

  /// Sends the question and waits for its answer, on the cell's own thread.
  func ask(_ question: Question, for request: Request, cancellation: Cancellation) throws -> String {
    let place = Waiting(request.identities)
    waiting.withLock { $0.append(place) }
    defer { waiting.withLock { $0.removeAll { $0 === place } } }
    let content: JSON = ["prompt": .string(question.text), "password": .bool(question.isHidden)]
    publisher.ask(content, of: request)
    while place.arrival.wait(timeout: .now() + Self.patience) == .timedOut { try cancellation.check() }
    return place.answer.withLock { $0 } ?? ""
  }

  /// Hands an `input_reply` to the oldest question that its sender was asked; false when there is none.
  func deliver(_ reply: Request) -> Bool {
    let place = waiting.withLock { places -> Waiting? in
      let index = places.firstIndex { $0.identities == reply.identities }
      return index.map { places.remove(at: $0) }
    }
    guard let place else { return false }
    place.answer.withLock { $0 = reply.content["value"]?.string ?? "" }
    place.arrival.signal()
    return true
  }
}
