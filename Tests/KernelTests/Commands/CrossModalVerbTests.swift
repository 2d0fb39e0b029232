import MVAEKit
import Testing

@testable import Kernel

/// Models of sound and lyrics in the language: each imagined from the other.
@Suite(.serialized) struct CrossModalVerbTests {
  /// Models of a small corpus in which some tracks have no lyrics, trained once.
  private static let models: Result<[Workspace.Entry], any Error> = Result {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 40 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 3
      mel = extract mel corpus bands: 16 frames: 16
      words = extract lyrics corpus dimensions: 4
      some = words[0..<30]
      fused = train multimodal mel some latent: 3 channels: [4] epochs: 2
      vectors = train multimodal mfcc words latent: 3 hidden: [8] fusion: poe epochs: 2
      named = train conditional mel words fusion: mope latent: 3 channels: [4] epochs: 1
      silent = train multimodal mel[0..<30] words latent: 2 channels: [4] epochs: 1
      study = train multimodal mel words latent: 2 channels: [4] epochs: 1 fusion: study
      """)
    return bench.workspace.entries
  }

  private static func bench() throws -> Bench {
    let bench = Bench(.standard)
    for entry in try models.get() { bench.workspace.bind(entry.name, to: entry.value) }
    return bench
  }

  @Test(
    arguments: [
      ("fused", "by a mixture of products of experts, 16×16 channels 4, 4-128, latent 3"),
      ("fused.latents", "latents, 40 × 3"), ("vectors", "by a product of experts, 6-8, 4-128"),
      ("study", "multimodal VAE 16×16, channels 4, text 4-128, latent 2"),
      ("impute fused from: mel[5]", "words that stand out"),
      ("impute fused from: mel[5]", "topics"), ("impute fused from: words[5]", "Imputed mel, from lyrics"),
      ("(impute fused from: words[3..<5]).features", "2 × 16 × 16"),
      ("(impute fused from: mel[3..<5]).deviation", "deviation of imputed lyrics, 2 × 4"),
      ("(impute fused from: mel[3..<5]).spread", "spread of imputed lyrics, 2 × 4"),
      ("impute fused from: mel[5]", "missed on held-out tracks"),
      ("impute fused from: corpus[35]", "Imputed lyrics, from mel"),
      ("(impute fused to: \"sound\" draws: 4).features", "imputed mel, 30 × 16 × 16"),
      ("impute vectors from: mfcc[0..<3]", "left open"), ("impute named from: mel[2]", "left open"),
      ("retrieve fused", "median rank"), ("retrieve fused among: [mel[0..<8], words[0..<8]]", "8 tracks"),
      ("(retrieve vectors).tracks", "rank of its own"), ("coherence fused", "named right"),
      ("coherence vectors draws: 2 labels: genre", "joint coherence"),
      ("sample fused words: \"rain, lonely road\" count: 3", "3 × 16 × 16"),
      ("sample named words: \"rain\" label: \"Rock\" count: 2", "2 × 16 × 16"),
      ("sample fused count: 2", "2 × 16 × 16"), ("sample fused from: gaussian count: 2", "2 × 16 × 16"),
      ("(encode fused words[0..<4]).mean", "means, 4 × 3"),
      ("(encode fused mel words).mean", "means, 40 × 3"),
      ("reconstruct fused mel[0..<3]", "reconstruction of mel, 3 × 16 × 16"),
      ("reconstruct fused corpus[0..<2]", "2 × 16 × 16"), ("decode fused [0, 0, 0]", "1 × 16 × 16"),
      ("evaluate fused part: train samples: 4", "lyrics: log p(x|z), gaussian"),
      ("describe fused", "modality.0.encoder.0"), ("traverse fused dimension: 1 steps: 3", "3 × 16 × 16"),
      ("cluster kmeans fused k: 2", "Silhouette"), ("continue fused epochs: 1", "of 3"),
      ("compare [fused, study] labels: genre k: 4 seeds: 1", "fused"),
      ("compare silent labels: genre k: 4 seeds: 1", "silent"), ("silent.latents", "latents, 40 × 2"),
      ("reconstruct silent", "30 × 16 × 16"),
      ("shift mel[3] from: \"Jazz\" to: \"Rock\" using: fused", "Jazz to Rock"),
      ("centroid fused label: \"Jazz\"", "1 × 3"),
    ] as [(String, String)])
  func answers(_ code: String, _ part: String) throws {
    let shown = try #require(try Self.bench().run(code))
    #expect(shown.contains(part), "\(shown)")
  }

  @Test(arguments: [
    "impute «study» from: mel[5]", "retrieve «study»", "train multimodal mel fusion: «poe»",
    "train multimodal «mfcc»", "train multimodal mel words condition: «decoder» fusion: mopoe",
    "train multimodal mel words fusion: «mops»", "train multimodal mel words fusion: study text_weight: «2»",
    "impute fused from: mel[5] to: «\"lyric\"»", "sample named words: «\"rain\"»",
    "impute fused from: «mfcc»", "impute fused to: \"lyrics\" from: «words[3]»",
    "retrieve fused among: «mel[0..<4]»", "train multimodal mel words modality_dropout: «0.5»",
  ])
  func mistakesAreUnderlined(_ marked: String) throws {
    let source = MarkedSource(marked)
    let problem = try #require(try Self.bench().problems(source.text).first)
    #expect(problem.span == source.spans[0], "\(problem.message)")
  }

  @Test func tracksWithoutLyricsAreSaid() throws {
    let bench = try Self.bench()
    try bench.run("more = train multimodal mel some latent: 2 channels: [4] epochs: 1")
    let said = bench.output.events.compactMap { event in
      if case .stderr(let text) = event { text } else { nil }
    }
    #expect(said.contains { $0.contains("40 tracks, 10 without lyrics, 0 without mel") }, "\(said)")
  }
}
