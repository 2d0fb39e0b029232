import Testing

@testable import MVAEKit

/// Modalities imagined from the others.
struct ImputationTests {
  /// Pairs that share their causes: the other modality is imagined better than its mean, and its like are found.
  @Test func sharedCausesAreCarriedOver() throws {
    let data = FusionData(rows: 300)
    let model = try data.model(.mopoe, epochs: 60)
    for target in 0..<2 {
      let held = model.split.validation
      let half = held.count / 2
      let errors = try #require(
        try model.imputationErrors(target, measured: Array(held[..<half]), checked: Array(held[half...])))
      let coverage = try #require(errors.coverage)
      print("modality \(target): \(errors.miss) of the variance missed, \(coverage) within one deviation")
      #expect(errors.miss < 0.6)
      // 0.683 of normal errors; few tracks, whose columns share their causes.
      #expect(abs(coverage - 0.683) < 0.12)
      let imputation = try model.impute(target, from: data.inputs().selecting([0, 1, 2]), draws: 16)
      #expect(imputation.neighbors.allSatisfy { $0.count == 5 && ($0.first?.similarity ?? 0) > 0.8 })
      #expect(imputation.openShares?.allSatisfy { $0 > 0 && $0 < 1 } == true)
    }
  }

  /// On the tracks that the errors were learned on, the deviations squared are the squared errors, in the mean of each
  /// column: 1e-4 of it, both are floats.
  @Test func deviationsAreWhatWasMissed() throws {
    let data = FusionData(rows: 60)
    let model = try data.model(.mopoe, epochs: 10)
    let held = model.split.validation
    let errors = try #require(try model.imputationErrors(1, measured: held, draws: 8, seed: 3))
    #expect(errors.coverage == nil)
    let found = try model.impute(1, from: data.inputs().selecting(held), errors: errors, draws: 8, seed: 3)
    let real = data.vectors.values
    let (imagined, deviation, spread) = (
      found.features.values, found.deviation.values, found.spread.values
    )
    for column in 0..<real.columns where errors.variances[column] > 0 {
      let squares = held.enumerated().map { place, row in
        let here = place * real.columns + column
        let error = Double(imagined.values[here] - real.values[row * real.columns + column])
        let width = Double(deviation.values[here])
        return (error: error * error, width: width * width)
      }
      let (missed, expected) = (squares.map(\.error).reduce(0, +), squares.map(\.width).reduce(0, +))
      #expect(abs(missed / expected - 1) < 1e-4)
    }
    #expect(zip(deviation.values, spread.values).allSatisfy { $0 >= $1 })
    #expect(zip(deviation.values, spread.values).contains { $0 > 1.5 * $1 })
  }

  @Test func withoutHeldOutTracksThereAreNoErrors() throws {
    let data = FusionData(rows: 30)
    let model = try data.model(.poe, epochs: 1)
    #expect(try model.imputationErrors(1, measured: []) == nil)
    let found = try model.impute(1, from: data.inputs(), draws: 2)
    #expect(found.deviation.values == found.spread.values)
  }

  /// What is to be imagined is never read, even where it is given.
  @Test func theTargetIsNeverRead() throws {
    let data = FusionData(rows: 60)
    let model = try data.model(.mopoe, epochs: 2)
    let found = try model.impute(1, from: data.inputs(), draws: 4)
    #expect(try model.impute(1, from: data.other.inputs(), draws: 4) == found)
    #expect(found.given == "mel")
    #expect(found.features.rows.count == 60)
  }

  @Test func whatCannotBeImaginedIsSaid() throws {
    let data = FusionData(rows: 30)
    let model = try data.model(.poe, epochs: 1)
    let words = try FusionInputs([nil, .vectors(data.vectors)])
    #expect(throws: FusionError.noRows("mel")) { try model.impute(1, from: words) }
    let basic = try BasicVAE.train(
      features: data.vectors,
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1, validation: 0)))
    #expect(throws: FusionError.self) { try basic.impute(0, from: words) }
  }

  /// A modality drawn from what another says differs between draws by the temperature.
  @Test func drawsFollowTheTemperature() throws {
    let data = FusionData(rows: 60)
    let model = try data.model(.mopoe, epochs: 3)
    let one = try FusionInputs([nil, .vectors(data.vectors.selecting([4]))])
    let cold = try model.sample(0, given: one, count: 3, temperature: 0, seed: 1).values
    #expect(cold.row(0) == cold.row(1))
    let warm = try model.sample(0, given: one, count: 3, seed: 1).values
    #expect(warm.row(0) != warm.row(1))
  }
}
