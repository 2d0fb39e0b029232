import Foundation
import Synchronization
import Testing

@testable import MVAEKit

@Suite struct CheckpointFileTests {
  private let features = SyntheticFeatures.blobs(rows: 80, columns: 6, clusters: 2)

  /// After every epoch the file is whole and has that epoch's weights; at the end, the kept ones.
  @Test func everyEpochIsWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run.safetensors")
    let epochs = Mutex<[String?]>([])
    let configuration = BasicTrainingConfiguration(latent: 2, schedule: TrainingSchedule(epochs: 4))
    let model = try BasicVAE.train(
      features: features, configuration: configuration, checkpoint: CheckpointFile(path: path, seconds: 0)
    ) { event in
      guard case .epoch = event else { return }
      let file = try? SafetensorsFile(path: path)
      epochs.withLock { $0.append(file?.metadata["epoch"]) }
    }
    // The event of an epoch comes before its file.
    #expect(epochs.withLock { $0 } == [nil, "1", "2", "3"])
    let file = try SafetensorsFile(path: path)
    #expect(file.metadata["epoch"] == "\(model.history.bestEpoch ?? 4)")
    for weight in model.weights {
      let tensor = try file.tensor(weight.name, path: path)
      #expect(tensor.shape == weight.shape)
      #expect(tensor.floats == model.weight(weight.name)?.values)
    }
  }

  @Test func lateWritesAreLeftOut() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run.safetensors")
    let model = BasicVAE(inputs: 3, hidden: [], latent: 1)
    var keeper = CheckpointKeeper(
      CheckpointFile(path: path, seconds: 1000), weights: model.weights, model: "basic")
    let values = Buffer(count: model.layout.length)
    #expect(keeper.keep(values, epoch: 1) == nil)
    #expect(keeper.keep(values, epoch: 2) == nil)
    #expect(try SafetensorsFile(path: path).metadata["epoch"] == "1")
    #expect(keeper.keep(values, epoch: 3, isLast: true) == nil)
    #expect(try SafetensorsFile(path: path).metadata["epoch"] == "3")
  }

  /// A missing folder is an error before anything is trained; one that vanishes later is told once.
  @Test func whatCannotBeWrittenIsSaid() throws {
    let folder = try TemporaryFolder()
    #expect(throws: StorageError.self) {
      try BasicVAE.train(
        features: features, checkpoint: CheckpointFile(path: folder.path("none/run.safetensors")))
    }
    let model = BasicVAE(inputs: 3, hidden: [], latent: 1)
    var keeper = CheckpointKeeper(
      CheckpointFile(path: folder.path("none/run.safetensors"), seconds: 0), weights: model.weights,
      model: "basic")
    let values = Buffer(count: model.layout.length)
    #expect(keeper.keep(values, epoch: 1) != nil)
    #expect(keeper.keep(values, epoch: 2) == nil)
  }
}
