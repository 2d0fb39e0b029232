import Testing

@testable import Plot

@Suite struct NameTests {
  @Test func numbersInNamesSortByValue() {
    let names = ["track 10", "Track 2", "track 1", "b", "A", "track", "007", "7", "08"]
    #expect(
      names.sorted(by: NaturalOrder.precedes) == [
        "007", "7", "08", "A", "b", "track", "track 1", "Track 2", "track 10",
      ])
  }

  @Test func categoriesAreCodedInNaturalOrder() {
    let column = CategoryColumn(["b", "a", nil, "b", "-1", " ", "noise", "10", "9"])
    #expect(column.names == ["9", "10", "a", "b"])
    #expect(column.codes == [3, 2, -2, 3, -1, -2, -1, 1, 0])
    #expect(column.counts == [1, 1, 1, 2])
    #expect(column.noiseCount == 2 && column.unlabelledCount == 2)
  }

  @Test func numbersAreWrittenForPeople() {
    #expect(NumberText.fixed(-0.04, decimals: 1) == "0.0")
    #expect(NumberText.fixed(-1.25, decimals: 2) == "−1.25")
    #expect(NumberText.fixed(1e30, decimals: 1) == "1.00e30")
    #expect(NumberText.exponential(9.9999e-7, decimals: 2) == "1.00e−6")
    #expect(NumberText.exponential(1e-300, decimals: 0) == "1e−300")
    #expect(NumberText.brief(0.125) == "0.125" && NumberText.brief(-3.214) == "−3.21")
    #expect(NumberText.brief(1_234_000) == "1.23M" && NumberText.brief(440) == "440")
    #expect(NumberText.brief(.nan) == "not a number")
    #expect(NumberText.count(1234) == "1234" && NumberText.count(1_234_567) == "1,234,567")
    #expect(TimeTicks.label(-65) == "−1:05" && TimeTicks.label(3661) == "1:01:01")
  }

  @Test func longTextIsCut() {
    let text = String(repeating: "wide ", count: 2000)
    let cut = TextMetrics.truncated(text, to: 100, size: 11)
    #expect(cut.hasSuffix("…") && TextMetrics.width(cut, size: 11) <= 100)
    #expect(TextMetrics.truncated("short", to: 100, size: 11) == "short")
    #expect(TextMetrics.truncated("abc", to: 0, size: 11) == "…")
    #expect(Words.short(text).count <= 60)
  }
}
