import Foundation
import Plot

/// One figure of the benchmark with its data, which the peer draws, too.
enum BenchmarkFigure {
  /// As SVG.
  case scatter(x: [Double], y: [Double], classes: [String])
  /// As PNG at two device pixels a CSS pixel, with axes and colour bar.
  case spectrogram([Float])

  static let cases = ["scatter", "spectrogram"]
  static let bands = 128

  struct BadData: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameter data: a file of 32-bit floats; of a scatter x, y and class of each point, of a spectrogram its bands, row-major.
  init(named name: String, data path: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    let numbers = bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    switch name {
    case "scatter":
      let rows = stride(from: 0, to: numbers.count - 2, by: 3)
      self = .scatter(
        x: rows.map { Double(numbers[$0]) }, y: rows.map { Double(numbers[$0 + 1]) },
        classes: rows.map { "class \(Int(numbers[$0 + 2]))" })
    case "spectrogram": self = .spectrogram(numbers)
    default: throw BadData(description: "there is no case \(name)")
    }
  }

  func draw() -> [UInt8] {
    switch self {
    case .scatter(let x, let y, let classes):
      let data = ScatterData(
        x: x, y: y, xTitle: "t-SNE 1", yTitle: "t-SNE 2", categories: classes, title: "Latent space")
      var chart = Chart.scatter(data)
      (chart.width, chart.height) = (576, 432)
      return Array(chart.svg().utf8)
    case .spectrogram(let values):
      var chart = Chart.spectrogram(
        values: values, bands: Self.bands, frames: values.count / Self.bands, secondsPerFrame: 512 / 22050,
        bandFrequencies: Self.frequencies, title: "Log-mel spectrogram")
      (chart.width, chart.height) = (768, 336)
      return chart.png(scale: 2)
    }
  }

  /// Centres of 128 bands on Slaney's mel scale to 11,025 Hz.
  private static let frequencies: [Double] = (0..<bands).map { band in
    let top = 15 + 27 * log(11025.0 / 1000) / log(6.4)
    let mel = top * Double(band + 1) / Double(bands + 1)
    return mel < 15 ? mel * 200 / 3 : 1000 * pow(6.4, (mel - 15) / 27)
  }
}
