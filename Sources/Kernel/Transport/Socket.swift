import CZeroMQ

/// One bound ZeroMQ socket; used by the I/O thread alone.
struct Socket {
  let channel: WireChannel
  let handle: UnsafeMutableRawPointer

  init(channel: WireChannel, handle: UnsafeMutableRawPointer) {
    self.channel = channel
    self.handle = handle
  }

  /// Opens and binds; throws with the system's words when the address can't be had.
  ///
  /// - Parameter curve: the key pair of an encrypted kernel: who has not its public key is turned away.
  init(_ channel: WireChannel, context: UnsafeMutableRawPointer, endpoint: String, curve: CurveKeys? = nil)
    throws(TransportProblem)
  {
    guard let handle = zmq_socket(context, Self.type(of: channel)) else {
      throw TransportProblem(doing: "opening the \(channel) socket")
    }
    self.init(channel: channel, handle: handle)
    set(ZMQ_LINGER, 500)
    set(ZMQ_SNDHWM, 0)
    set(ZMQ_RCVHWM, 0)
    if channel == .iopub { set(ZMQ_XPUB_VERBOSE, 1) }
    // A client that comes back under its old identity takes over instead of being refused.
    if channel != .iopub, channel != .heartbeat { set(ZMQ_ROUTER_HANDOVER, 1) }
    // A front end may send its first cell before this channel of its is connected: then sending is tried again.
    if channel == .stdin { set(ZMQ_ROUTER_MANDATORY, 1) }
    if let curve, !encrypt(curve) {
      let problem = TransportProblem(doing: "encrypting the \(channel) socket")
      zmq_close(handle)
      throw problem
    }
    guard zmq_bind(handle, endpoint) == 0 else {
      let problem = TransportProblem(doing: "binding \(endpoint)")
      zmq_close(handle)
      throw problem
    }
  }

  /// The port that the system chose, or the number that ends a path.
  var port: Int {
    var size = 512
    var buffer = [UInt8](repeating: 0, count: size)
    zmq_getsockopt(handle, ZMQ_LAST_ENDPOINT, &buffer, &size)
    let digits = buffer.prefix { $0 != 0 }.reversed().prefix { (0x30...0x39).contains($0) }.reversed()
    return Int(String(decoding: Array(digits), as: UTF8.self)) ?? 0
  }

  /// Makes it the server's side of CurveZMQ; false when the library can't.
  private func encrypt(_ keys: CurveKeys) -> Bool {
    set(ZMQ_CURVE_SERVER, 1)
    return keys.secretKey.withCString { zmq_setsockopt(handle, ZMQ_CURVE_SECRETKEY, $0, 41) } == 0
      && keys.publicKey.withCString { zmq_setsockopt(handle, ZMQ_CURVE_PUBLICKEY, $0, 41) } == 0
  }

  func close() { zmq_close(handle) }

  /// One whole message, or `nil` when none waits.
  func receive() -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    repeat {
      guard let part = receivePart() else { return nil }
      frames.append(part.bytes)
      if part.isLast { return frames }
    } while true
  }

  /// False when the receiver is not, or not yet, connected to a channel that insists on one.
  @discardableResult func send(_ frames: [[UInt8]]) -> Bool {
    for (index, frame) in frames.enumerated() {
      let flags = index + 1 < frames.count ? ZMQ_SNDMORE : 0
      // A client that has gone away can't be told anything; its frames are dropped by the router.
      guard zmq_send(handle, frame, frame.count, flags | ZMQ_DONTWAIT) >= 0 else { return false }
    }
    return true
  }

  private struct Part {
    let bytes: [UInt8]
    let isLast: Bool
  }

  /// One frame. The library keeps short frames inside the message itself, which must not move before they are copied.
  private func receivePart() -> Part? {
    withUnsafeTemporaryAllocation(of: zmq_msg_t.self, capacity: 1) { buffer in
      guard let message = buffer.baseAddress else { return nil }
      zmq_msg_init(message)
      defer { zmq_msg_close(message) }
      guard zmq_msg_recv(message, handle, ZMQ_DONTWAIT) >= 0 else { return nil }
      let content = UnsafeRawBufferPointer(start: zmq_msg_data(message), count: zmq_msg_size(message))
      return Part(bytes: Array(content), isLast: zmq_msg_more(message) == 0)
    }
  }

  private func set(_ option: Int32, _ value: Int32) {
    var value = value
    zmq_setsockopt(handle, option, &value, MemoryLayout<Int32>.size)
  }

  private static func type(of channel: WireChannel) -> Int32 {
    switch channel {
    case .shell, .control, .stdin: ZMQ_ROUTER
    case .iopub: ZMQ_XPUB
    case .heartbeat: ZMQ_REP
    }
  }
}

/// What the messaging library refused to do, with the system's reason.
struct TransportProblem: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  init(doing action: String) {
    self.init("\(action) failed: \(String(cString: zmq_strerror(zmq_errno())))")
  }
}
