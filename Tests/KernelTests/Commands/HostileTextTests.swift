import Foundation
import MVAEKit
import Testing

@testable import Kernel

/// Whatever is typed, reading it ends, soon and without a trap.
///
/// `MVAE_FUZZ=COUNT` sets the number of mutated texts; 20,000 is the sample that every run takes.
@Suite(.serialized) struct HostileTextTests {
  private static let count = ProcessInfo.processInfo.environment["MVAE_FUZZ"].flatMap(Int.init) ?? 20_000

  @Test(.timeLimit(.minutes(60))) func mutatedTextsAreRead() throws {
    let lines = Self.corpus
    let bench = try Self.bench()
    var random = RandomSource(seed: 20_261_122)
    var slowest = 0.0
    var slowestText = ""
    for _ in 0..<Self.count {
      let text = Mutation.of(lines, &random)
      let start = ThreadTime.seconds
      let problem = Reading.problem(text, cursors: 3, bench, &random)
      #expect(problem == nil, "\(problem ?? "") in \(text.debugDescription)")
      let time = ThreadTime.seconds - start
      if time > slowest { (slowest, slowestText) = (time, text) }
    }
    // A mutated text has a few hundred bytes and takes about a tenth of a millisecond; a second is a runaway.
    #expect(slowest < 1, "\(slowest) s for \(slowestText.debugDescription)")
  }

  private static let longTexts: [String] = {
    let pieces = [
      "[", "(", "]", ")", "a[", "a.", "print (", "print [", "x = ", "\"", "\\", "#", "?", ":", ";", ",", "=",
      "-", "0", "1 ", "a ",
      "a: ", "@", "é", "👨‍👩‍👧‍👦", "\u{301}", "\n", "\r\n", "\\\n", "..<", "0..<", "print a b: 1\n", "[1, ",
      "brew tea herbs ", "brew tea (",
      "(a\n", "[\n", "\"\\u{", "\u{0}", "1e", "_",
    ]
    return pieces.map { String(repeating: $0, count: 100_000) }
  }()

  @Test(.timeLimit(.minutes(5)), arguments: Array(longTexts.indices))
  func longTextsAreRead(_ index: Int) throws {
    var random = RandomSource(seed: UInt64(index))
    let text = Self.longTexts[index]
    let start = ThreadTime.seconds
    let problem = Reading.problem(text, cursors: 1, try Self.bench(), &random)
    #expect(problem == nil, "\(problem ?? "")")
    // 100,000 to 2.5 million bytes, read six times over, on a shared machine.
    #expect(ThreadTime.seconds - start < 20, "\(text.prefix(20).debugDescription)")
  }

  @Test(.timeLimit(.minutes(5))) func aMillionSignsOnALine() throws {
    var random = RandomSource(seed: 5)
    let bench = try Self.bench()
    for text in [
      "print \"" + String(repeating: "x", count: 1 << 20) + "\"",
      "tally" + String(repeating: " 1", count: 1 << 19),
    ] {
      #expect(Reading.problem(text, cursors: 1, bench, &random) == nil)
    }
  }

  private static func bench() throws -> Bench {
    let bench = Bench(Registry(Registry.standard.verbs + Kitchen.registry.verbs))
    bench.workspace.bind("herbs", to: .object(Herbs(names: ["mint", "sage"])))
    bench.workspace.bind("corpus", to: .number(1))
    return bench
  }

  /// Whole and broken lines of the language, and every example of every command.
  private static let corpus: [String] =
    Registry.standard.verbs.flatMap { $0.commands.flatMap { $0.examples.map(\.code) } }
    + Kitchen.registry.verbs.flatMap { $0.commands.flatMap { $0.examples.map(\.code) } } + [
      "x = [1, 2.5e-3, \"a\\n\\u{1F3B5}\", 0..<4, -3...-1,]", "(load demo\n tracks: 4)[0..<2].labels",
      "train basic?", "a.b.c[0][\"x\"]",
      "plot latent basic color: genre \\\n projection: pca; # note",
      "brew tea herbs by: color sizes: [3, 2] keep: off", "\n\n  \t# a\n;", "_",
      "print \"é👨‍👩‍👧‍👦\" 名前", "x = = )", "herbs[\"mi", "brew tea herbs note: \"",
      "show spectrogram corpus[3] title: \"a", "forget on",
    ]
}

