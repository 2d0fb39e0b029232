/// Where messages go to be sent, in the order of posting, from any thread.
protocol Outbox: Sendable {
  func post(_ item: OutboxItem)
  /// Text of a standard stream, which may be joined with what follows it.
  func post(stream name: String, _ text: String, parent: [UInt8])
}

enum OutboxItem: Sendable {
  case frames(WireChannel, [[UInt8]])
  case stream(StreamText)
  /// Ends the sending once all before it is sent.
  case close
}

/// Text that waits to become one `stream` message.
struct StreamText: Sendable {
  let name: String
  let parent: [UInt8]
  var text: String
}
