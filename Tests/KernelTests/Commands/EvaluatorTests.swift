import MVAEKit
import Testing

@testable import Kernel

/// What a cell shows, binds and keeps.
@Suite struct EvaluatorTests {
  @Test(
    arguments: [
      ("1", "1"), ("\"a\"", "a"), ("[1, \"a\", 0..<3]", "[1, \"a\", 0..<3]"), ("0...3", "0...3"),
      ("on", "on"),
      ("x = 5\nx", "5"), ("x = 5", nil), ("1;", nil), ("1\n2", "2"), ("1\n2;", nil), ("1\nx = 2", nil),
      ("", nil),
      ("# nothing", nil), ("1 # one", "1"), ("tally 1 2", "3"), ("tally 1 2;", nil),
      ("x = tally 1 2\nx", "3"),
      ("tally (tally 1 2) 3", "6"), ("tally [1, 2] 3", "6"), ("(tally 1 2)", "3"), ("stir", nil),
      ("gather", "herbs: mint sage dill"),
      ("x = gather count: 2\nx.size", "2"), ("(gather count: 4).first[0]", "herbs: mint"), ("serve 1", nil),
      ("x = serve 1\nx", "1"), ("1\nserve 2", nil),
    ] as [(String, String?)])
  func aCellShowsItsLastValue(_ code: String, _ shown: String?) throws {
    #expect(try Bench().run(code) == shown)
  }

  @Test func underscoreIsTheLastResult() throws {
    let bench = Bench()
    #expect(bench.problems("_").map(\.id) == ["UnknownName"])
    try bench.run("tally 1 2")
    #expect(try bench.run("tally _ 10") == "13")
    try bench.run("x = 99")
    try bench.run("5;")
    try bench.run("serve 7")
    #expect(try bench.run("_") == "13")
    #expect(try bench.run("forget _") == nil)
    #expect(bench.problems("_").map(\.id) == ["UnknownName"])
  }

  @Test func showingIsPublishedAtOnceUnlessAssigned() throws {
    let bench = Bench()
    try bench.run("print 1\nserve \"a\"\nx = serve \"b\"\nserve x\nprint 2")
    #expect(
      bench.output.events == [
        .stdout("1\n"), .display("a", id: nil), .display("b", id: nil), .stdout("2\n"),
      ])
  }

  @Test func afterAnErrorNothingMoreRunsAndTheWorkspaceStays() throws {
    let bench = Bench()
    try bench.run("x = 1")
    let problems = bench.problems("x = 2\ny = 3\nspill\nx = 4\nprint \"late\"")
    #expect(problems.map(\.id) == ["Spilled"])
    #expect(try bench.run("[x, y]") == "[2, 3]")
    #expect(bench.output.events == [])
  }

  @Test func anErrorOfTheLibraryFallsOnItsArgument() throws {
    let given = try #require(Bench().problems("spill count: 2").first)
    #expect(given.span == SourceSpan(13, 14))
    #expect(given.message == "it is spilled")
    #expect(given.hint == "use a larger cup")
    let bare = try #require(Bench().problems("x = spill").first)
    #expect(bare.span == SourceSpan(4, 9))
  }

  @Test func anErrorOfAFileFallsOnItsPath() throws {
    let source = MarkedSource("store «\"a.jar\"»")
    let problem = try #require(Bench().problems(source.text).first)
    #expect(problem.id == "Full")
    #expect(problem.span == source.spans[0])
  }

  @Test(
    arguments: [
      Mistake("«nothing»", "UnknownName"), Mistake("x = «(stir)»", "NoValue"),
      Mistake("x = «stir»", "NothingToAssign"),
      Mistake("herbs.«sizee»", "UnknownMember", hint: "`size`"),
      Mistake("herbs.«zzz»", "UnknownMember", hint: "size, first"),
      Mistake("n = 5\nn.«zzz»", "UnknownMember", hint: "no members"),
      Mistake("«herb»", "UnknownName", hint: "`herbs`"),
      Mistake("«tlly»", "UnknownName", hint: "`tally`"),
      Mistake("serve «tlly»", "UnknownName", hint: "`tlly = …`"),
    ])
  func mistakesOfTheRunFallOnTheirCharacters(_ mistake: Mistake) throws {
    let bench = Bench()
    try bench.run("herbs = gather")
    let source = MarkedSource(mistake.marked)
    let first = try #require(bench.problems(source.text).first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked)
    #expect(first.id == mistake.id)
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
  }

  @Test func aCancelledCellStopsBeforeItsNextStatement() throws {
    let bench = Bench()
    bench.cancellation.cancel()
    #expect(bench.problems("x = 1\ny = 2").map(\.id) == ["CancellationError"])
    #expect(bench.workspace.names == ["x"])
  }

  @Test func helpIsAPage() throws {
    let bench = Bench()
    try bench.run("tally?\nbrew broth?\nhelp tally\nx = gather\nx?\nhelp")
    let pages = bench.output.events.compactMap { event in
      if case .page(let text) = event { text } else { nil }
    }
    #expect(pages.count == 5)
    #expect(pages[0].hasPrefix("tally: Adds numbers."))
    #expect(pages[1].hasPrefix("brew broth: Broth."))
    #expect(pages[2] == pages[0])
    #expect(pages[3].contains("x: a herbs, mint sage dill"))
    #expect(pages[4].contains("brew"))
    #expect(bench.problems("help tlly").first?.hint == "did you mean `tally`?")
  }
}
