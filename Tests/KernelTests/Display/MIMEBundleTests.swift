import Foundation
import MVAEKit
import Plot
import Testing

@testable import Kernel

/// What front ends get for each kind of value.
@Suite struct MIMEBundleTests {
  private static let table = Table(
    "A <b>", columns: ["name", "n"],
    rows: [[.text("<script>&\"x\""), .number(1)], [.text("a\nb"), .empty]], notes: ["1 < 2"])
  private static let clip = Clip(
    title: "Song <1>", audio: AudioBuffer(samples: [0, 0.5, -0.5, 0], sampleRate: 8000))
  private static let figure = Figure(
    title: "Dots",
    chart: .scatter(
      ScatterData(
        x: [0, 1, 2], y: [0, 1, 4], xTitle: "x", yTitle: "y", categories: ["a", "b", nil], title: "Dots")))

  @Test(
    arguments: [
      (Value.number(3), "3"), (.text("é\nb"), "é\nb"), (.flag(true), "on"),
      (.range(ValueRange(lower: 0, upper: 3, includesUpper: false)), "0..<3"),
      (.list([.number(1), .text("a"), .flag(false)]), "[1, \"a\", off]"), (.list([]), "[]"),
      (.list([.list([.number(1)]), .number(2)]), "[1 value, 2]"),
    ])
  func plainValuesAreTextOnly(_ value: Value, _ text: String) {
    let bundle = MIMEBundle(value)
    #expect(bundle.data == ["text/plain": .string(text)])
    #expect(bundle.metadata == [:])
  }

  @Test func longListsAreCut() {
    let text = MIMEBundle(.list((0..<150).map { .number(Double($0)) })).text
    #expect(text.hasSuffix(", 99, … 150 in all]"))
  }

  @Test func textPlainIsAlwaysThere() {
    let values: [Value] = [
      .object(Self.table), .object(Self.clip), .object(Self.figure),
      .list([.object(Self.figure), .number(1)]),
    ]
    for value in values { #expect(MIMEBundle(value).text.isEmpty == false) }
  }

  @Test func tablesAreEscapedHTML() throws {
    let html = try #require(MIMEBundle(.object(Self.table)).data["text/html"]?.string)
    #expect(html.contains("&lt;script&gt;&amp;&quot;x&quot;"))
    #expect(html.contains("A &lt;b&gt;"))
    #expect(html.contains("<div>1 &lt; 2</div>"))
    #expect(!html.contains("<script>"))
    #expect(html.contains("text-align:right"))
    #expect(!html.contains("<style"))
  }

  @Test func cutTablesSayHowManyRowsThereAre() throws {
    let table = Table("", columns: ["i"], rows: (0..<50).map { [.number(Double($0))] })
    let bundle = MIMEBundle(.object(table))
    #expect(bundle.text.hasSuffix("\n… 50 rows in all"))
    let html = try #require(bundle.data["text/html"]?.string)
    #expect(html.contains("<div>… 50 rows in all</div>"))
    #expect(html.split(separator: "<tr>").count - 1 == 21)
  }

  @Test func figuresHaveVectorsPixelsWordsAndASize() throws {
    let bundle = MIMEBundle(.object(Self.figure))
    #expect(Set(bundle.data.keys) == ["text/plain", "image/png", "image/svg+xml"])
    let svg = try #require(bundle.data["image/svg+xml"]?.string)
    #expect(svg.hasPrefix("<svg"))
    let png = try #require(bundle.data["image/png"]?.string.flatMap { Data(base64Encoded: $0) })
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    for type in ["image/png", "image/svg+xml"] {
      #expect(bundle.metadata[type]?["width"] == .integer(Int(Self.figure.chart.width)))
      #expect(bundle.metadata[type]?["height"] == .integer(Int(Self.figure.chart.height)))
      #expect(bundle.metadata[type]?["alt"]?.string == bundle.text)
    }
    // Twice the size for screens with two device pixels a CSS pixel: IHDR holds it big-endian.
    let width = png[16..<20].reduce(0) { $0 << 8 | Int($1) }
    #expect(width == Int(Self.figure.chart.width) * 2)
  }

  @Test func picturesAreNotWrappedInVectors() {
    let chart = Chart.spectrogram(
      values: [Float](repeating: 0, count: 12), bands: 3, frames: 4, secondsPerFrame: 0.1,
      bandFrequencies: [100, 200, 300],
      unit: "dB", title: "S")
    #expect(MIMEBundle(.object(Figure(title: "S", chart: chart))).data["image/svg+xml"] == nil)
  }

  @Test func soundsPlayFromTheNotebookItself() throws {
    let bundle = MIMEBundle(.object(Self.clip))
    let html = try #require(bundle.data["text/html"]?.string)
    #expect(html.contains("Song &lt;1&gt;"))
    let parts = html.split(separator: "src=\"data:audio/wav;base64,")
    let base64 = try #require(parts.last?.split(separator: "\"").first)
    let wav = try #require(Data(base64Encoded: String(base64)))
    #expect(String(decoding: wav.prefix(4), as: UTF8.self) == "RIFF")
    #expect(html.contains("<audio controls"))
    #expect(!html.contains("<source"))
  }

  @Test func richListsStandBelowEachOther() throws {
    let bundle = MIMEBundle(.list([.object(Self.table), .object(Self.figure)]))
    let html = try #require(bundle.data["text/html"]?.string)
    #expect(html.contains("<table>") && html.contains("<img alt="))
    #expect(bundle.text.contains("\n\n"))
  }
}