/// Everything that reads a text without running it.
enum Reading {
  /// What is out of order in what was read; `nil` when all is well.
  static func problem(_ text: String, cursors: Int, _ bench: Bench, _ random: inout RandomSource) -> String? {
    let source = SourceText(text)
    let parsed = Parser.parse(source)
    _ = Completeness.of(text)
    let found = CellCheck(parsed: parsed, source: source).problems(
      registry: bench.registry, names: bench.workspace.names)
    for diagnostic in (parsed.diagnostics + (found?.all ?? [])).prefix(1000) {
      guard isInside(diagnostic.span, source) else { return "\(diagnostic) lies outside" }
    }
    if let first = found?.first { _ = DiagnosticRenderer(source: source, name: "x").render(first) }
    for _ in 0..<cursors {
      let cursor = source.byteOffset(ofCodePoint: random.integer(below: source.bytes.count + 1))
      let completion = Completion.at(cursor, in: text, registry: bench.registry, workspace: bench.workspace)
      guard isInside(completion.span, source), completion.span.end <= cursor else {
        return "\(completion.span) is replaced"
      }
      _ = Inspection.at(cursor, in: text, registry: bench.registry, workspace: bench.workspace)
    }
    return nil
  }

  private static func isInside(_ span: SourceSpan, _ source: SourceText) -> Bool {
    span.start >= 0 && span.start <= span.end && span.end <= source.bytes.count
  }
}

/// Damaged texts, the same for the same seed.
enum Mutation {
  static func of(_ corpus: [String], _ random: inout RandomSource) -> String {
    var bytes = Array(pick(corpus, &random).utf8)
    for _ in 0...below(5, &random) { mutate(&bytes, corpus, &random) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let signs = [
    "(", ")", "[", "]", "\"", "\\", "#", "?", ":", ";", ",", "=", ".", "...", "..<", "-", "\n", " ", "\t",
    "\r", "0", "9e9", "1e400", "_", "é",
    "🎵", "👨‍👩‍👧‍👦", "\u{301}", "\u{A0}", "\u{FEFF}", "\u{0}", "“", "'", "+", "@", "名", "on", "off", "herbs", "\\u{",
    "\u{202E}", "\u{FFFD}",
  ]

  private static func mutate(_ bytes: inout [UInt8], _ corpus: [String], _ random: inout RandomSource) {
    let place = below(bytes.count + 1, &random)
    switch below(7, &random) {
    case 0: bytes.removeSubrange(place..<min(bytes.count, place + 1 + below(8, &random)))
    case 1: bytes.insert(contentsOf: Array(pick(signs, &random).utf8), at: place)
    case 2: bytes.insert(contentsOf: Array(pick(corpus, &random).utf8.prefix(below(40, &random))), at: place)
    case 3: if place < bytes.count { bytes[place] = UInt8(below(256, &random)) }
    case 4: bytes = Array(bytes.prefix(place))
    case 5:
      bytes.insert(
        contentsOf: Array(String(repeating: pick(signs, &random), count: below(80, &random)).utf8), at: place)
    default: bytes += [UInt8(ascii: "\n")] + Array(pick(corpus, &random).utf8)
    }
  }

  private static func pick(_ values: [String], _ random: inout RandomSource) -> String {
    values[below(values.count, &random)]
  }

  private static func below(_ limit: Int, _ random: inout RandomSource) -> Int {
    random.integer(below: limit)
  }
}
