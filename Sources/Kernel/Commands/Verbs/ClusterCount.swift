import MVAEKit

/// How many clusters a user asks for: a number, or a range to choose from.
enum ClusterCount: Sendable, Equatable {
  case fixed(Int)
  case among(ClosedRange<Int>)

  /// What `auto` stands for.
  static let usual = 2...12
}

/// Labels of the methods that part rows into k clusters: k, the criterion of its choice, agreement over k.
struct ClusterCountLabels {
  private let count = Key<ClusterCount>(
    parameter: Parameter(
      "k",
      "how many clusters; `auto` tries \(ClusterCount.usual.lowerBound)...\(ClusterCount.usual.upperBound), a range those in it",
      .either([.integer(1...10_000), .word(["auto"]), .integerRange(1...1000)]), isRequired: true),
    fallback: nil,
    read: { value in
      if let number = value.integer { return .fixed(number) }
      if case .range(let range) = value { return range.integers.map { .among($0) } }
      return .among(ClusterCount.usual)
    })
  private let criterion: Key<String>
  private let agreement = Key<Bool>.flag(
    "agreement",
    "with several k: also the ARI of each against `labels:`, which the choice of k never sees", default: false
  )

  init(criteria: [ClusterTuning.Criterion]) {
    criterion = .word(
      "criterion",
      "what the choice among several k goes by, labels never: "
        + criteria.map(\.words).joined(separator: ", "),
      criteria.map(\.rawValue), default: criteria.first?.rawValue)
  }

  var parameters: [Parameter] { [count.parameter, criterion.parameter, agreement.parameter] }

  /// The clustering for the k that was asked for, or the best of several with the curves behind the choice.
  func clustering(
    of subject: ClusterVerb.Subject, _ invocation: Invocation,
    by cluster: (Int, @escaping ProgressHandler) throws -> ClusterTuning.Candidate
  ) throws -> Clustering {
    let asked = try invocation.value(count)
    return try invocation.withProgress { progress in
      switch asked {
      case .fixed(let k): return try cluster(k, progress).clustering
      case .among(let range):
        let chosen = ClusterTuning.Criterion(rawValue: try invocation.value(criterion)) ?? .silhouette
        return try ClusterTuning.best(
          of: range, values: subject.values, criterion: chosen, labels: try readLabels(subject, invocation),
          cancellation: invocation.cancellation, progress: progress
        ) { try cluster($0, { _ in }) }
      }
    }
  }

  private func readLabels(_ subject: ClusterVerb.Subject, _ invocation: Invocation) throws
    -> ClusterTuning.Labels?
  {
    guard try invocation.value(agreement) else { return nil }
    guard let column = subject.label.flatMap(subject.matrix.rows.column) else {
      throw invocation.diagnostic("NoLabels", "these tracks have no labels to agree with", at: agreement)
    }
    return ClusterTuning.Labels(name: column.name, texts: column.texts)
  }
}

extension ClusterTuning.Criterion {
  /// "the greatest silhouette".
  var words: String {
    switch self {
    case .silhouette: "the greatest silhouette"
    case .bic: "the lowest BIC"
    case .calinski: "the greatest Calinski-Harabasz"
    case .davies: "the lowest Davies-Bouldin"
    }
  }
}
