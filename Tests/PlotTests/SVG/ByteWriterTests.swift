import Foundation
import Testing

@testable import Plot

@Suite struct ByteWriterTests {
  private func written(_ body: (inout ByteWriter) -> Void) -> String {
    var writer = ByteWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func numbersHaveOneDecimalAtMost() {
    for (value, text) in [
      (0, "0"), (1, "1"), (-0.04, "0"), (0.05, "0.1"), (-12.34, "-12.3"), (99.96, "100"), (1e300, "1000000"),
      (.nan, "0"),
    ] {
      #expect(written { $0.number(value) } == text)
    }
    #expect(written { $0.fraction(0.35) } == "0.35" && written { $0.fraction(0.8) } == "0.8")
    #expect(written { $0.color(Color(0x0a1bff)) } == "#0a1bff")
  }

  @Test func markupIsEscapedAndControlsAreDropped() {
    #expect(
      written { $0.escaped("a<b>&\"c\"\u{0}\u{7}\u{1b}\u{fffe}\u{85}\n🎵") }
        == "a&lt;b&gt;&amp;&quot;c&quot; 🎵")
  }

  /// RFC 4648, section 10.
  @Test func base64Vectors() {
    for (text, code) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(written { $0.base64(Array(text.utf8)) } == code)
    }
  }

  /// Dots come back from the path's relative steps at the tenth of a pixel they were put to, each once.
  @Test func dotPathsReachEveryDot() throws {
    let random = Figures.uniform(400, seed: 5)
    let points = (0..<200).map {
      DotPoint(x: Float(random[$0] * 600 - 20), y: Float(random[$0 + 200] * 400 - 20))
    }
    let batch = DotBatch(shape: .circle, radius: 2, fill: .black, points: points + points, rows: [])
    let path = written { $0.dots(batch) }
    var pen = (x: 0, y: 0)
    var reached: Set<[Int]> = []
    for match in path.matches(of: #/([Mm])(-?[0-9.]+) ?(-?[0-9.]+)h0/#) {
      let (dx, dy) = (try #require(Double(match.2)), try #require(Double(match.3)))
      let step = (x: Int((dx * 10).rounded()), y: Int((dy * 10).rounded()))
      pen = match.1 == "M" ? step : (pen.x + step.x, pen.y + step.y)
      reached.insert([pen.x, pen.y])
    }
    #expect(reached == Set(points.map { [Int(($0.x * 10).rounded()), Int(($0.y * 10).rounded())] }))
    #expect(path.utf8.count < 200 * 14)
  }

  @Test func wellFormednessCheckSeesFaults() {
    #expect(WellFormed.firstFault(in: "<a><b/></a>") == nil)
    #expect(WellFormed.firstFault(in: "<a><b></a>") != nil)
    #expect(WellFormed.firstFault(in: "<a>x & y</a>") != nil)
  }
}
