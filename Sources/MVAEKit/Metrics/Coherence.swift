import Foundation

/// How a model of several modalities explains and names each of them, by every subset that may be given.
public struct Coherence: Sendable, Equatable {
  /// One modality, decoded from one subset.
  public struct SubsetScore: Sendable, Equatable {
    public let given: ModalitySet
    public let modality: Int
    /// E log p(xₘ|z), z ~ q(z|x_A), in nats, of each track over its draws.
    public let logLikelihoods: [Double]
    /// The same with z of other tracks: of the track that a fixed permutation without fixed points gives.
    public let shuffled: [Double]
    /// Share of tracks whose decoded modality a judge takes for the track's own class; `nil` without labels.
    public let accuracy: Double?

    /// Whether the modality itself is among what is given.
    public var isCross: Bool { !given.has(modality) }

    /// The two-sided p-value of "another track's z explains it as well", by a sign-flip test over the tracks; 4999
    /// flips, so that it is never below 0.0002.
    public let p: Double
  }

  public let modalities: [String]
  public let rows: TrackTable
  public let scores: [SubsetScore]
  /// What is judged; `nil` without labels.
  public let label: String?
  /// The judges' accuracy on the real features of the same tracks, a modality each: no decoded ones can be judged better.
  public let judges: [Double?]
  /// The share of the most frequent class.
  public let majority: Double?
  /// Share of pairs drawn from the prior whose modalities the judges give the same class (Shi et al. 2019).
  public let joint: Double?
}

/// What ``TrainedModel/coherence(_:)`` measures.
public struct CoherenceRequest: Sendable {
  /// The tracks; those that lack a modality are left out.
  public var inputs: FusionInputs
  /// Where judges learn: tracks that are not among ``inputs``, with their classes.
  public var judging: FusionInputs
  /// The class of every track by id; empty = nothing is judged.
  public var labels: [String: String]
  public var labelName: String
  /// z of every track and subset.
  public var draws: Int
  public var seed: UInt64

  public init(
    inputs: FusionInputs, judging: FusionInputs, labels: [String: String] = [:], labelName: String = "label",
    draws: Int = 16, seed: UInt64 = 1
  ) {
    self.inputs = inputs
    self.judging = judging
    self.labels = labels
    self.labelName = labelName
    self.draws = draws
    self.seed = seed
  }
}

extension TrainedModel {
  /// Likelihoods of every modality from every subset, and how often what is decoded is taken for the right class.
  ///
  /// Judges are linear probes of the real features, learned on other tracks than those that are measured.
  ///
  /// - Throws: ``FusionError``, ``TrainingError``, ``ScoreError``, `CancellationError`.
  public func coherence(
    _ request: CoherenceRequest, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }
  ) throws -> Coherence {
    let content = try fusion(to: "decode several modalities")
    try TrainingError.check("draws", request.draws, "1 to 1000", (1...1000).contains)
    let whole = request.inputs.selecting(request.inputs.having(content.network.all))
    guard whole.rows.count > 1 else { throw FusionError.noCommonRows(content.modalityNames) }
    let judges = try Judges(request, content, cancellation)
    let run = CoherenceRun(
      model: self, content: content, inputs: whole, request: request, judges: judges,
      cancellation: cancellation)
    let subsets = content.network.all.subsets
    var scores: [Coherence.SubsetScore] = []
    for (index, subset) in subsets.enumerated() {
      progress(WorkProgress(completed: index, total: subsets.count, unit: "subsets"))
      scores += try run.scores(given: subset)
    }
    progress(WorkProgress(completed: subsets.count, total: subsets.count, unit: "subsets"))
    let truth = whole.rows.ids.compactMap { request.labels[$0] }
    return Coherence(
      modalities: content.modalityNames, rows: whole.rows, scores: scores,
      label: judges.isEmpty ? nil : request.labelName, judges: try judges.accuracies(on: whole),
      majority: judges.isEmpty ? nil : majority(truth), joint: try run.joint())
  }

  private func majority(_ labels: [String]) -> Double {
    let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
    return Double(counts.values.max() ?? 0) / Double(max(1, labels.count))
  }
}
