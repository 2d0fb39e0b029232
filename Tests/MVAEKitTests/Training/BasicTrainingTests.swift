import Synchronization
import Testing

@testable import MVAEKit

@Suite struct BasicTrainingTests {
  private let features = SyntheticFeatures.blobs(rows: 240, columns: 12, clusters: 4)

  @Test func trainingLowersTheLossAndRepeatsToTheByte() throws {
    let configuration = BasicTrainingConfiguration(
      latent: 4, schedule: TrainingSchedule(epochs: 30, batch: 32))
    let first = try BasicVAE.train(features: features, configuration: configuration)
    let second = try BasicVAE.train(features: features, configuration: configuration)
    #expect(first.weightValues == second.weightValues)
    #expect(first.latents == second.latents)
    #expect(first.history == second.history)
    let losses = first.history.epochs.map(\.train.loss)
    #expect(try #require(losses.last) < 0.8 * #require(losses.first))
    var other = configuration
    other.seed = 2
    let third = try BasicVAE.train(features: features, configuration: other)
    #expect(first.weightValues != third.weightValues)
  }

  @Test func aModelCarriesWhatItWasMadeOf() throws {
    let model = try BasicVAE.train(
      features: features,
      configuration: BasicTrainingConfiguration(latent: 3, schedule: TrainingSchedule(epochs: 3)))
    #expect(model.rows == features.rows)
    #expect(model.columnNames == features.columnNames)
    #expect(model.latents.values.shape == [240, 3])
    #expect(model.latents.columnNames == ["z0", "z1", "z2"])
    #expect(model.latents.scaling == .none)
    #expect(model.latents.rows == features.rows)
    #expect(model.split.validation.count == 24)
    #expect(model.history.epochs.count == 3)
    #expect(model.history.epochs.allSatisfy { $0.validation != nil && $0.beta == 1 })
    #expect(model.scaler == FeatureScaler(fitting: features.values, rows: model.split.train))
  }

  @Test func theStudysModelHasItsShapes() throws {
    let model = BasicVAE(inputs: 40, hidden: [32, 16], latent: 8)
    let shapes = model.summary.layers.map { [$0.inputs, $0.outputs] }
    #expect(shapes == [[40, 32], [32, 16], [16, 8], [16, 8], [8, 16], [16, 32], [32, 40]])
    #expect(model.parameterCount == 41 * 32 + 33 * 16 + 2 * 17 * 8 + 9 * 16 + 17 * 32 + 33 * 40)
    #expect(model.summary.parameterCount == model.parameterCount)
  }

  @Test func noValidationTrainsForAllEpochsOnAllRows() throws {
    let configuration = BasicTrainingConfiguration(
      schedule: TrainingSchedule(epochs: 4, validation: 0, patience: nil))
    let model = try BasicVAE.train(features: features, configuration: configuration)
    #expect(model.split.train.count == 240)
    #expect(model.history.epochs.count == 4)
    #expect(model.history.epochs.allSatisfy { $0.validation == nil })
    #expect(model.history.ending == .completed)
    #expect(model.history.bestEpoch == nil)
  }

  /// A rate of 0.5 makes the validation loss rise soon: training stops and keeps the best epoch's weights.
  @Test func earlyStoppingKeepsTheBestWeights() throws {
    let configuration = BasicTrainingConfiguration(
      latent: 2, schedule: TrainingSchedule(epochs: 200, batch: 16, rate: 0.1, validation: 0.3, patience: 3))
    let model = try BasicVAE.train(features: features, configuration: configuration)
    let losses = model.history.epochs.compactMap { $0.validation?.loss }
    let best = try #require(model.history.bestEpoch)
    #expect(model.history.ending == .stoppedEarly)
    #expect(losses.count == best + 3)
    #expect(losses[best - 1] == losses.min())
    var again = configuration
    again.epochs = best
    let stopped = try BasicVAE.train(features: features, configuration: again)
    #expect(model.weightValues == stopped.weightValues)
  }

  @Test(arguments: [([], 1), ([64], 512), ([3, 3, 3], 2)] as [([Int], Int)])
  func anyShapeTrains(_ hidden: [Int], _ latent: Int) throws {
    let configuration = BasicTrainingConfiguration(
      hidden: hidden, latent: latent, schedule: TrainingSchedule(epochs: 2))
    let model = try BasicVAE.train(features: features, configuration: configuration)
    #expect(model.latents.values.shape == [240, latent])
    #expect(model.weightValues.allSatisfy { $0.isFinite })
  }

  @Test func constantColumnsAndTwoRowsTrain() throws {
    let tiny = features.selecting([0, 1])
    let model = try BasicVAE.train(
      features: tiny,
      configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 2, validation: 0)))
    #expect(model.latents.values.values.allSatisfy { $0.isFinite })
    let flat = FeatureMatrix(
      name: "flat", rows: features.rows, values: Tensor(shape: [240, 3], repeating: 4),
      columnNames: ["a", "b", "c"])
    let second = try BasicVAE.train(
      features: flat, configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 2)))
    #expect(second.latents.values.values.allSatisfy { $0.isFinite })
  }

  @Test func progressArrivesEveryEpoch() throws {
    let seen = Mutex<[Int]>([])
    _ = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 5))
    ) {
      event in
      if case .epoch(let record, of: 5) = event { seen.withLock { $0.append(record.epoch) } }
    }
    #expect(seen.withLock { $0 } == [1, 2, 3, 4, 5])
  }
}
