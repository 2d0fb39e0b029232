import Foundation
import MVAEKit

@testable import Kernel

/// A client of the engine without sockets: it sends requests and reads what was posted, in order.
final class FrontEnd {
  struct Received: Sendable {
    let channel: WireChannel
    let type: String
    let parent: String
    let content: JSON

    /// "stream" and what it says, for lists of expectations.
    var brief: String {
      switch type {
      case "status": content["execution_state"]?.string ?? "?"
      case "stream": "\(content["name"]?.string ?? "?"): \(content["text"]?.string ?? "?")"
      case "execute_result", "display_data": "\(type): \(content["data"]?["text/plain"]?.string ?? "?")"
      case "execute_reply":
        "reply: \(content["status"]?.string ?? "?") \(content["execution_count"]?.integer ?? -1)"
      case "execute_input": "input \(content["execution_count"]?.integer ?? -1)"
      case "error": "error: \(content["ename"]?.string ?? "?")"
      default: type
      }
    }
  }

  /// However slow the machine: text waits for what comes behind it.
  private let mailbox = Mailbox(streamDelay: .seconds(600))
  private let publisher: Publisher
  let engine: Engine
  let workspace = Workspace()
  let history = History()
  private var count = 0
  private(set) var received: [Received] = []

  /// The engine takes cells at once, or when it is started.
  init(stragglers: Duration = .milliseconds(100), starts: Bool = true) {
    publisher = Publisher(codec: MessageCodec(session: "kernel", key: "k"), outbox: mailbox)
    let state = KernelState(
      publisher: publisher, workspace: workspace, history: history, registry: Kitchen.registry)
    engine = Engine(state, stragglers: stragglers)
    if starts { engine.start() }
  }

  /// Queues a cell; returns its message's id.
  func send(_ code: String, _ fields: [String: JSON] = [:], date: Date? = nil) -> String {
    count += 1
    let id = "m\(count)"
    let sent = date?.ISO8601Format(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    let header: JSON = [
      "msg_id": .string(id), "msg_type": "execute_request", "date": sent.map { .string($0) } ?? .null,
    ]
    var content = fields
    content["code"] = .string(code)
    engine.enqueue(
      Request(
        channel: .shell, identities: [[1]], headerBytes: header.bytes, type: "execute_request", messageID: id,
        session: "s",
        content: .object(content)))
    return id
  }

  /// Everything that answers the request `id`, up to its idle.
  func answers(to id: String) async throws -> [Received] {
    while !received.contains(where: { $0.parent == id && $0.brief == "idle" }) {
      try collect()
      try await Task.sleep(for: .milliseconds(1))
    }
    return received.filter { $0.parent == id }
  }

  /// Waits for the cell `id` to begin.
  func waitForStart(of id: String) async throws {
    while !received.contains(where: { $0.parent == id && $0.type == "execute_input" }) {
      try collect()
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  private func collect() throws {
    for item in mailbox.take() {
      switch item {
      case .frames(let channel, let frames): received.append(try read(frames, channel))
      case .stream(let text): received.append(try read(publisher.frames(for: text), .iopub))
      case .close: break
      }
    }
  }

  private func read(_ frames: [[UInt8]], _ channel: WireChannel) throws -> Received {
    let request = try publisher.codec.request(from: frames, on: channel)
    let parent = try JSON(bytes: frames[request.identities.count + 3])
    return Received(
      channel: channel, type: request.type, parent: parent["msg_id"]?.string ?? "", content: request.content)
  }
}
