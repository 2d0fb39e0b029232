import Testing

@testable import MVAEKit

/// Digits and their labels as two modalities: each imagined from the other as well as PyTorch's twin does.
@Suite(.serialized) struct FusionDigitTests {
  /// 784-400-20 and 10-400-20, label weight 50, 100 epochs of batches of 100; 0.02 and what fewer seeds vary by.
  @Test func eachModalityIsImaginedFromTheOther() throws {
    guard let twin = DigitTwin.named("mopoe"), let digits = MNISTDigits.shared else { return }
    let judge = try DigitJudge(digits.judge)
    var (labels, images): ([Double], [Double]) = ([], [])
    for seed in DigitTwin.ourSeeds {
      let pair = try DigitPair(digits.train, fusion: .mopoe, seed: seed)
      labels.append(try pair.labelAccuracy(digits.test))
      images.append(try pair.imageAccuracy(judge))
      print("mopoe, seed \(seed): image to label \(labels.last ?? 0), label to image \(images.last ?? 0)")
    }
    let (label, image) = ("image_to_label", "label_to_image")
    #expect(DigitTwin.mean(labels) >= twin.mean(label) - 0.02 - twin.chance(label))
    #expect(DigitTwin.mean(images) >= twin.mean(image) - 0.02 - twin.chance(image))
  }

  /// A product that learned from joint terms alone does not know what to do with one expert.
  @Test func aProductOfJointTermsAloneIsWorse() throws {
    guard let digits = MNISTDigits.shared else { return }
    let judge = try DigitJudge(digits.judge)
    let mixture = try DigitPair(digits.train, fusion: .mopoe, seed: 1, epochs: 30).imageAccuracy(judge)
    let product = try DigitPair(digits.train, fusion: .poe, seed: 1, epochs: 30).imageAccuracy(judge)
    print("label to image: mopoe \(mixture), poe \(product)")
    #expect(product <= mixture - 0.2)
  }
}

/// A model of digits and their labels.
struct DigitPair {
  private let model: TrainedModel

  init(_ digits: MNISTDigits.Part, fusion: Fusion, seed: UInt64, epochs: Int = 100) throws {
    let architecture = FusionArchitecture(
      modalities: [
        ModalityArchitecture(
          shape: .vector(columns: 784), hidden: [400], likelihood: .bernoulli, weight: 1),
        ModalityArchitecture(
          shape: .vector(columns: 10), hidden: [400], likelihood: .categorical, weight: 50),
      ], latent: 20, fusion: fusion)
    model = try FusionVAE.train(
      FusionInputs([.vectors(digits.features), .vectors(Self.labels(digits.classes))]),
      configuration: FusionTrainingConfiguration(
        architecture: architecture,
        schedule: TrainingSchedule(epochs: epochs, batch: 100, seed: seed, validation: 0, patience: nil)))
  }

  /// How often the likeliest label given μ of an image is its own.
  func labelAccuracy(_ digits: MNISTDigits.Part) throws -> Double {
    let means = try model.encode(FusionInputs([.vectors(digits.features), nil])).mean
    let decoded = try model.decode(means, modality: 1).values
    let right = digits.classes.indices.count { row in
      let scores = Array(decoded.row(row))
      return scores.firstIndex(of: scores.max() ?? 0) == digits.classes[row]
    }
    return Double(right) / Double(digits.classes.count)
  }

  /// How often the mean image of a draw given a label, 100 a label, is judged to be of it.
  func imageAccuracy(_ judge: DigitJudge) throws -> Double {
    let classes = (0..<1000).map { $0 / 100 }
    let encoding = try LatentEncoding(
      rows: Self.labels(classes).rows,
      posterior: try model.encode(FusionInputs([nil, .vectors(Self.labels(classes))])), seed: 4)
    let decoded = try model.decode(encoding.draws, modality: 0).values.values
    return try judge.accuracy(decoded, classes: classes)
  }

  private static func labels(_ classes: [Int]) -> FeatureMatrix {
    var values = [Float](repeating: 0, count: classes.count * 10)
    for (row, index) in classes.enumerated() { values[row * 10 + index] = 1 }
    let ids = classes.indices.map { "\($0)" }
    return FeatureMatrix(
      name: "label", rows: TrackTable(ids: ids, groups: ids, columns: []),
      values: Tensor(shape: [classes.count, 10], values: values) ?? Tensor(shape: [0, 10]),
      columnNames: (0..<10).map { "is\($0)" }, scaling: .none)
  }
}
