/// Where a condition, such as a label, enters a network.
public enum ConditionPlace: String, Sendable, CaseIterable {
  /// Before the latent heads: q(z|x, label).
  case encoder
  /// Beside z: p(x|z, label).
  case decoder
}
