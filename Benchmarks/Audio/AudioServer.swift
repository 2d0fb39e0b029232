import Foundation

/// `AudioBenchmark WORKLOAD PATH`: does one piece of work as often as asked, for Benchmarks/audio.py.
///
/// It writes `ready` when the first file or the tables are through, then answers every line, `UNIT THREADS [ARGUMENT]`,
/// with the CPU-seconds (`cpu`) or seconds (`wall`) that the work took.
@main
enum AudioServer {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      guard arguments.count == 2, let workload = try Workload(named: arguments[0], path: arguments[1]) else {
        fail("usage: AudioBenchmark \(Workload.names.joined(separator: "|")) PATH")
      }
      write("ready")
      while let line = readLine() {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count > 1, let threads = Int(words[1]), let clock = Clock(rawValue: String(words[0]))
        else {
          fail("\(line) is no question")
        }
        let start = clock.seconds
        try workload.run(threads: threads, argument: words.count > 2 ? String(words[2]) : nil)
        write("\(clock.seconds - start)")
      }
    } catch {
      fail("\(error)")
    }
  }

  private enum Clock: String {
    /// Of all threads of the process.
    case cpu
    case wall

    var seconds: Double {
      var time = timespec()
      clock_gettime(self == .cpu ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
      return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    }
  }

  private static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }
}
