import Foundation
import Plot

/// `PlotBenchmark CASE DATA [--write FILE]`: draws a figure as often as asked, for Benchmarks/plot.py.
///
/// After a warm-up it writes `ready`; then, for every line `N` read, draws N figures, turned into bytes in memory, and writes
/// the seconds of one. With `--write` it writes the figure to a file and ends.
@main
enum FigureServer {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 2 || arguments.count == 4 && arguments[2] == "--write" else {
      fail("usage: PlotBenchmark \(BenchmarkFigure.cases.joined(separator: "|")) DATA [--write FILE]")
    }
    do {
      let figure = try BenchmarkFigure(named: arguments[0], data: arguments[1])
      if arguments.count == 4 {
        try Data(figure.draw()).write(to: URL(fileURLWithPath: arguments[3]))
        return
      }
      for _ in 0..<3 { _ = figure.draw() }
      write("ready")
      while let line = readLine() {
        guard let count = Int(line), count > 0 else { fail("\(line) is no number of figures") }
        write("\(seconds(figure, count: count))")
      }
    } catch {
      fail("\(error)")
    }
  }

  /// Of one figure.
  private static func seconds(_ figure: BenchmarkFigure, count: Int) -> Double {
    var bytes = 0
    let took = ContinuousClock().measure { for _ in 0..<count { bytes += figure.draw().count } }
    guard bytes > 0 else { fail("the figure is empty") }
    return took / .seconds(1) / Double(count)
  }

  private static func write(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(2)
  }
}
