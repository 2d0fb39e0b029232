import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Threads of our own: user code never runs on the shared pool, which has as many threads as the machine has cores.
enum DedicatedThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Starts a thread with a stack deep enough for nested commands.
  static func start(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, 16 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let box = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let status = pthread_create(
      &thread, &attributes,
      { raw in
        guard let raw else { return nil }
        Unmanaged<Body>.fromOpaque(raw).takeRetainedValue().run()
        return nil
      }, box.toOpaque())
    pthread_attr_destroy(&attributes)
    guard status == 0 else {
      // Without its threads the kernel would look alive and never answer.
      perror("mvae: the system refuses a thread")
      _exit(EXIT_FAILURE)
    }
  }
}

/// Runs an actor's jobs in order on one thread that nothing else uses.
final class DedicatedExecutor: SerialExecutor {
  private let jobs = Mutex<[UnownedJob]>([])
  private let pending = DispatchSemaphore(value: 0)
  private let isClosed = Atomic(false)

  init() {
    DedicatedThread.start { [self] in
      while true {
        pending.wait()
        if let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
          job.runSynchronously(on: asUnownedSerialExecutor())
        } else if isClosed.load(ordering: .acquiring) {
          return
        }
      }
    }
  }

  /// Ends the thread when its jobs are done; no job may follow.
  func close() {
    isClosed.store(true, ordering: .releasing)
    pending.signal()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    jobs.withLock { $0.append(unowned) }
    pending.signal()
  }
}

/// A queue of closures on one thread of its own.
final class WorkQueue: Sendable {
  private let work = Mutex<[@Sendable () -> Void]>([])
  private let pending = DispatchSemaphore(value: 0)

  init() {
    DedicatedThread.start { [self] in
      while true {
        pending.wait()
        guard let next = work.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
        next()
      }
    }
  }

  func add(_ body: @escaping @Sendable () -> Void) {
    work.withLock { $0.append(body) }
    pending.signal()
  }
}
