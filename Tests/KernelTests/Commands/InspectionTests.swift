import Testing

@testable import Kernel

/// What Shift-Tab says where `|` stands.
@Suite struct InspectionTests {
  @Test(
    arguments: [
      ("ta|lly 1 2", "tally: Adds numbers."), ("tally|", "tally: Adds numbers."),
      ("|tally", "tally: Adds numbers."),
      ("brew| tea herbs", "brew tea: Tea of herbs."), ("brew te|a herbs", "brew tea: Tea of herbs."),
      ("bre|w", "brew: Makes a drink."),
      ("bre|w tee herbs", "brew: Makes a drink."), ("tally|?", "tally: Adds numbers."),
      ("brew tea|?", "brew tea: Tea of herbs."),
      ("brew tea herbs cu|ps: 2", "cups: how many cups\ntakes a whole number 1 to 10\ndefault: 2"),
      ("brew tea her|bs cups: 2", "herbs: a herbs, mint sage dill"),
      ("brew tea herbs cups: 2|", "brew tea: Tea"),
      ("brew tea herbs cups: (tal|ly 1 1)", "tally: Adds numbers."), ("x = ta|lly 1", "tally: Adds numbers."),
      (
        "her|bs",
        "herbs: a herbs, mint sage dill\nmembers: herbs.size, herbs.first\nitems: herbs[0] to herbs[2]\nlabels: color, taste"
      ),
      ("herbs.si|ze", "size: a number, 3"), ("her|bs.size", "herbs: a herbs"),
      ("herbs[0].size|", "size: a number, 1"), ("her|bs[0]", "herbs: a herbs"),
      ("herbs[hea|p]", "heap: a number, 5"), ("[1, hea|p]", "heap: a number"),
      ("brew tea (herbs|)", "herbs: a herbs"),
      ("print 1\ntal|ly 2", "tally: Adds numbers."), ("tal|ly 2\nprint 1", "tally: Adds numbers."),
      ("nothing_known|", nil), ("|", nil), ("12|", nil), ("\"tally|\"", nil), ("# tally|", nil),
      ("tally 1\n\n|", nil),
    ] as [(String, String?)])
  func explains(_ code: String, _ expected: String?) throws {
    let bench = Bench()
    try bench.run("herbs = gather\nheap = 5")
    let text = bench.inspection(code)
    if let expected {
      #expect(text?.hasPrefix(expected) == true, "\(text ?? "nothing")")
    } else {
      #expect(text == nil)
    }
  }

  @Test func aManualHasTableDefaultsAndExamples() throws {
    let text = try #require(Bench().inspection("brew te|a"))
    #expect(text.contains("brew tea herbs [cups: 2] [heat: 0.5]"))
    #expect(text.contains("  cups   how many cups; a whole number 1 to 10 (default 2)"))
    #expect(text.contains("Examples\n  brew tea herbs cups: 2    # two cups"))
  }
}
