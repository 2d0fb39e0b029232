import Foundation
import MVAEKit

/// `TrainBenchmark MODEL [--steps N]`: trains a model as often as asked, for Benchmarks/train.py.
///
/// After a warm-up of max(2, min(N, 20)) steps it writes `ready`; then, for every line `N` read, trains N steps from
/// fresh weights and writes the seconds of one. The PyTorch peer speaks the same protocol.
@main
enum TrainingServer {
  static func main() {
    ProcessMemory.returnLargeBlocks()
    var arguments = Array(CommandLine.arguments.dropFirst())
    var warmUp = 6
    if let option = arguments.firstIndex(of: "--steps"), option + 1 < arguments.count {
      warmUp = Int(arguments[option + 1]) ?? warmUp
      arguments.removeSubrange(option...option + 1)
    }
    do {
      guard arguments.count == 1, let workload = try Workload(named: arguments[0]) else {
        fail("usage: TrainBenchmark \(Workload.names.joined(separator: "|")) [--steps N]")
      }
      _ = try workload.seconds(steps: max(2, min(warmUp, 20)), isWarm: true)
      write("ready")
      while let line = readLine() {
        guard let steps = Int(line), steps > 0 else { fail("\(line) is no number of steps") }
        write("\(try workload.seconds(steps: steps))")
      }
    } catch {
      fail("\(error)")
    }
  }

  private static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }
}
