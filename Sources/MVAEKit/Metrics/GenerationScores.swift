/// Draws new features of the kind that a method was made from.
protocol FeatureSampler: Sendable {
  /// What its samples can be asked to be: "genre"; `nil` for a sampler without labels.
  var labelName: String? { get }
  var classes: [String] { get }
  /// Rows of new features in their own units, image band by band.
  func draw(_ count: Int, label: String?, seed: UInt64, cancellation: Cancellation) throws -> Tensor
}

extension TrainedModel: FeatureSampler {
  /// From the prior.
  func draw(_ count: Int, label: String?, seed: UInt64, cancellation: Cancellation) throws -> Tensor {
    let sample = try sample(count: count, label: label, seed: seed, cancellation: cancellation).values
    return Tensor(shape: [sample.rows, sample.columns], values: sample.values) ?? sample
  }
}

/// A Gaussian in the plane of principal components: what PCA has to offer as a generator.
struct GaussianComponents: FeatureSampler {
  let components: PrincipalComponents
  /// Standardises the features that were fitted.
  let scaler: FeatureScaler
  /// How many of the fitted columns are wanted.
  let columns: Int

  var labelName: String? { nil }
  var classes: [String] { [] }

  func draw(_ count: Int, label: String?, seed: UInt64, cancellation: Cancellation) throws -> Tensor {
    var random = RandomSource(seed: seed)
    let deviations = components.explainedVariance.map { $0.squareRoot() }
    var scores = Tensor(shape: [count, deviations.count])
    for index in scores.values.indices {
      scores.values[index] = Float(random.normal() * deviations[index % deviations.count])
    }
    return scaler.unscale(components.restored(scores)).leading(columns)
  }
}

/// Judges samples in one space: the standardised features, of wide ones their first 32 principal components.
struct GenerationScores {
  private let scaler: FeatureScaler
  private let components: PrincipalComponents?
  private let real: Tensor
  private let labels: [String?]
  private let labelName: String?
  private let judge: LinearProbe?
  private let seed: UInt64
  private let cancellation: Cancellation

  /// Draws, at most.
  private static let mostDraws = 2000
  private static let dimensions = 32
  /// Samples of each class that the judge is shown.
  private static let drawsOfClass = 50

  /// - Parameters:
  ///   - features: of the tracks, in their own units.
  ///   - labelName: what the labels are called.
  init(
    _ features: Tensor, labels: [String?], labelName: String?, seed: UInt64, cancellation: Cancellation
  ) throws {
    scaler = FeatureScaler(fitting: features)
    let scaled = scaler.scale(features)
    let isWide = features.columns > Self.dimensions && features.rows > Self.dimensions
    components =
      isWide ? try PrincipalComponents(scaled, count: Self.dimensions, cancellation: cancellation) : nil
    real = try components?.project(scaled) ?? scaled
    self.labels = labels
    self.labelName = labelName
    let known = labels.indices.filter { labels[$0] != nil }
    let present = known.compactMap { labels[$0] }
    judge =
      Set(present).count > 1
      ? try LinearProbe(fitting: real.selecting(known), labels: present, cancellation: cancellation) : nil
    self.seed = seed
    self.cancellation = cancellation
  }

  /// Fréchet distance of samples, as many as tracks, to the tracks.
  func frechet(_ sampler: any FeatureSampler) throws -> Double {
    let count = max(2, min(real.rows, Self.mostDraws))
    let drawn = try place(sampler.draw(count, label: nil, seed: seed, cancellation: cancellation))
    return FrechetDistance.between(real, drawn)
  }

  /// The distance between two halves of the tracks by lot: below it no method can be told from the tracks themselves.
  func floor() -> Double {
    var random = RandomSource(seed: seed, stream: 2)
    let order = random.permutation(real.rows)
    let half = real.rows / 2
    return FrechetDistance.between(
      real.selecting(Array(order[..<half])), real.selecting(Array(order[half...])))
  }

  /// How a method that can be asked for the labels' classes does what it is asked.
  struct Conditional {
    /// The share of samples of a class that the judge, who learned from the tracks, takes for it.
    let accuracy: Double
    /// Which tracks a probe gets right that has learned from samples only.
    let onTracks: RowRatio
  }

  /// `nil` unless the sampler was trained with these labels.
  func conditional(_ sampler: any FeatureSampler) throws -> Conditional? {
    guard let judge, sampler.labelName == labelName, Set(judge.classes).isSubset(of: sampler.classes) else {
      return nil
    }
    var right = 0
    var (samples, names): ([Float], [String]) = ([], [])
    for (index, label) in judge.classes.enumerated() {
      let drawn = try place(
        sampler.draw(
          Self.drawsOfClass, label: label, seed: seed &+ UInt64(index), cancellation: cancellation))
      right += try judge.predict(drawn, cancellation: cancellation).filter { $0 == label }.count
      samples += drawn.values
      names += [String](repeating: label, count: Self.drawsOfClass)
    }
    guard let all = Tensor(shape: [names.count, real.columns], values: samples) else { return nil }
    let learned = try LinearProbe(fitting: all, labels: names, cancellation: cancellation)
    let found = try learned.predict(real, cancellation: cancellation)
    return Conditional(
      accuracy: Double(right) / Double(names.count),
      onTracks: RowRatio(
        numerators: zip(labels, found).map { label, found in label.map { $0 == found ? 1 : 0 } ?? .nan }))
  }

  private func place(_ samples: Tensor) throws -> Tensor {
    let scaled = scaler.scale(samples)
    return try components?.project(scaled) ?? scaled
  }
}
