import Testing

@testable import Kernel

@Suite struct IndexingTests {
  private static func bench() throws -> Bench {
    let bench = Bench()
    try bench.run("herbs = gather count: 5\nnumbers = [10, 20, 30]\nempty = []\nplace = 1")
    return bench
  }

  @Test(
    arguments: [
      ("herbs[0]", "herbs: mint"), ("herbs[4]", "herbs: bay"), ("herbs[-1]", "herbs: bay"),
      ("herbs[-5]", "herbs: mint"),
      ("herbs[0..<2]", "herbs: mint sage"), ("herbs[0...2]", "herbs: mint sage dill"),
      ("herbs[3...-1]", "herbs: rue bay"),
      ("herbs[-2...-1]", "herbs: rue bay"), ("herbs[1..<-1]", "herbs: sage dill rue"),
      ("herbs[2...2]", "herbs: dill"),
      ("herbs[[0, -1, 0]]", "herbs: mint bay mint"), ("herbs[\"dill\"]", "herbs: dill"),
      ("herbs[place]", "herbs: sage"),
      ("herbs[(tally 1 2)]", "herbs: rue"), ("herbs[1..<4][-1]", "herbs: rue"),
      ("numbers[1]", "20"), ("numbers[0..<2]", "[10, 20]"), ("numbers[[2, 0]]", "[30, 10]"),

    ] as [(String, String)])
  func takesItems(_ code: String, _ shown: String) throws {
    #expect(try Self.bench().run(code) == shown)
  }

  @Test(
    arguments: [
      Mistake("herbs[«5»]", "OutOfRange", hint: "0 to 4", says: "5 items"),
      Mistake("herbs[«-6»]", "OutOfRange", hint: "-5"),
      Mistake("herbs[«1e300»]", "WrongIndex"), Mistake("herbs[«0.5»]", "WrongIndex", says: "whole number"),
      Mistake("herbs[«9223372036854775807»]", "WrongIndex"), Mistake("herbs[«-9e18»]", "OutOfRange"),
      Mistake("herbs[«-9e18...9e18»]", "OutOfRange"),
      Mistake("herbs[«0...5»]", "OutOfRange"), Mistake("herbs[«0..<6»]", "OutOfRange"),
      Mistake("herbs[«5..<5»]", "OutOfRange"),
      Mistake("herbs[«3..<2»]", "WrongIndex", says: "no position"), Mistake("herbs[«2..<2»]", "WrongIndex"),
      Mistake("herbs[«0.5..<2»]", "WrongIndex"), Mistake("herbs[«[0, 9]»]", "OutOfRange"),
      Mistake("herbs[«[0, \"a\"]»]", "WrongIndex"),
      Mistake("herbs[«[]»]", "WrongIndex", says: "no position"),
      Mistake("herbs[«\"basil\"»]", "UnknownItem", says: "basil"),
      Mistake("herbs[«herbs»]", "WrongIndex"), Mistake("herbs[«nothing»]", "UnknownName"),
      Mistake("empty[«0»]", "OutOfRange", says: "0 items"), Mistake("numbers[«\"a\"»]", "UnknownItem"),
      Mistake("place[«0»]", "NotIndexable", says: "a number"), Mistake("herbs.size[«0»]", "NotIndexable"),
    ])
  func mistakesFallOnTheIndex(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(try Self.bench().problems(source.text).first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked)
    #expect(first.id == mistake.id)
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }
}
