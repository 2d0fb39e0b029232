import MVAEKit
import Testing

@testable import Kernel

/// `centroid` and `shift` in a session.
@Suite(.serialized) struct ShiftVerbTests {
  /// Models of a small corpus, trained once.
  private static let models: Result<[Workspace.Entry], any Error> = Result {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 32 duration: 1 genres: 4
      more = load demo tracks: 40 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 3
      mel = extract mel corpus bands: 16 frames: 16
      words = extract lyrics corpus dimensions: 4
      basic = train basic mfcc latent: 3 epochs: 4
      cvae = train conditional mel words latent: 3 channels: [4] epochs: 1
      fused = train multimodal mel words latent: 2 channels: [4] epochs: 1
      """)
    return bench.workspace.entries
  }

  private static func bench() throws -> Bench {
    let bench = Bench(.standard)
    for entry in try models.get() { bench.workspace.bind(entry.name, to: entry.value) }
    return bench
  }

  private static func notes(_ bench: Bench) -> [String] {
    bench.output.events.compactMap { event in
      if case .stderr(let text) = event { text } else { nil }
    }
  }

  @Test(
    arguments: [
      ("centroid basic label: \"Rock\"", "centroid of Rock, 1 × 3"),
      ("centroid basic label: \"minor\" of: mode", "centroid of minor, 1 × 3"),
      ("decode basic (centroid basic label: \"Rock\")", "decoded mfcc, 1 × 6"),
      ("decode cvae (centroid cvae label: \"Rock\")", "1 × 16 × 16"),
      ("shift corpus[3] from: \"Rock\" to: \"Jazz\" using: fused", "mel, Rock to Jazz, 1 × 16 × 16"),
      ("shift corpus[0..<4] from: \"Rock\" to: \"Jazz\" using: basic", "mfcc, Rock to Jazz, 4 × 6"),
      ("shift mfcc from: \"Rock\" to: \"Jazz\" using: basic strength: 0.5", "32 × 6"),
      ("shift mel[0] words from: \"Rock\" to: \"Jazz\" using: cvae", "1 × 16 × 16"),
      ("shift from: \"Rock\" to: \"Jazz\" using: basic", "32 × 6"),
      ("shift corpus[3] from: \"major\" to: \"minor\" of: mode using: cvae", "major to minor, 1 × 16 × 16"),
      ("shift from: \"major\" to: \"minor\" of: mode using: basic", "major to minor"),
    ] as [(String, String)])
  func answers(_ code: String, _ part: String) throws {
    let shown = try #require(try Self.bench().run(code))
    #expect(shown.contains(part), "\(shown)")
  }

  @Test func whatIsMovedIsTold() throws {
    let bench = try Self.bench()
    try bench.run("moved = shift corpus[0..<4] from: \"Rock\" to: \"Jazz\" using: basic")
    let notes = Self.notes(bench)
    #expect(notes.contains { $0.contains("Rock: 8 tracks, Jazz: 8 tracks, their centroids") }, "\(notes)")
    #expect(notes.contains { $0.contains("3 of 4 tracks are not Rock") }, "\(notes)")
    let other = try Self.bench()
    try other.run("middle = centroid basic label: \"Rock\"")
    #expect(Self.notes(other).contains { $0.contains("Rock: 8 tracks, at a distance of") })
  }

  /// A conditional model decodes the other class; half of the way on, and only of its own label.
  @Test func aConditionalModelExchangesItsLabel() throws {
    let bench = try Self.bench()
    func genre(_ code: String) throws -> [String?] {
      try bench.run("moved = shift corpus[2] from: \"Rock\" to: \"Jazz\" using: cvae \(code)")
      let images = try #require(bench.workspace.value(of: "moved")?.as(FeatureTensor.self))
      return try #require(images.rows.column("genre")?.texts)
    }
    let own = try #require(bench.workspace.value(of: "mel")?.as(FeatureTensor.self)).rows.column("genre")
    #expect(try genre("") == ["Jazz"])
    #expect(try genre("strength: 0.4") == [own?.texts[2]])
  }

  @Test func whatIsShiftedPlaysAndShows() throws {
    let bench = try Self.bench()
    try bench.run("moved = shift corpus[2] from: \"Rock\" to: \"Jazz\" using: fused")
    try bench.run("play moved")
    try bench.run("show spectrogram moved")
    #expect(bench.output.events.count { if case .display = $0 { true } else { false } } >= 2)
  }

  @Test(
    arguments: [
      Mistake(
        "centroid basic label: «\"Rok\"»", "LatentClassError",
        hint: "did you mean Rock? There are"),
      Mistake("centroid basic label: \"Rock\" of: «wrong»", "UnknownWord"),
      Mistake("«centroid» basic", "MissingArgument"),
      Mistake("shift mfcc from: «\"Rok\"» to: \"Jazz\" using: basic", "LatentClassError", hint: "Rock"),
      Mistake("shift mfcc from: \"Rock\" to: «\"Jaz\"» using: basic", "LatentClassError", hint: "Jazz"),
      Mistake(
        "shift mfcc from: \"Rock\" to: \"Jazz\" of: «\"wrong\"» using: basic", "LatentClassError",
        says: "no label column wrong"),
      Mistake(
        "shift «more[38]» from: \"Rock\" to: \"Jazz\" using: fused", "OtherRows",
        hint: "`extract mel TRACKS like: MODEL` and `extract lyrics TRACKS like: MODEL`"),
      Mistake(
        "shift «mfcc» from: \"Rock\" to: \"Jazz\" using: cvae", "TrainingError", says: "model of images"),
      Mistake("shift mfcc from: \"Rock\" to: \"Jazz\" using: «mfcc»", "WrongType"),
    ])
  func mistakesFallOnTheirArguments(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(try Self.bench().problems(source.text).first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked, "\(first.message)")
    #expect(first.id == mistake.id, "\(first.message)")
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }
}
