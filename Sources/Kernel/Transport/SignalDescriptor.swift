import CZeroMQ

/// Ctrl-C and a polite request to end, as something the I/O loop can wait for.
struct SignalDescriptor: Sendable {
  let descriptor: Int32

  /// Blocks SIGINT and SIGTERM in this thread and all that it starts; call before any other thread runs.
  init() {
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, SIGINT)
    sigaddset(&set, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    descriptor = signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
  }

  /// What the signal that came asks for.
  func take() -> SignalWish? {
    var info = signalfd_siginfo()
    let size = MemoryLayout<signalfd_siginfo>.size
    guard read(descriptor, &info, size) == size else { return nil }
    return info.ssi_signo == UInt32(SIGTERM) ? .end : .interrupt
  }
}
