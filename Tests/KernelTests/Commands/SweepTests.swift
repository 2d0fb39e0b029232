import MVAEKit
import Testing

@testable import Kernel

/// A list given to a label of `train`: every combination is trained, the best chosen by its validation ELBO.
@Suite struct SweepTests {
  private let bench: Bench

  init() {
    bench = Bench(.standard)
    let ids = (0..<60).map { "t\($0)" }
    var random = RandomSource(seed: 4)
    var values = Tensor(shape: [60, 6])
    for index in values.values.indices { values.values[index] = Float(random.normal()) }
    bench.workspace.bind(
      "mfcc",
      to: .object(
        FeatureMatrix(
          name: "mfcc", rows: TrackTable(ids: ids, groups: ids, columns: []), values: values,
          columnNames: (0..<6).map { "c\($0)" }, scaling: .standard)))
  }

  private func sweep(_ code: String) throws -> Sweep {
    try bench.run("trials = " + code)
    return try #require(bench.workspace.value(of: "trials")?.as(Sweep.self))
  }

  @Test func everyCombinationIsTrained() throws {
    let sweep = try sweep("train basic mfcc epochs: 2 beta: [0.5, 4] hidden: [[4], [8, 4]] latent: 2")
    #expect(
      sweep.runs.map { $0.settings.map(\.words).joined(separator: " ") } == [
        "beta: 0.5 hidden: [4]", "beta: 0.5 hidden: [8, 4]", "beta: 4 hidden: [4]", "beta: 4 hidden: [8, 4]",
      ])
    #expect(sweep.runs.map(\.model.network.hidden) == [[4], [8, 4], [4], [8, 4]])
    #expect(sweep.runs.map(\.model.schedule.beta) == [0.5, 0.5, 4, 4])
    #expect(sweep.runs.allSatisfy { $0.model.network.latent == 2 })
  }

  /// A run of a sweep is the model that the command with that one value gives.
  @Test func aRunIsTheModelOfItsSettings() throws {
    let sweep = try sweep("train basic mfcc epochs: 2 rate: [0.01, 0.001]")
    try bench.run("alone = train basic mfcc epochs: 2 rate: 0.001")
    let alone = try #require(bench.workspace.value(of: "alone")?.as(TrainedModel.self))
    #expect(sweep.runs[1].model.weightValues == alone.weightValues)
  }

  @Test func theBestHasTheHighestValidationELBO() throws {
    let sweep = try sweep("train basic mfcc epochs: 20 rate: 0.01 beta: [0.1, 1, 100] patience: off")
    let best = try #require(sweep.best)
    for run in sweep.runs {
      // With β = 1 for all: only then does β = 0.1 not win by counting less.
      let evaluation = try #require(run.evaluation)
      #expect(evaluation.rows.count == run.model.split.validation.count)
      #expect(run.score == evaluation.elbo?.value)
      #expect(try #require(run.score) <= (try #require(best.score)))
    }
    let model = try #require(try bench.run("trials.best"))
    #expect(model.hasPrefix("Model basic VAE"))
    #expect(try #require(try bench.run("trials[-1]")).contains("100 × KL"))
    #expect(try #require(try bench.run("trials")).contains("best"))
  }

  @Test func withoutValidationNothingIsChosen() throws {
    let sweep = try sweep("train basic mfcc epochs: 1 beta: [1, 2] validation: 0")
    #expect(sweep.best == nil)
    #expect(try #require(try bench.run("trials")).contains("give `validation:`"))
  }

  @Test func valuesAreCheckedBeforeAnythingRuns() throws {
    let source = "train basic mfcc beta: [0.5, -1]"
    let problem = try #require(bench.checked(source).first)
    #expect(problem.id == "OutOfRange")
    #expect(problem.span == SourceSpan(29, 31))
    #expect(bench.checked("train basic mfcc hidden: [[4], [0]]").map(\.id) == ["OutOfRange"])
    #expect(bench.checked("train basic mfcc hidden: [4, [2]]").map(\.id) == ["WrongType"])
    // Only training sweeps.
    #expect(bench.checked("x = 1\nsample x count: [1, 2]").map(\.id) == ["WrongType"])
  }

  @Test func whatFailsIsLeftOutAndTold() throws {
    let sweep = try sweep("train basic mfcc epochs: 1 rate: [0.1, 2]")
    #expect(sweep.runs.count == 1)
    let notes = bench.output.events.compactMap { event in
      if case .stderr(let text) = event { text } else { nil }
    }
    #expect(notes.contains { $0.contains("rate: 2 (2 of 2): left out") })
    #expect(bench.problems("train basic mfcc rate: [2, 3]").map(\.id) == ["TrainingError"])
  }

  @Test func tooManyCombinationsAreRefused() throws {
    let many = (1...101).map(String.init).joined(separator: ", ")
    let problem = try #require(
      bench.problems("train basic mfcc seed: [\(many)] latent: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]").first)
    #expect(problem.id == "TooManyRuns")
  }
}
