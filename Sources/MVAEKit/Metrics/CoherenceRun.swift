import Foundation

/// The work of a ``Coherence``.
struct CoherenceRun {
  let model: TrainedModel
  let content: FusionContent
  /// Tracks that have all modalities.
  let inputs: FusionInputs
  let request: CoherenceRequest
  let judges: Judges
  let cancellation: Cancellation

  private var count: Int { inputs.rows.count }

  /// Every modality decoded from one subset.
  func scores(given subset: ModalitySet) throws -> [Coherence.SubsetScore] {
    let encoding = try LatentEncoding(
      rows: inputs.rows,
      posterior: try model.encode(inputs, visible: subset, cancellation: cancellation),
      count: request.draws, seed: request.seed, cancellation: cancellation)
    let scaled = try content.scaled(inputs, cancellation: cancellation)
    let own = try likelihoods(encoding, of: scaled) { $0 }
    let others = partners
    let shuffled = try likelihoods(encoding, of: scaled) { others[$0] }
    return try own.indices.map { modality in
      Coherence.SubsetScore(
        given: subset, modality: modality, logLikelihoods: own[modality], shuffled: shuffled[modality],
        accuracy: try accuracy(of: modality, encoding),
        p: SignFlipTest.p(zip(own[modality], shuffled[modality]).map(-), seed: request.seed))
    }
  }

  /// Share of pairs drawn from the prior that the judges agree about.
  func joint() throws -> Double? {
    guard !judges.isEmpty, judges.areAll else { return nil }
    let draws = max(200, count)
    var random = RandomSource(seed: request.seed, stream: 1 << 40)
    var latents = Tensor(shape: [draws, content.network.latent])
    for index in latents.values.indices { latents.values[index] = Float(random.normal()) }
    let labels =
      content.classes.isEmpty ? nil : (0..<draws).map { content.classes[$0 % content.classes.count] }
    let named = try content.scalings.indices.map { modality in
      try judges.classes(
        of: model.decode(latents, modality: modality, labels: labels, cancellation: cancellation),
        modality: modality) ?? []
    }
    let agreeing = (0..<draws).count { row in named.allSatisfy { $0[row] == named[0][row] } }
    return Double(agreeing) / Double(draws)
  }

  /// The track whose z stands in for each track's: the next of a random order, never its own.
  private var partners: [Int] {
    var random = RandomSource(seed: request.seed, stream: 1 << 41)
    let order = random.permutation(count)
    var result = [Int](repeating: 0, count: count)
    for (place, row) in order.enumerated() { result[row] = order[(place + 1) % count] }
    return result
  }

  /// E log p(xₘ|z) of each modality and track, z the draws of the track that `source` names.
  private func likelihoods(
    _ encoding: LatentEncoding, of scaled: ScaledModalities, _ source: (Int) -> Int
  ) throws -> [[Double]] {
    let weights = Buffer(model.weightValues)
    let score = FusionDecoderScore(
      content: content, inputs: scaled, weights: weights, pass: content.pass(256, cancellation))
    let latent = content.network.latent
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: count), count: content.scalings.count)
    let items = Array(0..<count * request.draws)
    for start in stride(from: 0, to: items.count, by: score.capacity) {
      try cancellation.check()
      let part = items[start..<min(items.count, start + score.capacity)]
      let rows = part.map { $0 / request.draws }
      let latents = part.flatMap { item in
        let draw = source(item / request.draws) * request.draws + item % request.draws
        return Array(encoding.draws.values[draw * latent..<(draw + 1) * latent])
      }
      for (modality, values) in try score.logLikelihoods(of: rows[...], at: latents).enumerated() {
        for (index, row) in rows.enumerated() {
          sums[modality][row] += values[index] / Double(request.draws)
        }
      }
    }
    return sums
  }

  /// How often the modality decoded at μ is taken for the track's own class.
  private func accuracy(of modality: Int, _ encoding: LatentEncoding) throws -> Double? {
    guard !judges.isEmpty else { return nil }
    let decoded = try model.decode(
      encoding.posterior.mean, modality: modality, labels: inputs.labels, rows: inputs.rows,
      cancellation: cancellation)
    return try judges.accuracy(of: decoded, modality: modality)
  }
}

/// A classifier of each modality's real features, learned on tracks that are not judged.
struct Judges {
  private let labels: [String: String]
  private var probes: [LinearProbe?] = []
  private let cancellation: Cancellation

  init(_ request: CoherenceRequest, _ content: FusionContent, _ cancellation: Cancellation) throws {
    labels = request.labels
    self.cancellation = cancellation
    guard !labels.isEmpty else { return }
    for modality in content.scalings.indices {
      let rows = request.judging.having(ModalitySet([modality])).filter {
        request.labels[request.judging.rows.ids[$0]] != nil
      }
      let known = request.judging.selecting(rows)
      let classes = known.rows.ids.compactMap { request.labels[$0] }
      guard Set(classes).count > 1 else {
        probes.append(nil)
        continue
      }
      probes.append(
        try LinearProbe(
          fitting: known.features(modality).flattened.values, labels: classes, cancellation: cancellation))
    }
  }

  var isEmpty: Bool { probes.allSatisfy { $0 == nil } }
  var areAll: Bool { !probes.contains { $0 == nil } }

  func classes(of features: ModelFeatures, modality: Int) throws -> [String]? {
    try probes[modality]?.predict(features.flattened.values, cancellation: cancellation)
  }

  /// Share of the rows that have a class and are given it.
  func accuracy(of features: ModelFeatures, modality: Int) throws -> Double? {
    guard let named = try classes(of: features, modality: modality) else { return nil }
    let judged = features.rows.ids.indices.filter { labels[features.rows.ids[$0]] != nil }
    let right = judged.count { labels[features.rows.ids[$0]] == named[$0] }
    return Double(right) / Double(max(1, judged.count))
  }

  /// On real features.
  func accuracies(on inputs: FusionInputs) throws -> [Double?] {
    guard !isEmpty else { return inputs.parts.map { _ in nil } }
    return try inputs.parts.indices.map { try accuracy(of: inputs.features($0), modality: $0) }
  }
}

/// A paired randomisation test (Fisher 1935): under "no difference" each difference is as likely negated.
enum SignFlipTest {
  /// The two-sided p-value of a mean of 0, with one added to both counts so that it is never 0.
  static func p(_ differences: [Double], flips: Int = 4999, seed: UInt64) -> Double {
    let found = abs(differences.reduce(0, +))
    guard found > 0 else { return 1 }
    var random = RandomSource(seed: seed, stream: 1 << 42)
    var asLarge = 1
    for _ in 0..<flips {
      var sum = 0.0
      for value in differences { sum += random.uniform() < 0.5 ? value : -value }
      if abs(sum) >= found * (1 - 1e-12) { asLarge += 1 }
    }
    return Double(asLarge) / Double(flips + 1)
  }
}
