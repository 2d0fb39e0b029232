import Foundation

/// The processor time of one thread: a limit on it catches runaway work however busy the machine is.
struct ThreadTime: Sendable {
  private let clock: clockid_t

  /// That of the calling thread.
  init() {
    var clock = clockid_t()
    pthread_getcpuclockid(pthread_self(), &clock)
    self.clock = clock
  }

  /// Readable from any thread while this one lives.
  var seconds: Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
