import Foundation
import MVAEKit

/// `ClusterBenchmark CASE DATA COLUMNS [THREADS] [--labels FILE]`: runs an algorithm as often as asked, for Benchmarks/cluster.py.
///
/// DATA holds rows of 32-bit floats, little-endian. When it is ready it writes `ready`; then, for every line `N` read, runs the
/// algorithm N times and writes the CPU seconds of one. With `--labels` it runs once, writes a 32-bit integer a row to a file
/// and its score to the standard output, and ends.
@main
enum ClusterServer {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var labels: String?
    if arguments.count > 2, arguments[arguments.count - 2] == "--labels" {
      labels = arguments.removeLast()
      arguments.removeLast()
    }
    guard (3...4).contains(arguments.count), let columns = Int(arguments[2]) else {
      fail(
        "usage: ClusterBenchmark \(ClusterWorkload.names.joined(separator: "|")) DATA COLUMNS [THREADS] [--labels FILE]"
      )
    }
    do {
      let workload = try ClusterWorkload(
        named: arguments[0], data: arguments[1], columns: columns,
        threads: arguments.count > 3 ? Int(arguments[3]) ?? 1 : 1)
      if let labels {
        let outcome = try workload.run()
        let data = outcome.labels.map { Int32($0) }.withUnsafeBytes { Data($0) }
        try data.write(to: URL(fileURLWithPath: labels))
        write("\(try workload.score(of: outcome))")
        return
      }
      write("ready")
      while let line = readLine() {
        guard let count = Int(line), count > 0 else { fail("\(line) is no number of runs") }
        write("\(try seconds(workload, count: count))")
      }
    } catch {
      fail("\(error)")
    }
  }

  /// CPU seconds of one run, of all threads together.
  private static func seconds(_ workload: ClusterWorkload, count: Int) throws -> Double {
    let started = clock()
    for _ in 0..<count { _ = try workload.run() }
    return Double(clock() - started) / Double(CLOCKS_PER_SEC) / Double(count)
  }

  private static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }
}
