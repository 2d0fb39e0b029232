import Testing

@testable import MVAEKit

/// Sound and lyrics of the synthesised corpus: what both together know, and each of the other.
@Suite(.serialized) struct FusionMusicTests {
  /// 400 songs, a quarter of them (whole artists) never learned from; made once.
  private static let songs: Result<Songs, any Error> = Result { try Songs() }

  private struct Songs {
    let fused: TrainedModel
    let sound: TrainedModel
    let words: TrainedModel

    init() throws {
      let corpus = try Corpus.demo(tracks: 400)
      let mfcc = try MFCCExtractor(MFCCConfiguration(coefficients: 20)).extract(from: corpus).features
      let lyrics = try LyricsExtractor(LyricsConfiguration(dimensions: 16)).extract(from: corpus).features
      // β = 2 makes the squared error that of a Gaussian of variance 1, as standardised columns have.
      var schedule = TrainingSchedule(epochs: 100, batch: 32, beta: 2, seed: 1)
      schedule.test = 0.25
      fused = try FusionVAE.train(
        FusionInputs([.vectors(mfcc), .vectors(lyrics)]),
        configuration: FusionTrainingConfiguration(
          architecture: FusionArchitecture(
            modalities: [mfcc, lyrics].map {
              ModalityArchitecture(shape: .vector(columns: $0.values.columns), hidden: [128])
            }, latent: 8), schedule: schedule))
      let alone = { (features: FeatureMatrix) in
        try BasicVAE.train(
          features: features,
          configuration: BasicTrainingConfiguration(
            architecture: BasicArchitecture(hidden: [128], latent: 8), schedule: schedule))
      }
      sound = try alone(mfcc)
      words = try alone(lyrics)
    }
  }

  /// A linear probe of the genre, learned on the training tracks' latents.
  private func accuracy(_ model: TrainedModel, on latents: Tensor? = nil) throws -> Double {
    let genres = try #require(model.rows.column("genre")).content
    guard case .text(let texts) = genres else { return .nan }
    let probe = try LinearProbe(
      fitting: model.posterior.mean.selecting(model.split.train),
      labels: model.split.train.compactMap { texts[$0] })
    let named = try probe.predict((latents ?? model.posterior.mean).selecting(model.split.test))
    let right = zip(model.split.test, named).count { texts[$0] == $1 }
    return Double(right) / Double(model.split.test.count)
  }

  @Test func bothTogetherKnowMoreOfTheGenre() throws {
    let songs = try Self.songs.get()
    let both = try accuracy(songs.fused)
    let alone = [try accuracy(songs.sound), try accuracy(songs.words)]
    print("genre from latents of both \(both), of sound and of lyrics alone \(alone)")
    #expect(both > (alone.max() ?? 1))
  }

  /// Without sound the genre is still found more often than the most frequent one by three standard errors, and the
  /// imagined sound is nearer to the real one than the mean of all; so are the lyrics imagined without lyrics.
  @Test func whatIsMissingIsImagined() throws {
    let songs = try Self.songs.get()
    guard case .fusion(let content) = songs.fused.content else { return }
    let silent = try songs.fused.encode(content.inputs, visible: .text).mean
    let found = try accuracy(songs.fused, on: silent)
    let chance = 1.0 / 8
    let error = (chance * (1 - chance) / Double(songs.fused.split.test.count)).squareRoot()
    let test = songs.fused.split.test
    let errors = try (0..<2).compactMap {
      try songs.fused.imputationErrors($0, measured: Array(test[..<50]), checked: Array(test[50...]))
    }
    let misses = errors.map(\.miss)
    print("genre without sound \(found); imputed sound and lyrics miss \(misses) of the variance")
    print("  within one deviation: \(errors.map { $0.coverage ?? 0 })")
    #expect(misses.count == 2)
    #expect(found > chance + 3 * error)
    #expect(misses.allSatisfy { $0 < 1 })
    // 0.683 of normal errors; the columns have long tails, which widen the deviations.
    #expect(errors.allSatisfy { abs(($0.coverage ?? 0) - 0.683) < 0.12 })
  }

  /// True lyrics are likelier given their own sound than given another track's, and the other way round.
  @Test func ownSoundExplainsTheLyrics() throws {
    let songs = try Self.songs.get()
    guard case .fusion(let content) = songs.fused.content else { return }
    let held = content.inputs.selecting(songs.fused.split.test)
    let coherence = try songs.fused.coherence(
      CoherenceRequest(inputs: held, judging: content.inputs.selecting(songs.fused.split.train)))
    let cross = coherence.scores.filter(\.isCross)
    #expect(cross.count == 2)
    for score in cross {
      let gain = zip(score.logLikelihoods, score.shuffled).reduce(0) { $0 + $1.0 - $1.1 }
      print(
        "\(score.given.members) → \(score.modality): \(gain / Double(held.rows.count)) nats, p \(score.p)")
      #expect(gain > 0)
      #expect(score.p < 0.01)
    }
  }
}
