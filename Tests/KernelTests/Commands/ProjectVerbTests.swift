import MVAEKit
import Testing

@testable import Kernel

/// Maps in the language.
@Suite(.serialized) struct ProjectVerbTests {
  private static let made: Result<[Workspace.Entry], any Error> = Result {
    let bench = Bench(.standard)
    try bench.run(
      """
      corpus = load demo tracks: 40 duration: 1 genres: 4
      mfcc = extract mfcc corpus coefficients: 4
      few = extract mfcc corpus coefficients: 3
      basic = train basic mfcc latent: 3 epochs: 3
      axes = project pca mfcc dimensions: 3
      tmap = project tsne mfcc epochs: 60
      umap = project umap basic epochs: 60
      """)
    return bench.workspace.entries
  }

  private static func bench() throws -> Bench {
    let bench = Bench(.standard)
    for entry in try made.get() { bench.workspace.bind(entry.name, to: entry.value) }
    return bench
  }

  @Test(
    arguments: [
      ("tmap", "t-SNE of mfcc, 40 tracks in 2 dimensions"), ("tmap", "KL divergence"),
      ("tmap", "trustworthiness at 10"), ("tmap", "neighbour recall at 10"),
      ("tmap", "distances between far groups"), ("tmap", "label agreement at 10"),
      ("umap", "UMAP of latents of basic"), ("umap", "min_dist"), ("axes", "explained variance"),
      ("umap.coordinates", "UMAP, 40 × 2"), ("axes.coordinates", "PCA, 40 × 3"), ("tmap.labels", "genre"),
      ("project umap mfcc dimensions: 3 neighbors: 8 min_dist: 0.5 epochs: 20 seed: 9", "3 dimensions"),
      ("project tsne mfcc dimensions: 3 perplexity: 5 epochs: 20", "3 dimensions"),
      ("project pca umap", "PCA of umap"), ("cluster kmeans umap k: 3", "Clusters of umap"),
      ("compare umap k: 2 seeds: 2", "umap"),
      ("place axes mfcc[0..<5]", "PCA, 5 × 3"), ("place tmap mfcc[0..<5]", "t-SNE, 5 × 2"),
      ("place umap basic.latents[0..<5]", "UMAP, 5 × 2"), ("list", "projection"),
    ] as [(String, String)])
  func answers(_ code: String, _ part: String) throws {
    let shown = try #require(try Self.bench().run(code))
    #expect(shown.contains(part), "\(shown)")
  }

  @Test(
    arguments: [
      ("plot latent tmap", "t-SNE of mfcc"), ("plot latent umap color: genre", "UMAP of latents of basic"),
      ("plot latent axes dimensions: [0, 2]", "PCA 3"),
      ("plot latent mfcc projection: umap seed: 4", "UMAP of mfcc"),
      ("plot latent basic projection: tsne", "t-SNE of latents of basic"),
      ("plot latent (place umap basic.latents[0..<9]) projection: none", "9 points"),
    ] as [(String, String)])
  func figures(_ code: String, _ part: String) throws {
    let bench = try Self.bench()
    try bench.run("drawn = \(code)")
    let figure = try #require(bench.workspace.value(of: "drawn")?.as(Figure.self))
    #expect(figure.chart.altText.contains(part), "\(figure.chart.altText)")
  }

  /// The same seed draws the same map, another one another.
  @Test func seedsDecide() throws {
    let bench = try Self.bench()
    try bench.run("again = project umap basic epochs: 60\nother = project umap basic epochs: 60 seed: 2")
    let maps = ["umap", "again", "other"].map { bench.workspace.value(of: $0)?.as(Projection.self) }
    #expect(maps[0]?.coordinates == maps[1]?.coordinates && maps[0]?.coordinates != maps[2]?.coordinates)
  }

  @Test(
    arguments: [
      ("project tsne mfcc perplexity: 30", "perplexity"), ("project umap mfcc neighbors: 200", "neighbours"),
      ("project umap mfcc dimensions: 4", "dimensions"), ("place tmap few", "fitted to"),
      ("place basic mfcc", "projection"), ("plot latent tmap projection: pca", "projection already"),
      ("plot latent tmap dimensions: [0, 2]", "no dimension 2"),
    ] as [(String, String)])
  func problems(_ code: String, _ part: String) throws {
    let problems = try Self.bench().problems(code)
    #expect(problems.count == 1 && problems[0].message.contains(part), "\(problems)")
  }

  @Test func interruptLeavesTheWorkspace() throws {
    let bench = try Self.bench()
    bench.cancellation.cancel()
    #expect(throws: CancellationError.self) { try bench.run("map = project tsne mfcc") }
    #expect(bench.workspace.value(of: "map") == nil)
  }
}
