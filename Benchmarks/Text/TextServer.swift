import Foundation
import MVAEKit

/// `TextBenchmark minilm|tfidf TEXTS [FOLDER]`: embeds the texts as often as asked, for Benchmarks/text.py.
///
/// TEXTS is a JSON list of strings, FOLDER that of the weights. When it is ready it writes `ready`; then, for every line
/// `N` read, embeds all texts N times and writes the seconds of once. With `--values FILE` at the end it embeds them once,
/// writes the 32-bit floats row by row to a file, the sum of squares to the standard output, and ends.
@main
enum TextServer {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    var target: String?
    if arguments.count > 3, arguments[arguments.count - 2] == "--values" {
      target = arguments.removeLast()
      arguments.removeLast()
    }
    guard (2...3).contains(arguments.count) else {
      fail("usage: TextBenchmark minilm|tfidf TEXTS [FOLDER] [--values FILE]")
    }
    do {
      let workload = try TextWorkload(
        named: arguments[0], texts: arguments[1], folder: arguments.count > 2 ? arguments[2] : nil)
      if let target {
        let values = try workload.run().values
        try values.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: target))
        write("\(values.reduce(0) { $0 + Double($1) * Double($1) })")
        return
      }
      write("ready")
      while let line = readLine() {
        guard let count = Int(line), count > 0 else { fail("\(line) is no number of runs") }
        let clock = ContinuousClock()
        let elapsed = try clock.measure { for _ in 0..<count { _ = try workload.run() } }
        write("\((elapsed / .seconds(1)) / Double(count))")
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
