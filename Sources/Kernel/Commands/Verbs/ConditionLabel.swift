import MVAEKit

/// Where a condition enters a network: `condition: [encoder, decoder]`.
enum ConditionLabel {
  static func key(_ what: String, default places: [ConditionPlace]) -> Key<[String]> {
    .words(
      "condition", "where \(what): before the latent heads, beside z, or both",
      ConditionPlace.allCases.map(\.rawValue), default: places.map(\.rawValue))
  }

  /// `nil` when it was left out.
  static func places(_ key: Key<[String]>, _ invocation: Invocation) -> Set<ConditionPlace>? {
    invocation.given(key).map { Set($0.compactMap(ConditionPlace.init)) }
  }
}
