/// Where a condition, such as a label, enters a network.
public enum ConditionPlace: String, Sendable, CaseIterable, Codable {
  /// Before the latent heads: q(z|x, label).
  case encoder
  /// Beside z: p(x|z, label).
  case decoder
}

extension KeyedEncodingContainer {
  /// Places in the order of the network: a set alone has none that is the same in every run. The encoders that the
  /// compiler writes take this.
  mutating func encode(_ places: Set<ConditionPlace>, forKey key: Key) throws {
    try encode(ConditionPlace.allCases.filter(places.contains), forKey: key)
  }
}
