import Glibc

/// Says in the log, and on standard error, what signal ended the kernel: nobody else can.
enum CrashReport {
  /// Where the handler writes. A signal handler can be given nothing; this is set once, before any thread starts.
  private nonisolated(unsafe) static var descriptor: Int32 = -1

  private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]

  static func install(_ log: KernelLog?) {
    descriptor = log?.descriptor ?? -1
    for number in signals { signal(number, report) }
  }

  /// Only calls that are allowed in a signal handler: `write`, `signal`, `raise`.
  private static let report: @convention(c) (Int32) -> Void = { number in
    let name: StaticString =
      switch number {
      case SIGSEGV: "SIGSEGV, a stray address"
      case SIGBUS: "SIGBUS, memory or a file that is gone"
      case SIGFPE: "SIGFPE, an arithmetic fault"
      case SIGABRT: "SIGABRT, a library gave up"
      default: "SIGILL or SIGTRAP, a check of the program failed"
      }
    for descriptor in [CrashReport.descriptor, STDERR_FILENO] where descriptor >= 0 {
      CrashReport.write("mvae: the kernel died of ", descriptor)
      CrashReport.write(name, descriptor)
      CrashReport.write(". This is a fault of mvae; its workspace is lost.\n", descriptor)
    }
    signal(number, SIG_DFL)
    raise(number)
  }

  private static func write(_ text: StaticString, _ descriptor: Int32) {
    _ = Glibc.write(descriptor, text.utf8Start, text.utf8CodeUnitCount)
  }
}
