/// What the loop of the sockets tells the session; called on the loop's thread, which must not wait.
protocol Receiver: AnyObject {
  func receive(_ frames: [[UInt8]], on channel: WireChannel)
  func subscribed(to topic: [UInt8])
  func signalled(_ wish: SignalWish)
  /// Makes the message that waiting text becomes.
  func frames(for text: StreamText) -> [[UInt8]]
  /// The process that started the kernel is gone.
  func orphaned()
}

/// What a signal of the system asks for.
enum SignalWish: Sendable {
  case interrupt
  case end
}
