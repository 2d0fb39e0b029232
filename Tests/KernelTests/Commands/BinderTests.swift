import Testing

@testable import Kernel

/// What is found wrong with a cell before anything runs.
@Suite struct BinderTests {
  @Test(
    arguments: [
      // Verbs and kinds
      Mistake("«gathr» count: 2", "UnknownVerb", hint: "`gather`"),
      Mistake("«xyzzy» 1", "UnknownVerb", hint: "help"),
      Mistake("x = «gathr» count: 2", "UnknownVerb", hint: "`gather`"), Mistake("«xyzzy»?", "UnknownVerb"),
      Mistake("brew «tee» herbs", "UnknownKind", hint: "`tea`"),
      Mistake("brew «soup» herbs", "UnknownKind", hint: "tea, broth"),
      Mistake("brew «tee»?", "UnknownKind", hint: "`tea`"),
      Mistake("gather «big»?", "UnknownKind", says: "no kinds"),
      Mistake("«brew»", "MissingKind", says: "tea, broth"), Mistake("«brew» 5", "MissingKind"),
      Mistake("«herbs» 1", "NotAVerb", hint: "a verb comes first"),
      Mistake("«herbs» [0]", "NotAVerb", hint: "touches"),
      // Subjects
      Mistake("«brew tea»", "MissingArgument", says: "herbs"),
      Mistake("«brew tea» cups: 3", "MissingArgument"),
      Mistake("brew tea herbs «herbs»", "TooManySubjects", says: "1 subject"),
      Mistake("gather «5»", "TooManySubjects", says: "no subjects"),
      Mistake("brew tea «5»", "WrongType", says: "herbs"),
      Mistake("brew tea «\"herbs\"»", "WrongType", hint: "without quotes"),
      Mistake("store «5»", "WrongType", says: ".jar"),
      Mistake("tally 1 «\"a\"» 2", "WrongType"), Mistake("tally 1 «2e9»", "OutOfRange"),
      // Labels
      Mistake("brew tea herbs «cpus»: 3", "UnknownLabel", hint: "`cups`"),
      Mistake("brew tea herbs «volume»: 3", "UnknownLabel", hint: "its labels are cups, heat"),
      Mistake("stir «fast»: on", "UnknownLabel", hint: "no labels"),
      Mistake("brew tea herbs cups: 1 «cups»: 2", "DuplicateLabel"),
      Mistake("brew broth herbs salt: 1 «sodium»: 2", "DuplicateLabel"),
      Mistake("«brew broth» herbs", "MissingArgument", says: "salt"),
      Mistake("sieve herbs color: 1 «color»: 2", "DuplicateLabel"),
      // Numbers
      Mistake("brew tea herbs cups: «11»", "OutOfRange", hint: "2", says: "1 to 10, not 11"),
      Mistake("brew tea herbs cups: «-1»", "OutOfRange"),
      Mistake("brew tea herbs cups: «2.5»", "OutOfRange", says: "whole"),
      Mistake("brew tea herbs heat: «1.5»", "OutOfRange", says: "a number 0 to 1, not 1.5"),
      Mistake("brew tea herbs keep: «50»", "OutOfRange"),
      Mistake("brew tea herbs sizes: [3, «10»]", "OutOfRange"),
      Mistake("brew tea herbs sizes: «10»", "OutOfRange"),
      // Types
      Mistake("brew tea herbs cups: «\"3\"»", "WrongType", says: "not a text"),
      Mistake("brew tea herbs cups: «0..<3»", "WrongType", says: "not a range"),
      Mistake("brew tea herbs cups: «[1, 2]»", "WrongType", says: "not a list"),
      Mistake("brew tea herbs note: «5»", "WrongType", says: "a text"),
      // Words
      Mistake("brew tea herbs style: «gren»", "UnknownWord", hint: "`green`"),
      Mistake("brew tea herbs style: «\"gren\"»", "UnknownWord", hint: "`green`"),
      Mistake("brew tea herbs style: «milky»", "UnknownWord", hint: "black, green"),
      Mistake("brew tea herbs sugar: «yes»", "UnknownWord", hint: "on, off"),
      Mistake("brew tea herbs tags: [hot, «hto»]", "UnknownWord", hint: "`hot`"),
      Mistake("brew tea herbs keep: «never»", "UnknownWord", hint: "off"),
      // Reserved names
      Mistake("«gather» = 5", "ReservedName"), Mistake("«_» = 5", "ReservedName"),
      // Inside parentheses, lists and indices
      Mistake("serve («gathr» count: 2)", "UnknownVerb"),
      Mistake("serve [1, (gather count: «9»)]", "OutOfRange"),
      Mistake("herbs[(gather count: «9»)]", "OutOfRange"), Mistake("(gather count: «9»)[0]", "OutOfRange"),
    ])
  func mistakesFallOnTheirCharacters(_ mistake: Mistake) throws {
    let bench = Bench()
    try bench.run("herbs = gather")
    let source = MarkedSource(mistake.marked)
    let found = bench.checked(source.text)
    #expect(found.count == 1)
    let first = try #require(found.first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked)
    #expect(first.id == mistake.id)
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }

  @Test(
    arguments: [
      "herbs = gather\nbrew tea herbs", "tea = 5\nbroth = tea",
      "brew tea unknown_yet", "brew tea herbs style: (x)", "style = \"green\"\nbrew tea herbs style: style",
      "brew tea herbs by: color", "brew tea herbs by: \"any text\"", "brew tea herbs by: cluster",
      "cups = 3\nbrew tea herbs cups: cups",
      "brew tea (gather count: 2) cups: 3", "brew tea herbs keep: off", "brew tea herbs sizes: 3",
      "brew tea herbs tags: iced",
      "brew broth herbs sodium: 2", "tally 1 2 3 4", "tally [1, 2]", "drop anything", "help brew", "brew?",
      "brew tea?",
      "x = 1\nx?", "on = 3",
    ])
  func whatMayBeRightIsLeftAlone(_ code: String) {
    #expect(Bench().checked(code).map(\.message) == [])
  }

  @Test func allMistakesOfACellAreToldTogetherAndNothingRuns() {
    let bench = Bench()
    let source = MarkedSource(
      "serve \"first\"\nbrew «tee» herbs\nx = gather count: «9»\nbrew tea x cups: «99» «color»: 1\n1 «+» 2\nprint \"last\""
    )
    let problems = bench.problems(source.text)
    #expect(problems.map(\.span) == source.spans)
    #expect(
      problems.map(\.id) == ["UnknownKind", "OutOfRange", "OutOfRange", "UnknownLabel", "InvalidCharacter"])
    #expect(bench.output.events == [])
    #expect(bench.workspace.names == [])
  }

  /// What can't be read is told once a line; what follows from it is not.
  @Test func oneReportForAnUnreadableLine() {
    #expect(Bench().checked("brew @ $ % tee !! )").count == 1)
  }
}
