import Testing

@testable import MVAEKit

@Suite struct TrainingErrorTests {
  private let features = SyntheticFeatures.blobs(rows: 20, columns: 3, clusters: 2)

  @Test func everyParameterIsCheckedByName() {
    let wrong: [(String, BasicTrainingConfiguration)] = [
      ("hidden", .init(hidden: [0])), ("hidden", .init(hidden: [10000])), ("latent", .init(latent: 0)),
      ("latent", .init(latent: 513)), ("epochs", .init(schedule: .init(epochs: 0))),
      ("batch", .init(schedule: .init(batch: 0))),
      ("rate", .init(schedule: .init(rate: 0))), ("rate", .init(schedule: .init(rate: .nan))),
      ("beta", .init(schedule: .init(beta: -1))),
      ("beta", .init(schedule: .init(beta: .infinity))),
      ("validation", .init(schedule: .init(validation: 1))),
      ("validation", .init(schedule: .init(validation: -0.1))),
      ("patience", .init(schedule: .init(patience: 0))),
    ]
    for (name, configuration) in wrong {
      let error = #expect(throws: TrainingError.self) {
        try BasicVAE.train(features: features, configuration: configuration)
      }
      #expect(error?.parameter == name)
      #expect(error?.message.contains(name) == true)
    }
  }

  @Test func aValueThatIsNoNumberIsNamed() {
    var values = features.values
    values.values[7] = .infinity
    let broken = FeatureMatrix(
      name: "mfcc", rows: features.rows, values: values, columnNames: features.columnNames)
    let error = #expect(throws: FeatureError.notFinite(feature: "mfcc", row: "t2", column: "c1")) {
      try BasicVAE.train(features: broken)
    }
    #expect(error?.message.contains("t2") == true)
  }

  @Test func tooLittleDataIsAnError() {
    #expect(throws: TrainingError.tooFewRows(1)) { try BasicVAE.train(features: features.selecting([0])) }
    #expect(throws: TrainingError.tooFewRows(0)) { try BasicVAE.train(features: features.selecting([])) }
    let empty = FeatureMatrix(
      name: "none", rows: features.rows, values: Tensor(shape: [20, 0]), columnNames: [])
    #expect(throws: TrainingError.noColumns) { try BasicVAE.train(features: empty) }
    let mismatched = FeatureMatrix(
      name: "short", rows: features.rows, values: Tensor(shape: [3, 2]), columnNames: ["a", "b"])
    #expect(throws: FeatureError.shape(feature: "short", shape: [3, 2], rows: 20)) {
      try BasicVAE.train(features: mismatched)
    }
  }

  @Test func tooLargeAModelIsAnError() {
    let configuration = BasicTrainingConfiguration(hidden: [Int](repeating: 8192, count: 3))
    #expect(throws: TrainingError.self) {
      try BasicVAE.train(features: features, configuration: configuration)
    }
  }
}
