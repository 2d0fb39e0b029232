import CZeroMQ

/// Tells the front end that started the kernel which ports it has chosen, and waits for the receipt.
enum Registration {
  /// How long the front end may take to answer, in milliseconds.
  static let patience = 5_000

  /// - Throws: when nobody answers in time, or the answer is not signed with the file's key.
  static func send(_ ports: [WireChannel: Int], to file: RegistrationFile, patience: Int = patience)
    throws(TransportProblem)
  {
    guard let context = zmq_ctx_new() else { throw TransportProblem(doing: "starting the messaging library") }
    defer { zmq_ctx_term(context) }
    let socket = try Socket(connectingTo: file.endpoint, context: context)
    defer { socket.close() }
    socket.send(file.frames(ports: ports))
    let deadline = ContinuousClock.now + .milliseconds(patience)
    while ContinuousClock.now < deadline {
      var item = zmq_pollitem_t(socket: socket.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
      zmq_poll(&item, 1, 100)
      if let answer = socket.receive(), file.accepts(answer) { return }
    }
    throw TransportProblem("no signed receipt came from \(file.endpoint) within \(patience / 1000) s")
  }
}

extension Socket {
  /// A socket that asks, beside the five that a kernel has.
  init(connectingTo endpoint: String, context: UnsafeMutableRawPointer) throws(TransportProblem) {
    guard let handle = zmq_socket(context, ZMQ_DEALER) else {
      throw TransportProblem(doing: "opening a socket")
    }
    self.init(channel: .control, handle: handle)
    var linger: Int32 = 0
    zmq_setsockopt(handle, ZMQ_LINGER, &linger, MemoryLayout<Int32>.size)
    guard zmq_connect(handle, endpoint) == 0 else {
      let problem = TransportProblem(doing: "connecting to \(endpoint)")
      zmq_close(handle)
      throw problem
    }
  }
}
