import MVAEKit
import Testing

@testable import Kernel

/// What the labels of `train` and `continue` become, and where their mistakes are underlined.
@Suite struct TrainingLabelTests {
  private static let preparation = "c = load demo tracks: 12 duration: 1\nm = extract mfcc c\n"

  private func schedule(_ labels: String) throws -> TrainingSchedule {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "b = train basic m epochs: 8 batch: 4 \(labels)")
    return try #require(bench.workspace.value(of: "b")?.as(TrainedModel.self)).schedule
  }

  @Test func labelsBecomeTheSchedule() throws {
    let plain = try schedule("")
    #expect(plain == TrainingSchedule(epochs: 8, batch: 4))
    var expected = plain
    expected.optimizer = .adamW(decay: 0.05)
    expected.clip = 5
    expected.rateSchedule = .cosine(floor: 0.0001)
    expected.rateWarmup = 2
    expected.warmup = .linear(epochs: 3)
    expected.freeBits = 0.1
    expected.test = 0.2
    #expect(
      try schedule(
        "optimizer: adamw decay: 0.05 clip: 5 schedule: cosine rate_floor: 0.0001 rate_warmup: 2 warmup: 3 free_bits: 0.1 test: 0.2"
      ) == expected)
    expected = plain
    expected.optimizer = .sgd(momentum: 0.5)
    expected.rate = 0.0001
    expected.rateSchedule = .plateau(factor: 0.2, patience: 1)
    expected.warmup = .cyclical(period: 4, ratio: 0.3)
    expected.capacity = LatentCapacity(nats: 5, epochs: 4)
    #expect(
      try schedule(
        "optimizer: sgd momentum: 0.5 rate: 0.0001 schedule: plateau rate_factor: 0.2 rate_patience: 1 warmup: cyclical cycles: 2 cycle_ratio: 0.3 capacity: 5"
      ) == expected)
  }

  @Test func layersMayBeLeftOut() throws {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "b = train basic m hidden: [] epochs: 1")
    #expect(try #require(try bench.run("b")).contains("basic VAE 40-8-40"))
  }

  @Test(
    arguments: [
      "train basic m decay: «0.1»", "train basic m optimizer: sgd decay: «0.1»",
      "train basic m momentum: «0.5»", "train basic m rate_floor: «0.1»",
      "train basic m rate_patience: «3» schedule: cosine", "train basic m cycles: «3»",
      "train basic m warmup: 5 cycle_ratio: «0.5»", "train basic m capacity_warmup: «5»",
      "train basic m clip: «0»", "train basic m warmup: «cyclic»", "train basic m optimizer: «adm»",
      "train basic m schedule: «plateau» validation: 0",
      "train basic m schedule: cosine rate: 0.001 rate_floor: «0.1»",
      "train basic m validation: 0.6 test: «0.6»", "train basic m epochs: 4 warmup: cyclical cycles: «4»",
      "continue b epochs: «0»", "continue b rate: «5»", "continue «m»",
    ])
  func mistakesAreUnderlined(_ marked: String) throws {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "b = train basic m epochs: 1")
    let source = MarkedSource(marked)
    let problem = try #require(bench.problems(source.text).first)
    #expect(problem.span == source.spans[0], "\(problem.message)")
  }

  @Test func continuingGivesAnotherModel() throws {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "a = train basic m epochs: 2 patience: off\nb = continue a epochs: 3")
    let a = try #require(bench.workspace.value(of: "a")?.as(TrainedModel.self))
    let b = try #require(bench.workspace.value(of: "b")?.as(TrainedModel.self))
    #expect(a.history.epochs.count == 2)
    #expect(b.history.epochs.count == 5)
    try bench.run("w = train basic m epochs: 5 patience: off")
    let whole = try #require(bench.workspace.value(of: "w")?.as(TrainedModel.self))
    #expect(b.weightValues == whole.weightValues)
    try bench.run("more = continue b")
    let more = try #require(bench.workspace.value(of: "more")?.as(TrainedModel.self))
    #expect(more.history.epochs.count == 15)
  }

  @Test func testTracksAreMeasuredOnce() throws {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "b = train basic m epochs: 2 test: 0.2")
    let shown = try #require(try bench.run("b"))
    #expect(shown.contains("for test") && shown.contains("test: loss"))
  }

  @Test func lossesAreDrawnByPart() throws {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "b = train basic m epochs: 4 warmup: 2 schedule: cosine")
    for parts in ["rate", "[beta, loss]", "[loss, validation, reconstruction, divergence]"] {
      try bench.run("plot losses b parts: \(parts)")
    }
    #expect(!bench.problems("plot losses b parts: lss").isEmpty)
  }

  private func model(_ training: String) throws -> TrainedModel {
    let bench = Bench(.standard)
    try bench.run(
      Self.preparation + "p = extract mel c bands: 16 frames: 16\nb = train \(training) epochs: 1")
    return try #require(bench.workspace.value(of: "b")?.as(TrainedModel.self))
  }

  @Test func likelihoodsAreChosen() throws {
    #expect(try model("basic m").network.likelihood == .gaussian())
    #expect(try model("basic m scale: learned").network.likelihood == .gaussian(variance: .learned))
    #expect(try model("basic m scale: 2").network.likelihood == .gaussian(variance: .fixed(4)))
    #expect(try model("basic m likelihood: laplace").network.likelihood == .laplace())
    #expect(
      try model("multimodal p channels: [2] likelihood: bernoulli").network.likelihood == .bernoulli)
  }

  @Test func autoencodersHaveNoDivergence() throws {
    for training in ["autoencoder m latent: 3", "autoencoder p channels: [2, 4]"] {
      let model = try model(training)
      #expect(!model.network.samples)
      #expect(model.schedule.beta == 0)
      let loss = try #require(model.history.epochs.first?.train)
      #expect(loss.loss == loss.reconstruction)
    }
  }

  @Test func conditionsEnterWhereTheyAreSaid() throws {
    guard case .basic(let vectors) = try model("conditional m latent: 3").network,
      case .basic(let decoder) = try model("conditional m condition: decoder").network,
      case .convolutional(let images) = try model("conditional p channels: [2] condition: [encoder]").network
    else {
      Issue.record("other networks")
      return
    }
    #expect(vectors.architecture.labelEnters == [.encoder, .decoder])
    #expect(vectors.architecture.classes > 1)
    #expect(decoder.architecture.labelEnters == [.decoder])
    #expect(images.architecture.labelEnters == [.encoder])
  }

  @Test func sizesAreChosen() throws {
    guard case .convolutional(let bench) = try model("multimodal p size: bench latent: 2").network else {
      Issue.record("another network")
      return
    }
    #expect(bench.architecture.channels == [32, 64, 128, 256])
    #expect(bench.architecture.latent == 2)
  }

  @Test(
    arguments: [
      "train basic m likelihood: bernoulli scale: «2»", "train basic m likelihood: «bernoulli»",
      "train conditional m channels: «[4]»", "train conditional m «m»",
      "train autoencoder m size: «bench»", "train autoencoder p hidden: «[4]»",
      "train autoencoder m «beta»: 2", "train multimodal p likelihood: «categorical»",
      "train conditional p likelihood: «categorical»",
    ])
  func whatSaysNothingIsUnderlined(_ marked: String) throws {
    let bench = Bench(.standard)
    try bench.run(Self.preparation + "p = extract mel c bands: 16 frames: 16")
    let source = MarkedSource(marked)
    let problem = try #require(bench.problems(source.text).first)
    #expect(problem.span == source.spans[0], "\(problem.message)")
  }
}
