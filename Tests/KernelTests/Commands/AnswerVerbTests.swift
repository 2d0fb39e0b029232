import MVAEKit
import Testing

@testable import Kernel

/// What a trained model answers, in the language.
@Suite(.serialized) struct AnswerVerbTests {
  /// Models of a small corpus, trained once.
  private static let models: Result<[Workspace.Entry], any Error> = Result {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 32 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 3
      mel = extract mel corpus bands: 16 frames: 16
      words = extract lyrics corpus dimensions: 4
      basic = train basic mfcc latent: 3 epochs: 4
      cvae = train conditional mel words latent: 3 channels: [4] epochs: 1
      fused = train multimodal mel latent: 2 channels: [4] epochs: 1
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
      ("encode basic", "32 tracks in 3 dimensions, 1 draw each"),
      ("(encode basic mfcc[0..<3] count: 2).samples", "samples, 6 × 3"),
      ("(encode basic).variance", "variances, 32 × 3"),
      ("(encode cvae mel[4..<9] words).mean", "means, 5 × 3"),
      ("(encode cvae mel[4..<9]).mean", "means, 5 × 3"), ("(encode fused mel).dimensions", "mean_variance"),
      ("(encode basic corpus[0..<4]).mean", "means, 4 × 3"),
      ("(encode basic corpus[2]).labels", "genre"),
      ("reconstruct basic mfcc order: worst", "reconstruction of mfcc, 32 × 6"),
      ("reconstruct basic corpus[0..<2]", "error"), ("reconstruct cvae mel[3] as: \"Jazz\"", "error"),
      ("reconstruct cvae corpus[0..<4]", "4 × 16 × 16"),
      ("decode basic [0.1, -1.2, 0]", "decoded mfcc, 1 × 6"),
      ("decode basic [[0, 0, 0], [1, 1, 1]]", "decoded mfcc, 2 × 6"),
      ("decode basic basic.latents", "decoded mfcc, 32 × 6"),
      ("decode cvae [0, 0, 0] label: \"Rock\"", "1 × 16 × 16"),
      ("decode cvae [[0, 0, 0], [0, 0, 0]] label: [\"Rock\", \"Jazz\"]", "2 × 16 × 16"),
      ("decode cvae cvae.latents[0..<3]", "3 × 16 × 16"),
      ("interpolate basic from: 0 to: -1 steps: 5", "5 × 6"),
      ("interpolate cvae from: corpus[0] to: 3 steps: 4 path: spherical", "4 × 16 × 16"),
      ("traverse basic dimension: 2 steps: 5 track: 1", "dimension 2 of mfcc, 5 × 6"),
      ("traverse cvae dimension: 0 steps: 3 label: \"Jazz\"", "3 × 16 × 16"),
      ("sample basic from: gaussian count: 3", "3 × 6"),
      ("sample basic from: mixture components: 2 count: 3 temperature: 0.5", "3 × 6"),
      ("sample basic from: gaussian label: \"Rock\" count: 3", "3 × 6"),
      ("sample cvae from: gaussian label: \"Rock\" count: 2", "2 × 16 × 16"),
      ("describe cvae", "stopped early|all epochs done"), ("(describe basic).layers", "flop"),
      ("cluster kmeans (encode basic) k: 2", "Silhouette"),
    ] as [(String, String)])
  func answers(_ code: String, _ part: String) throws {
    let shown = try #require(try Self.bench().run(code))
    #expect(part.split(separator: "|").contains { shown.contains($0) }, "\(shown)")
  }

  @Test(
    arguments: [
      ("plot traversal basic dimension: 1", "Traversal of basic"),
      ("plot traversal basic", "3 pictures in 1 row"),
      ("plot traversal basic from: 3 to: -3 dimension: 0", "z"),
      ("plot traversal cvae count: 2 steps: 5 track: 0", "10 pictures in 2 rows and 5 columns"),
      ("plot interpolation cvae from: 0 to: 5 steps: 4", "4 pictures in 1 row"),
      ("plot interpolation basic from: 0 to: 5", "rows by 8 columns"),
      ("plot divergence basic", "KL of the latent dimensions"),
      ("plot divergence cvae sorted: off", "KL of the latent dimensions"),
    ] as [(String, String)])
  func figures(_ code: String, _ part: String) throws {
    let bench = try Self.bench()
    try bench.run(code)
    let shown = bench.output.events.compactMap { event in
      if case .display(let text, _) = event { text } else { nil }
    }
    #expect(shown.count == 1 && shown[0].contains(part), "\(shown)")
  }

  @Test(
    arguments: [
      Mistake("decode basic «[0, 0]»", "WrongCount", says: "3 numbers, not 2"),
      Mistake("decode basic «[[0, 0, 0], [0, 0]]»", "WrongCount", says: "3 numbers, not 2"),
      Mistake("decode basic «mfcc»", "WrongCount", says: "not 6"),
      Mistake("decode basic «\"a\"»", "WrongType"), Mistake("decode basic «[\"a\", 1, 2]»", "WrongType"),
      Mistake("decode basic «[]»", "WrongType"), Mistake("decode basic «[1, [2], 3]»", "WrongType"),
      Mistake("decode basic [0, 0, 0] label: «\"Rock\"»", "NoLabels"),
      Mistake("«decode» cvae [0, 0, 0]", "MissingArgument", hint: "Rock"),
      Mistake("decode cvae [0, 0, 0] label: «\"Rok\"»", "UnknownCategory", hint: "Rock"),
      Mistake("decode cvae [0, 0, 0] label: «[\"Rock\", \"Jazz\"]»", "WrongCount", says: "2 labels"),
      Mistake("encode basic «mel»", "FeatureError", says: "256"),
      Mistake("encode cvae «mfcc»", "TrainingError", says: "model of images"),
      Mistake("encode basic «mfcc words»", "WrongType"),
      Mistake("encode fused «mel mel»", "WrongType"),
      Mistake("reconstruct basic mfcc as: «\"Jazz\"»", "NoLabels"),
      Mistake("reconstruct cvae as: «\"Jaz\"»", "UnknownCategory", hint: "Jazz"),
      Mistake("interpolate basic from: «32» to: 0", "OutOfRange", says: "32 tracks"),
      Mistake("interpolate basic from: 0 to: «\"nobody\"»", "UnknownItem"),
      Mistake("interpolate basic from: 0 to: 1 label: «\"Rock\"»", "NoLabels"),
      Mistake("traverse basic dimension: «3»", "OutOfRange", hint: "0 to 2"),
      Mistake("plot traversal cvae dimension: «7»", "OutOfRange"),
      Mistake("sample basic label: «\"Rock\"»", "NoLabels"),
      Mistake("sample basic from: gaussian label: «\"Rok\"»", "UnknownCategory", hint: "Rock"),
      Mistake("sample cvae label: «\"Rok\"»", "UnknownCategory", hint: "Rock"),
      Mistake("sample basic from: mixture components: «500»", "GenerationError", says: "500 components"),
    ])
  func mistakesFallOnTheirArguments(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(try Self.bench().problems(source.text).first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked, "\(first.message)")
    #expect(first.id == mistake.id, "\(first.message)")
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }

  @Test func worstComesFirst() throws {
    let bench = try Self.bench()
    try bench.run("rebuilt = reconstruct basic order: worst")
    let matrix = try #require(bench.workspace.value(of: "rebuilt")?.as(FeatureMatrix.self))
    let errors = try #require(matrix.rows.column("error")?.numbers)
    #expect(errors == errors.sorted(by: >))
    #expect(errors.count == 32)
  }

  @Test func aClassThatNobodyChoseIsTold() throws {
    let bench = try Self.bench()
    try bench.run("plot traversal cvae count: 3 steps: 3")
    #expect(Self.notes(bench).count { $0.contains("most frequent class") } == 1)
    let other = try Self.bench()
    try other.run("plot traversal cvae count: 3 steps: 3 track: 2")
    #expect(Self.notes(other).isEmpty)
  }

  /// Another corpus: its own labels and lyrics, none of the model's tracks.
  @Test func otherTracksAreEncoded() throws {
    let bench = try Self.bench()
    try bench.run(
      """
      more = load demo tracks: 8 duration: 1 genres: 4 seed: 9
      mfcc2 = extract mfcc more coefficients: 3
      mel2 = extract mel more bands: 16 frames: 16
      """)
    #expect(try bench.run("(encode basic mfcc2).mean")?.contains("8 × 3") == true)
    #expect(try bench.run("(encode fused mel2).mean")?.contains("8 × 2") == true)
    let lacking = bench.problems("encode cvae mel2")
    // Demo tracks of another seed may share ids with the model's.
    #expect(lacking.isEmpty || lacking.first?.message.contains("text") == true)
  }
}
