import MVAEKit
import Testing

@testable import Kernel

/// `disentanglement` in a session.
@Suite struct DisentanglementVerbTests {
  private let bench: Bench

  /// Features of four columns, of which the first two are the tempo and the mode of the tracks.
  init() throws {
    bench = Bench(.standard)
    var random = RandomSource(seed: 9)
    let rows = 120
    let tempos = (0..<rows).map { Double($0 % 5) * 20 + 80 }
    let modes = (0..<rows).map { _ in random.integer(below: 2) }
    var values = Tensor(shape: [rows, 4])
    for row in 0..<rows {
      let noise = (0..<4).map { _ in 0.1 * random.normal() }
      values.values[row * 4] = Float(tempos[row] / 40 + noise[0])
      values.values[row * 4 + 1] = Float(Double(modes[row]) + noise[1])
      values.values[row * 4 + 2] = Float(noise[2])
    }
    let ids = (0..<rows).map { "t\($0)" }
    let table = TrackTable(
      ids: ids, groups: ids,
      columns: [
        Column(name: "tempo", content: .numbers(tempos)),
        Column(name: "mode", content: .text(modes.map { $0 == 0 ? "major" : "minor" })),
        Column(name: "genre", content: .text(ids.map { _ in "Rock" })),
      ])
    bench.workspace.bind(
      "mfcc",
      to: .object(
        FeatureMatrix(name: "mfcc", rows: table, values: values, columnNames: (0..<4).map { "c\($0)" })))
    try bench.run("basic = train basic mfcc latent: 2 epochs: 3")
  }

  @Test func measuresStandWithTheirChanceAndWhatTheyDoNotSay() throws {
    let shown = try #require(try bench.run("disentanglement mfcc"))
    for part in [
      "4 dimensions by 2 factors of 120 tracks", "MIG", "SAP", "DCI disentanglement", "FactorVAE score",
      "chance", "left out: genre (one value)", "off, counted with 0: c3", "turned axes", "Importance",
    ] {
      #expect(shown.contains(part), "\(part)")
    }
    #expect(!shown.contains("q(z)"))
    try bench.run("found = disentanglement mfcc")
    let found = try #require(bench.workspace.value(of: "found")?.as(Disentanglement.self))
    #expect(found[.mig]?.value ?? 0 > 0.7 && found[.disentanglement]?.value ?? 0 > 0.9)
    #expect(found[.mig]?.chance ?? 1 < 0.2)
  }

  @Test(
    arguments: [
      ("disentanglement basic", "total correlation of q(z)"),
      ("disentanglement (encode basic)", "total correlation of q(z)"),
      ("disentanglement (project pca mfcc dimensions: 2)", "2 dimensions by 2 factors"),
      ("disentanglement mfcc factors: [tempo]", "one factor alone"),
      ("(disentanglement mfcc).importance", "tempo"), ("(disentanglement mfcc).information", "mode"),
      ("(disentanglement mfcc).separability", "c0"), ("(disentanglement mfcc).factors", "numbers"),
      ("(disentanglement mfcc).measures", "question|asks"),
    ] as [(String, String)])
  func answers(_ code: String, _ part: String) throws {
    let shown = try #require(try bench.run(code))
    #expect(part.split(separator: "|").contains { shown.contains($0) }, "\(shown)")
  }

  @Test(
    arguments: [
      Mistake("disentanglement mfcc factors: «genre»", "DisentanglementError", says: "genre (one value)"),
      Mistake("disentanglement mfcc factors: [«temp»]", "WrongType"),
      Mistake("disentanglement «\"a\"»", "WrongType"),
    ])
  func mistakesFallOnTheirArguments(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(bench.problems(source.text).first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked, "\(first.message)")
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }

  /// The embedded corpus with crossed factors: in seconds, and only by factors that change.
  @Test func theFactorialCorpusIsJudgedInSeconds() throws {
    try bench.run(
      """
      corpus = load demo tracks: 400 duration: 1 design: factorial
      sound = extract mfcc corpus coefficients: 8
      model = train basic sound latent: 8 epochs: 20
      """)
    let start = ThreadTime.seconds
    let shown = try #require(try bench.run("disentanglement model"))
    let seconds = ThreadTime.seconds - start
    print("disentanglement of 8 dimensions by the factorial corpus: \(seconds) s\n\(shown)")
    #expect(shown.contains("left out: genre (one value)"))
    #expect(seconds < 30)
  }
}
