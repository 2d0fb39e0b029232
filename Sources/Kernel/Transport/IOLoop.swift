import CZeroMQ

/// The one loop that owns every socket: it reads requests, answers the heartbeat and sends what the mailbox holds.
///
/// Nothing it calls may wait: long work belongs to the engine.
final class IOLoop {
  private let context: UnsafeMutableRawPointer
  private var sockets: [WireChannel: Socket] = [:]
  private let mailbox: Mailbox
  private let signals: SignalDescriptor
  /// Questions to front ends that are still connecting.
  private var undelivered: [Undelivered] = []
  private let parent = getppid()
  /// Front ends set it when they want their kernels to end with them.
  private let watchesParent = getenv("JPY_PARENT_PID") != nil

  init(connection: ConnectionFile, mailbox: Mailbox, signals: SignalDescriptor) throws(TransportProblem) {
    guard let context = zmq_ctx_new() else { throw TransportProblem(doing: "starting the messaging library") }
    self.context = context
    self.mailbox = mailbox
    self.signals = signals
    for channel in WireChannel.allCases {
      sockets[channel] = try Socket(
        channel, context: context, endpoint: connection.endpoint(of: channel), curve: connection.curve)
    }
  }

  /// Where the sockets listen.
  var ports: [WireChannel: Int] { sockets.mapValues(\.port) }

  /// Runs until the mailbox is closed, then lets the sockets send what is left.
  func run(_ receiver: some Receiver) {
    let order = WireChannel.allCases.compactMap { sockets[$0] }
    var items = order.map { zmq_pollitem_t(socket: $0.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0) }
    items.append(Self.item(mailbox.wakeDescriptor))
    items.append(Self.item(signals.descriptor))
    var nextCheck = ContinuousClock.now + Self.orphanCheck
    while true {
      zmq_poll(&items, Int32(items.count), pollLimit)
      if watchesParent, ContinuousClock.now > nextCheck {
        nextCheck = ContinuousClock.now + Self.orphanCheck
        if getppid() != parent { receiver.orphaned() }
      }
      for (index, socket) in order.enumerated() where items[index].revents != 0 {
        drain(socket, receiver)
      }
      if items[order.count + 1].revents != 0, let wish = signals.take() { receiver.signalled(wish) }
      if send(receiver) { break }
    }
    order.forEach { $0.close() }
    zmq_ctx_term(context)
  }

  /// How often to look whether the front end's server still lives.
  private static let orphanCheck = Duration.seconds(2)

  /// How long to wait for something to happen, in milliseconds: -1 without an end.
  private var pollLimit: Int {
    let limit = undelivered.isEmpty ? mailbox.sleepLimit : 10
    guard watchesParent else { return limit }
    return limit < 0 ? 2000 : min(limit, 2000)
  }

  /// So that a flood on one channel never starves the others.
  private static let batch = 64

  private func drain(_ socket: Socket, _ receiver: some Receiver) {
    for _ in 0..<Self.batch {
      guard let frames = socket.receive() else { return }
      switch socket.channel {
      case .heartbeat: socket.send(frames)
      case .iopub:
        if let frame = frames.first, frame.first == 1 { receiver.subscribed(to: Array(frame.dropFirst())) }
      default: receiver.receive(frames, on: socket.channel)
      }
    }
  }

  /// Sends what waits; true when the mailbox was closed.
  private func send(_ receiver: some Receiver) -> Bool {
    undelivered.removeAll { sockets[.stdin]?.send($0.frames) != false || ContinuousClock.now > $0.deadline }
    for item in mailbox.take() {
      switch item {
      case .frames(let channel, let frames):
        if sockets[channel]?.send(frames) == false, channel == .stdin {
          undelivered.append(Undelivered(frames: frames, deadline: .now + Self.connecting))
        }
      case .stream(let text): sockets[.iopub]?.send(receiver.frames(for: text))
      case .close: return true
      }
    }
    return false
  }

  private struct Undelivered {
    let frames: [[UInt8]]
    let deadline: ContinuousClock.Instant
  }

  /// How long a front end may take to connect its channel for questions.
  private static let connecting = Duration.seconds(10)

  private static func item(_ descriptor: Int32) -> zmq_pollitem_t {
    zmq_pollitem_t(socket: nil, fd: descriptor, events: Int16(ZMQ_POLLIN), revents: 0)
  }
}
