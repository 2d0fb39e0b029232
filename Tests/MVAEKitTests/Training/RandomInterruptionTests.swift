import Foundation
import Testing

@testable import MVAEKit

/// Training interrupted from another thread at random moments.
@Suite(.serialized) struct RandomInterruptionTests {
  /// However deep in a step it falls, what is left is a whole model: finite weights that encode and sample.
  @Test(arguments: ["basic", "multimodal", "conditional"])
  func anInterruptionAnywhereLeavesAUsableModel(_ kind: String) throws {
    let inputs = SyntheticImages.make(rows: 64)
    let features = SyntheticFeatures.blobs(rows: 400, columns: 40, clusters: 4)
    var random = RandomSource(seed: 9)
    for _ in 0..<10 {
      let cancellation = Cancellation()
      let delay = 0.005 + 0.03 * random.uniform()
      let model = try Self.interrupting(cancellation, after: delay) {
        switch kind {
        case "basic":
          try BasicVAE.train(
            features: features,
            configuration: BasicTrainingConfiguration(
              hidden: [256, 128], latent: 16,
              schedule: TrainingSchedule(epochs: 100_000, batch: 128, patience: nil)),
            cancellation: cancellation)
        case "multimodal":
          try MultimodalVAE.train(
            images: inputs.images, text: inputs.text, configuration: Self.endless(.multimodal),
            cancellation: cancellation)
        default:
          try ConditionalVAE.train(
            images: inputs.images, text: inputs.text, labels: inputs.labels ?? [],
            configuration: Self.endless(.conditional), cancellation: cancellation)
        }
      }
      // Before the first whole step there is no model.
      guard let model else { continue }
      #expect(model.isInterrupted)
      #expect(model.weightValues.allSatisfy { $0.isFinite })
      #expect(model.latents.values.values.allSatisfy { $0.isFinite })
      #expect(try model.sample(count: 2, seed: 1).values.values.allSatisfy { $0.isFinite })
    }
  }

  private static func endless(_ preset: ImageTrainingConfiguration) -> ImageTrainingConfiguration {
    var result = SyntheticImages.configuration(preset, epochs: 100_000, batch: 16)
    result.patience = nil
    return result
  }

  private static func interrupting(
    _ cancellation: Cancellation, after seconds: Double, _ train: () throws -> TrainedModel
  ) throws -> TrainedModel? {
    let timer = Thread {
      Thread.sleep(forTimeInterval: seconds)
      cancellation.cancel()
    }
    timer.start()
    do { return try train() } catch is CancellationError { return nil }
  }
}
