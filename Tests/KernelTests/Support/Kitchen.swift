import Foundation
import MVAEKit

@testable import Kernel

/// A small language with every kind of parameter, so that these tests do not follow the real verbs.
enum Kitchen {
  static let registry = Registry([
    Verb(gather), Verb("brew", summary: "Makes a drink.", [tea, broth]), Verb(serve), Verb(tally),
    Verb(spill),
    Verb(store), Verb(drop), Verb(stir), Verb(simmer), Verb(sieve),
    Verb(PrintVerb.print), Verb(HelpVerb.help),
    Verb(WorkspaceVerbs.list), Verb(WorkspaceVerbs.forget),
  ])

  // MARK: Values

  static let gather = Command(
    "gather", summary: "Picks herbs.", labels: [count.parameter],
    examples: [.init("herbs = gather count: 3", "three")]
  ) { invocation in
    let names = ["mint", "sage", "dill", "rue", "bay"]
    return .object(Herbs(names: Array(names.prefix(try invocation.value(count)))))
  }

  private static let count = Key<Int>.integer("count", "how many herbs", in: 1...5, default: 3)

  // MARK: Kinds and labels of every type

  private static let herbs = Key<Herbs>.value("herbs", "what is brewed")
  private static let cups = Key<Int>.integer("cups", "how many cups", in: 1...10, default: 2)
  private static let heat = Key<Double>.number("heat", "from cold to boiling", in: 0...1, default: 0.5)
  private static let sugar = Key<Bool>.flag("sugar", "sweetened", default: false)
  private static let style = Key<String>.word(
    "style", "how it is made", ["black", "green"], default: "black")
  private static let by = Key<String>.column("by", "the column that sorts the herbs", orWords: ["cluster"])
  private static let note = Key<String>.text("note", "words for the label")
  private static let sizes = Key<[Int]>.integers(
    "sizes", "sieves, coarse to fine", in: 1...9, default: [3, 2])
  private static let tags = Key<[String]>.words("tags", "words on it", ["hot", "iced"], default: ["hot"])
  private static let keep = Key<Int?>.integerOrOff("keep", "days", in: 1...9, default: 3)

  static let tea = Command(
    "brew", "tea", summary: "Tea of herbs.", subjects: [herbs.parameter],
    labels: [
      cups.parameter, heat.parameter, sugar.parameter, style.parameter, by.parameter, note.parameter,
      sizes.parameter, tags.parameter, keep.parameter,
    ], examples: [.init("brew tea herbs cups: 2", "two cups")]
  ) { invocation in
    var words = ["tea of \(try invocation.value(herbs).brief)"]
    words.append("cups \(try invocation.value(cups))")
    words.append("heat \(NumberText.shortest(try invocation.value(heat)))")
    words.append("sugar \(try invocation.value(sugar))")
    words.append("style \(try invocation.value(style))")
    words.append("by \(invocation.optional(by) ?? "nothing")")
    words.append("note \(invocation.optional(note) ?? "none")")
    words.append("sizes \(try invocation.value(sizes))")
    words.append("tags \(try invocation.value(tags))")
    words.append("keep \(try invocation.value(keep).map(String.init) ?? "off")")
    return .text(words.joined(separator: "; "))
  }

  private static let salt = Key<Double>(
    parameter: Parameter("salt", "grams of it", .number(0...9), isRequired: true, aliases: ["sodium"]),
    fallback: nil, read: { $0.number })

  static let broth = Command(
    "brew", "broth", summary: "Broth.", subjects: [herbs.parameter], labels: [salt.parameter],
    examples: [.init("brew broth herbs salt: 2", "salted")]
  ) { invocation in .number(try invocation.value(salt)) }

  static let sieve = Command(
    "sieve", summary: "Keeps herbs by their columns.", subjects: [herbs.parameter],
    columnLabels: Parameter("column", "what to keep", .any),
    examples: [.init("sieve herbs color: \"green\"", "the green")]
  ) { invocation in
    .text(invocation.arguments.keys.sorted().joined(separator: " "))
  }

