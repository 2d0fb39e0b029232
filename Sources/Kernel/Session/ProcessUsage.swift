import FoundationEssentials
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// What the kernel and its machine use, as `jupyter-resource-usage` shows it; read from Linux's `/proc`.
final class ProcessUsage: Sendable {
  /// Times at one moment, to make shares of.
  private struct Sample {
    /// Of the kernel, in seconds.
    var process = 0.0
    /// Of all processors together, in ticks.
    var busy = 0.0
    var total = 0.0
    var moment = ContinuousClock.now
  }

  private let last = Mutex(Sample())

  init() {
    let first = Self.sample()
    last.withLock { $0 = first }
  }

  /// The content of a `usage_reply`; shares are since the last one.
  var content: JSON {
    let now = Self.sample()
    let before = last.withLock { last in
      let before = last
      last = now
      return before
    }
    let parts = (now.moment - before.moment).components
    let seconds = max(1e-3, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
    let host = (now.busy - before.busy) / max(1, now.total - before.total)
    return [
      "status": "ok", "hostname": .string(ProcessInfo.processInfo.hostName), "pid": .integer(Int(getpid())),
      "kernel_cpu": .number((now.process - before.process) / seconds * 100),
      "kernel_memory": .integer(Self.residentBytes),
      "cpu_count": .integer(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
      "host_cpu_percent": .number(host * 100), "host_virtual_memory": Self.memory,
    ]
  }

  private static func sample() -> Sample {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    let process = Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    let ticks = (lines("/proc/stat").first ?? "").split(separator: " ").dropFirst().compactMap { Double($0) }
    let total = ticks.prefix(8).reduce(0, +)
    // The fourth and fifth are idle and waiting for disks.
    return Sample(process: process, busy: total - ticks.dropFirst(3).prefix(2).reduce(0, +), total: total)
  }

  private static var residentBytes: Int {
    let pages = (lines("/proc/self/statm").first ?? "").split(separator: " ").dropFirst().first.flatMap {
      Int($0)
    }
    return (pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
  }

  /// In bytes, under psutil's names.
  private static var memory: JSON {
    var found: [Substring: Int] = [:]
    for line in lines("/proc/meminfo") {
      let words = line.split { $0 == " " || $0 == ":" }
      if words.count > 1, let kibibytes = Int(words[1]) { found[words[0]] = kibibytes * 1024 }
    }
    let total = found["MemTotal"] ?? 0
    let available = found["MemAvailable"] ?? 0
    let names = [
      ("free", "MemFree"), ("active", "Active"), ("inactive", "Inactive"), ("buffers", "Buffers"),
      ("cached", "Cached"), ("shared", "Shmem"), ("slab", "Slab"),
    ]
    var content: [String: JSON] = [
      "total": .integer(total), "available": .integer(available), "used": .integer(total - available),
      "percent": .number(Double(total - available) / Double(max(1, total)) * 100),
    ]
    for (name, field) in names { content[name] = .integer(found[Substring(field)] ?? 0) }
    return .object(content)
  }

  private static func lines(_ path: String) -> [Substring] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = fread(&buffer, 1, buffer.count, file)
    return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
  }
}
