import Testing

@testable import Kernel

/// Where a bare name is a word, a column or a variable.
@Suite struct WordsTests {
  private static func bench() throws -> Bench {
    let bench = Bench()
    try bench.run("herbs = gather\nstyle = \"green\"\ngreen = \"black\"\ncolor = \"taste\"\non = 5\ncups = 7")
    return bench
  }

  @Test(
    arguments: [
      ("brew tea herbs style: green", "style green"), ("brew tea herbs style: (green)", "style black"),
      ("brew tea herbs style: style", "style green"), ("brew tea herbs style: \"green\"", "style green"),
      ("brew tea herbs by: color", "by color"), ("brew tea herbs by: (color)", "by taste"),
      ("brew tea herbs by: taste", "by taste"), ("brew tea herbs by: \"taste\"", "by taste"),
      ("brew tea herbs by: cluster", "by cluster"), ("brew tea herbs[0..<2] by: taste", "by taste"),
      ("brew tea herbs sugar: on", "sugar true"), ("brew tea herbs sugar: off", "sugar false"),
      ("brew tea herbs cups: cups", "cups 7"), ("brew tea herbs keep: off", "keep off"),
      ("brew tea herbs keep: 9", "keep 9"),
      ("brew tea herbs tags: [iced, hot]", "tags [\"iced\", \"hot\"]"),
      ("brew tea herbs tags: iced", "tags [\"iced\"]"),
      ("brew tea herbs sizes: 4", "sizes [4]"), ("sieve herbs color: 1 taste: \"x\"", "color herbs taste"),
      ("brew tea herbs sizes: [5, 4]", "sizes [5, 4]"),
      ("brew tea herbs", "cups 2; heat 0.5; sugar false; style black; by nothing; note none; sizes [3, 2]"),
    ] as [(String, String)])
  func meansWhatTheParameterTakes(_ code: String, _ part: String) throws {
    let text = try #require(try Self.bench().run(code))
    #expect(text.contains(part), "\(text)")
  }

  @Test func anAmbiguousNameIsTold() throws {
    let bench = try Self.bench()
    try bench.run("brew tea herbs style: green")
    #expect(
      bench.output.events == [
        .stderr("note: `green` is taken as the word; write `(green)` for the value of that name\n")
      ])
  }

  @Test(arguments: [
    "brew tea herbs style: black", "brew tea herbs style: (green)", "brew tea herbs style: style",
  ])
  func aPlainNameIsNot(_ code: String) throws {
    let bench = try Self.bench()
    try bench.run(code)
    #expect(bench.output.events == [])
  }

  @Test(
    arguments: [
      Mistake("brew tea herbs by: «colr»", "UnknownWord", hint: "`color`"),
      Mistake("brew tea herbs by: «\"colr\"»", "UnknownWord", hint: "`color`"),
      Mistake("brew tea herbs by: «(cups)»", "WrongType"),
      Mistake("sieve herbs «colr»: 1", "UnknownLabel", hint: "`color`"),
      Mistake("brew tea herbs cups: «style»", "WrongType", says: "not a text"),
      Mistake("brew tea herbs style: «cups»", "WrongType"),
      Mistake("brew tea «style»", "WrongType", hint: "without quotes"),
      Mistake("brew tea «hebs»", "UnknownName", hint: "`herbs`"),
      Mistake("brew tea herbs cups: «(stir)»", "NoValue"),
    ])
  func whatOnlyTheRunKnowsIsToldAtItsPlace(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let problems = try Self.bench().problems(source.text)
    let first = try #require(problems.first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked)
    #expect(first.id == mistake.id)
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }

  /// `forget on` and the like take the name itself.
  @Test func someParametersTakeTheNameItself() throws {
    let bench = try Self.bench()
    #expect(try bench.run("drop herbs") == "herbs")
    #expect(try bench.run("drop nothing_yet") == "nothing_yet")
  }
}
