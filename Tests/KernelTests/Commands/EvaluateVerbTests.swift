import MVAEKit
import Testing

@testable import Kernel

/// `evaluate` in a session.
@Suite struct EvaluateVerbTests {
  private let bench: Bench

  init() throws {
    bench = Bench(.standard)
    let ids = (0..<40).map { "t\($0)" }
    var random = RandomSource(seed: 9)
    var values = Tensor(shape: [40, 5])
    for index in values.values.indices { values.values[index] = Float(random.normal()) }
    bench.workspace.bind(
      "mfcc",
      to: .object(
        FeatureMatrix(
          name: "mfcc", rows: TrackTable(ids: ids, groups: ids, columns: []), values: values,
          columnNames: (0..<5).map { "c\($0)" }, scaling: .standard)))
    try bench.run("basic = train basic mfcc epochs: 3 latent: 2 validation: 0.2 test: 0.1")
  }

  private func evaluation(_ code: String) throws -> Evaluation {
    try bench.run("scores = " + code)
    return try #require(bench.workspace.value(of: "scores")?.as(Evaluation.self))
  }

  @Test func heldOutTracksAreTheDefault() throws {
    let model = try #require(bench.workspace.value(of: "basic")?.as(TrainedModel.self))
    #expect(try evaluation("evaluate basic").rows.count == model.split.validation.count)
    #expect(try evaluation("evaluate basic part: test").rows.count == model.split.test.count)
    #expect(try evaluation("evaluate basic part: all samples: 2").samples == 2)
    #expect(try evaluation("evaluate basic mfcc[0..<3]").rows.ids == ["t0", "t1", "t2"])
  }

  /// The table's numbers add up: ELBO = reconstruction − divergence, a track and in the mean.
  @Test func membersAreTables() throws {
    let evaluation = try evaluation("evaluate basic part: all")
    let elbo = try #require(evaluation.elbo)
    #expect(abs(elbo.value - (evaluation.reconstruction.value - (evaluation.rate ?? 0))) < 1e-9)
    #expect(try bench.run("scores.elbo") == NumberText.shortest(elbo.value))
    #expect(try #require(try bench.run("scores")).contains("importance-weighted bound, K = 64"))
    #expect(try #require(try bench.run("scores.tracks")).contains("mfcc_squared_error"))
    #expect(try #require(try bench.run("scores.dimensions")).contains("z1"))
  }

  @Test func anAutoencoderHasNoBound() throws {
    try bench.run("plain = train autoencoder mfcc epochs: 2 latent: 2")
    let shown = try #require(try bench.run("evaluate plain"))
    #expect(!shown.contains("ELBO"))
    #expect(shown.contains("squared error"))
  }

  @Test func mistakesAreUnderlined() throws {
    let problem = try #require(bench.problems("evaluate basic mfcc part: test").first)
    #expect(problem.id == "UnusedLabel")
    #expect(problem.span == SourceSpan(26, 30))
    try bench.run("whole = train basic mfcc epochs: 1 validation: 0 patience: off")
    #expect(try #require(bench.problems("evaluate whole part: validation").first).span == SourceSpan(21, 31))
    #expect(bench.checked("evaluate basic part: half").map(\.id) == ["UnknownWord"])
  }
}
