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

  @Test func lateWritesAreLeftOut() {
    var keeper = CheckpointKeeper(seconds: 1000) { _ in }
    #expect(keeper.isDue)
    #expect(keeper.keep(outcome) == nil)
    #expect(!keeper.isDue)
    var eager = CheckpointKeeper(seconds: 0) { _ in }
    #expect(eager.keep(outcome) == nil)
    #expect(eager.isDue)
  }

  /// A missing folder is an error before anything is trained; one that vanishes later is told once.
  @Test func whatCannotBeWrittenIsSaid() throws {
    let folder = try TemporaryFolder()
    let file = CheckpointFile(path: folder.path("none/run.safetensors"))
    #expect(throws: StorageError.self) { try BasicVAE.train(features: features, checkpoint: file) }
    var keeper = CheckpointKeeper(seconds: 0) { try file.write($0, of: [], model: "none") }
    guard case .notWritten(let reason) = keeper.keep(outcome) else {
      Issue.record("nothing is said")
      return
    }
    #expect(reason.contains("none/run.safetensors"))
    #expect(keeper.keep(outcome) == nil)
  }

  private let outcome = TrainingOutcome(weights: [], history: TrainingHistory(), checkpoint: nil)
}
