import CHotLoops
import FoundationEssentials

/// The memory of this process.
public enum ProcessMemory {
  /// Makes the allocator give blocks of 4 MiB and more back to the system as soon as they are freed.
  ///
  /// GNU's raises that limit with the blocks it sees, and would keep what a deleted model took. For programs, once, before
  /// they start a thread.
  public static func returnLargeBlocks() { hot_return_large_blocks() }

  /// How many bytes can be had before the system runs out, or the group that the process is in; `nil` when it can't be
  /// told. Linux's own estimate, and the limit of version 2 of its control groups.
  public static var available: Int? {
    let machine = number(of: "MemAvailable", in: "/proc/meminfo").map { $0 * 1024 }
    return [machine, groupRoom].compactMap { $0 }.min()
  }

  private static var groupRoom: Int? {
    guard let limit = text("/sys/fs/cgroup/memory.max").flatMap({ Int($0) }),
      let used = text("/sys/fs/cgroup/memory.current").flatMap({ Int($0) })
    else { return nil }
    return max(0, limit - used + (number(of: "inactive_file", in: "/sys/fs/cgroup/memory.stat") ?? 0))
  }

  private static func number(of name: String, in path: String) -> Int? {
    let lines = text(path)?.split(separator: "\n") ?? []
    let words = lines.first { $0.hasPrefix(name) }?.split { $0 == " " || $0 == ":" } ?? []
    return words.dropFirst().first.flatMap { Int($0) }
  }

  private static func text(_ path: String) -> String? {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
    return String(decoding: data.last == 10 ? data.dropLast() : data, as: UTF8.self)
  }
}