  // MARK: Results of every sort

  private static let thing = Key<Value>.any("thing", "what is served")

  static let serve = Command(
    "serve", summary: "Shows at once.", subjects: [thing.parameter],
    examples: [.init("serve \"tea\"", "tea")], isShowing: true
  ) { invocation in try invocation.value(thing) }

  private static let numbers = Key<[Value]>(
    parameter: Parameter("numbers", "what is added", .list(.number(-1e9...1e9)), isRequired: true),
    fallback: nil,
    read: { $0.list })

  static let tally = Command(
    "tally", summary: "Adds numbers.", subjects: [numbers.parameter],
    examples: [.init("tally 1 2", "three")]
  ) { invocation in .number(try invocation.value(numbers).compactMap(\.number).reduce(0, +)) }

  static let stir = Command("stir", summary: "Gives nothing.", examples: [.init("stir", "round")]) { _ in nil
  }

  private static let jar = Key<String>.path("path", "where it goes", .output(["jar"]), isRequired: true)

  static let store = Command(
    "store", summary: "Puts away.", subjects: [jar.parameter], examples: [.init("store \"a.jar\"", "away")]
  ) { invocation in throw Full(path: try invocation.value(jar)) }

  private static let name = Key<String>(
    parameter: Parameter("name", "the name to drop", .boundName, isRequired: true), fallback: nil,
    read: { $0.text })

  static let drop = Command(
    "drop", summary: "Says a name.", subjects: [name.parameter], examples: [.init("drop x", "x")]
  ) { invocation in .text(try invocation.value(name)) }

  // MARK: Time

  private static let milliseconds = Key<Int>.integer("milliseconds", "how long", in: 0...60_000, default: 1)

  static let simmer = Command(
    "simmer", summary: "Takes its time.", labels: [milliseconds.parameter],
    examples: [.init("simmer", "a moment")]
  ) { invocation in
    let end = ContinuousClock.now + .milliseconds(try invocation.value(milliseconds))
    while ContinuousClock.now < end {
      try invocation.cancellation.check()
      usleep(1000)
    }
    return nil
  }

  // MARK: Failure

  /// Speaks of a file without saying which argument it is, as errors of files do.
  struct Full: ExplainedError {
    let path: String
    var message: String { "the jar \(path) is full" }
  }

  struct Spilled: ExplainedError {
    let message = "it is spilled"
    let hint: String? = "use a larger cup"
    let parameter: String? = "count"
  }

  static let spill = Command(
    "spill", summary: "Always fails.", labels: [count.parameter], examples: [.init("spill", "oh")]
  ) { _ in throw Spilled() }
}

/// A value with items, members, columns and categories.
struct Herbs: WorkspaceValue, Equatable {
  let names: [String]

  static var kind: ValueKind { ValueKind(name: "herbs") }
  var brief: String { names.joined(separator: " ") }
  var byteCount: Int { names.count * 10 }
  var presentation: Presentation { .lines(["herbs: \(brief)"]) }
  var memberNames: [String] { ["size", "first"] }
  var itemCount: Int? { names.count }
  var labelColumns: [String] { ["color", "taste"] }

  func member(_ name: String) -> Value? {
    switch name {
    case "size": .number(Double(names.count))
    case "first": .object(Herbs(names: Array(names.prefix(1))))
    case "id": names.count == 1 ? .text(names[0]) : nil
    default: nil
    }
  }

  func categories(of column: String?) -> [String] {
    column == "color" ? ["Green", "Grey"] : ["Bitter", "Sweet"]
  }

  func item(at position: Int) -> Value? { items(at: [position]) }
  func items(at positions: [Int]) -> Value? { .object(Herbs(names: positions.map { names[$0] })) }
  func item(named name: String) -> Value? { names.firstIndex(of: name).flatMap(item) }
}
