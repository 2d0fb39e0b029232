/// Signs messages and posts them, in the order of the calls.
struct Publisher: Sendable {
  let codec: MessageCodec
  let outbox: any Outbox

  /// To every front end; the topic is `kernel.<session>.<type>`.
  func publish(_ type: String, _ content: JSON, metadata: JSON = [:], parent: [UInt8]?) {
    let topic = Array("kernel.\(codec.session).\(type)".utf8)
    let message = OutgoingMessage(
      type: type, content: content, metadata: metadata, parent: parent, identities: [topic])
    outbox.post(.frames(.iopub, codec.frames(for: message)))
  }

  /// To the one who asked, on the channel of the request.
  func reply(_ content: JSON, metadata: JSON = [:], to request: Request) {
    let type =
      request.type.hasSuffix("_request")
      ? request.type.dropLast("request".count) + "reply" : request.type[...]
    let message = OutgoingMessage(
      type: String(type), content: content, metadata: metadata, parent: request.headerBytes,
      identities: request.identities)
    outbox.post(.frames(request.channel, codec.frames(for: message)))
  }

  /// Asks the front end that sent `request` for a line.
  func ask(_ content: JSON, of request: Request) {
    let message = OutgoingMessage(
      type: "input_request", content: content, parent: request.headerBytes, identities: request.identities)
    outbox.post(.frames(.stdin, codec.frames(for: message)))
  }

  func status(_ state: String, parent: [UInt8]?) {
    publish("status", ["execution_state": .string(state)], parent: parent)
  }

  /// Busy, the work, idle: around every request of shell and control.
  func whileBusy(with request: Request, _ work: () -> Void) {
    status("busy", parent: request.headerBytes)
    work()
    status("idle", parent: request.headerBytes)
  }

  /// Frames of text that waited in the mailbox.
  func frames(for text: StreamText) -> [[UInt8]] {
    codec.frames(
      for: OutgoingMessage(
        type: "stream", content: ["name": .string(text.name), "text": .string(text.text)],
        parent: text.parent,
        identities: [Array("kernel.\(codec.session).stream".utf8)]))
  }

  /// Tells a new subscriber that it is heard from here on (JEP 65).
  func welcome(topic: [UInt8]) {
    let subscription = String(decoding: topic, as: UTF8.self)
    let message = OutgoingMessage(
      type: "iopub_welcome", content: ["subscription": .string(subscription)], identities: [topic])
    outbox.post(.frames(.iopub, codec.frames(for: message)))
  }
}
