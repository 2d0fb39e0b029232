import FoundationEssentials
import Plot

/// A figure as a file; the path's ending says which.
enum FigureFile {
  static let endings = ["svg", "png", "pdf"]

  /// Written beside and renamed; a file that is replaced is told.
  static func write(_ figure: Figure, _ path: String, at key: Key<String>, _ invocation: Invocation) throws {
    let chart = figure.chart
    let data =
      switch UserPath.ending(of: path) {
      case "svg": Data(chart.svg().utf8)
      case "pdf": Data(chart.pdf())
      default: Data(chart.png(scale: 2))
      }
    do {
      try data.write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw invocation.diagnostic(
        "StorageError", "\(path) cannot be written", at: key,
        hint: "the folder may be missing or closed to writing")
    }
  }
}
