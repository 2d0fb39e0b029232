import Foundation
import Testing

@testable import Kernel

/// What Tab offers where `|` stands.
@Suite struct CompletionTests {
  private static func bench() throws -> Bench {
    let bench = Bench()
    try bench.run("herbs = gather\nheap = 5\nother = gather count: 1")
    return bench
  }

  @Test(
    arguments: [
      // Verbs and names
      ("ta|", ["tally"]), ("x = ta|", ["tally"]), ("serve (ta|", ["tally"]), ("print 1\nta|", ["tally"]),
      ("TA|", ["tally"]),
      ("he|", ["help", "heap", "herbs"]), ("zz|", []), ("ta|lly", ["tally"]), ("1; ta|", []),
      ("1;\n  ta|", ["tally"]), ("1; # a\nta|", ["tally"]),
      // Kinds
      ("brew |", ["tea", "broth"]), ("brew b|", ["broth"]), ("x = brew t|", ["tea"]),
      ("serve (brew t|", ["tea"]),
      // Subjects: names of the right kind only, and labels
      ("brew tea h|", ["herbs", "heat:"]), ("brew tea o|", ["other"]),
      ("brew broth |", ["herbs", "other", "salt:"]),
      ("tally h|", []), ("print h|", ["herbs", "heap"]), ("serve he|", ["heap", "herbs"]),
      ("drop he|", ["heap", "herbs"]),
      // Labels
      ("brew tea herbs c|", ["cups:"]), ("brew tea herbs cups: 2 c|", []),
      ("brew tea herbs cups: 2 s|", ["sugar:", "style:", "sizes:"]),
      (
        "brew tea herbs cups: 2 |heat: 1",
        ["heat:", "sugar:", "style:", "by:", "note:", "sizes:", "tags:", "keep:"]
      ),
      ("gather |", ["count:"]), ("brew tea herbs \\\n  st|", ["style:"]),
      ("(brew tea herbs\n  st|", ["style:"]),
      // Words
      ("brew tea herbs style: |", ["black", "green"]), ("brew tea herbs style: g|", ["green"]),
      ("brew tea herbs sugar: o|", ["on", "off"]), ("brew tea herbs keep: |", ["off"]),
      ("brew tea herbs tags: [|", ["hot", "iced"]), ("brew tea herbs tags: [hot, i|", ["iced"]),
      ("brew tea herbs tags: [hot, |", ["hot", "iced"]),
      // Columns of the subject
      ("brew tea herbs by: |", ["color", "taste", "cluster"]), ("brew tea herbs by: t|", ["taste"]),
      ("brew tea nothing by: |", ["cluster"]), ("brew tea herbs[0] by: t|", ["taste"]),
      ("sieve herbs |", ["color:", "taste:"]), ("sieve herbs color: \"green\" |", ["taste:"]),
      // Members and items
      ("herbs.|", ["size", "first"]), ("herbs.f|", ["first"]), ("herbs.first.s|", ["size"]),
      ("print herbs.s|", ["size"]),
      ("herbs[0].s|", ["size"]), ("herbs[-1].f|", ["first"]), ("herbs[0..<2].f|", ["first"]),
      ("herbs[\"sage\"].f|", ["first"]), ("herbs[9].f|", []), ("heap.|", []),
      ("herbs[\"|", ["mint", "sage", "dill"]), ("herbs[\"s|", ["sage"]), ("herbs[|", []),
      // Categories inside quotes
      ("brew tea herbs note: \"|", ["Bitter", "Sweet"]), ("brew tea herbs note: \"sw|", ["Sweet"]),
      ("sieve herbs color: \"|", ["Green", "Grey"]),
      ("sieve herbs color: [\"Green\", \"g|", ["Green", "Grey"]), ("sieve herbs taste: \"b|", ["Bitter"]),
      // Nothing
      ("# ta|", []), ("print 1 # ta|", []), ("\"ta|", []), ("print 12|", []), ("nothing_known |", []),
      ("brew tea herbs cups: 3|", []),
      ("brew tea? |", []),
    ] as [(String, [String])])
  func offers(_ code: String, _ expected: [String]) throws {
    let completion = try Self.bench().completions(code)
    #expect(Set(completion.items.map(\.text)) == Set(expected), "\(completion.items.map(\.text))")
    #expect(completion.items.count == expected.count)
  }

  @Test(arguments: [
    ("brew tea herbs st|", 15), ("é = ta|", 5), ("herbs.f|", 6), ("brew tea herbs by: t|aste", 19),
  ])
  func replacesWhatIsTyped(_ code: String, _ start: Int) throws {
    let completion = try Self.bench().completions(code)
    let cursor = code.split(separator: "|")[0].utf8.count
    #expect(completion.span == SourceSpan(start, cursor))
  }

  @Test(
    arguments: [
      ("ta|", "verb", "Adds numbers."), ("brew te|", "kind", "Tea of herbs."),
      ("brew tea herbs cu|", "label", "how many cups; a whole number 1 to 10"),
      ("brew tea herbs style: g|", "word", "how it is made"),
      ("print herb|", "herbs", "mint sage dill"), ("herbs.si|", "number", ""),
    ] as [(String, String, String)])
  func saysWhatEachIs(_ code: String, _ type: String, _ detail: String) throws {
    let item = try #require(try Self.bench().completions(code).items.first)
    #expect(item.type == type)
    #expect(item.detail == detail)
  }

  @Test func filesAndFolders() throws {
    let folder = NSTemporaryDirectory() + "completion-\(UUID().uuidString)"
    let manager = FileManager.default
    try manager.createDirectory(atPath: folder + "/jars", withIntermediateDirectories: true)
    defer { try? manager.removeItem(atPath: folder) }
    for name in ["a.jar", "b.JAR", "c.txt", ".hidden.jar", "d é.jar"] {
      _ = manager.createFile(atPath: "\(folder)/\(name)", contents: Data())
    }
    func offered(_ code: String) -> [String] {
      Bench().completions(code).items.map { String($0.text.dropFirst(folder.count + 1)) }
    }
    #expect(offered("store \"\(folder)/|") == ["a.jar", "b.JAR", "d é.jar", "jars/"])
    #expect(offered("store \"\(folder)/j|") == ["jars/"])
    #expect(offered("store \"\(folder)/.|") == [".hidden.jar"])
    #expect(offered("store \"\(folder)/nothing/|") == [])
    let cursor = "store \"\(folder)/j".utf8.count
    #expect(Bench().completions("store \"\(folder)/j|").span == SourceSpan(7, cursor))
  }
}
