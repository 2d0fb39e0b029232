import Foundation
import Synchronization
import Testing

@testable import MVAEKit

@Suite struct CheckpointFileTests {
  private let features = SyntheticFeatures.blobs(rows: 80, columns: 6, clusters: 2)

  /// After every epoch the file opens as the model of that epoch; at the end, as the trained one.
  @Test func everyEpochIsWritten() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("run.safetensors")
    let epochs = Mutex<[Int?]>([])
    let configuration = BasicTrainingConfiguration(latent: 2, schedule: TrainingSchedule(epochs: 4))
    let model = try BasicVAE.train(
      features: features, configuration: configuration, checkpoint: CheckpointFile(path: path, seconds: 0)
    ) { event in
      guard case .epoch = event else { return }
      let epoch = (try? Self.opened(path))?.history.epochs.count
      epochs.withLock { $0.append(epoch) }
    }
    // The event of an epoch comes before its file.
    #expect(epochs.withLock { $0 } == [nil, 1, 2, 3])
    let opened = try Self.opened(path)
    #expect(opened.weightValues == model.weightValues)
    #expect(opened.posterior == model.posterior)
  }

  private static func opened(_ path: String) throws -> TrainedModel {
    guard case .model(let model) = try SavedFile(path: path) else {
      throw StorageError.unwritable(path: path, reason: "it holds no model")
    }
    return model
  }

  @Test func lateWritesAreLeftOut() {
    var keeper = CheckpointKeeper(CheckpointFile(path: "", seconds: 1000)) { _ in }
    #expect(keeper.isDue)
    #expect(keeper.keep(outcome) == nil)
    #expect(!keeper.isDue)
    var eager = CheckpointKeeper(CheckpointFile(path: "", seconds: 0)) { _ in }
    #expect(eager.keep(outcome) == nil)
    #expect(eager.isDue)
  }

  /// A safeguard is for a process that dies: nothing is written of what is over soon, nor at the end.
  @Test func aSafeguardWaitsAndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let schedule = TrainingSchedule(epochs: 3)
    for (seconds, isWritten) in [(1000.0, false), (0.0, true)] {
      let path = folder.path("safe-\(Int(seconds)).safetensors")
      let file = CheckpointFile(path: path, seconds: seconds, isSafeguard: true)
      _ = try BasicVAE.train(
        features: features, configuration: BasicTrainingConfiguration(schedule: schedule), checkpoint: file)
      #expect(FileManager.default.fileExists(atPath: path) == isWritten)
    }
    var keeper = CheckpointKeeper(CheckpointFile(path: "", isSafeguard: true)) { _ in }
    #expect(!keeper.isDue && !keeper.keepsLast)
    #expect(keeper.keep(outcome) == nil)
  }

  /// A missing folder is an error before anything is trained; one that vanishes later is told once.
  @Test func whatCannotBeWrittenIsSaid() throws {
    let folder = try TemporaryFolder()
    let file = CheckpointFile(path: folder.path("none/run.safetensors"))
    #expect(throws: StorageError.self) { try BasicVAE.train(features: features, checkpoint: file) }
    let model = try BasicVAE.train(
      features: features, configuration: BasicTrainingConfiguration(schedule: TrainingSchedule(epochs: 1)))
    var keeper = CheckpointKeeper(CheckpointFile(path: "", seconds: 0)) {
      _ in
      try SavedFile.model(model).write(path: file.path)
    }
    guard case .notWritten(let reason) = keeper.keep(outcome) else {
      Issue.record("nothing is said")
      return
    }
    #expect(reason.contains("none/run.safetensors"))
    #expect(keeper.keep(outcome) == nil)
  }

  private let outcome = TrainingOutcome(weights: [], history: TrainingHistory(), checkpoint: nil)
}
