import Testing

@testable import MVAEKit

/// Modalities imagined from the others.
struct ImputationTests {
  /// Pairs that share their causes: the other modality is imagined better than its mean, and its like are found.
  @Test func sharedCausesAreCarriedOver() throws {
    let data = FusionData(rows: 300)
    let model = try data.model(.mopoe, epochs: 60)
    for target in 0..<2 {
      let miss = try #require(try model.imputationMiss(target, rows: model.split.validation))
      print("modality \(target): \(miss) of the variance missed")
      #expect(miss < 0.6)
      let imputation = try model.impute(target, from: data.inputs().selecting([0, 1, 2]), draws: 16)
      #expect(imputation.neighbors.allSatisfy { $0.count == 5 && ($0.first?.similarity ?? 0) > 0.8 })
      #expect(imputation.openShares?.allSatisfy { $0 > 0 && $0 < 1 } == true)
    }
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
