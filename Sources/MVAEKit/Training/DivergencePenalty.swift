/// What the divergence adds to the objective of one step: β · |Σⱼ max(λ, KLⱼ) − C|.
///
/// KLⱼ is the mean over the batch of dimension j's divergence. λ are the free bits (Kingma et al. 2016, equation 15,
/// a dimension a group), C the capacity (Burgess et al. 2018, equation 8, with γ = β); without them it is β · KL.
struct DivergencePenalty: Sendable, Equatable {
  /// Weight of the divergence.
  var beta: Double
  /// Nats that every dimension has without being pressed further.
  var freeBits = 0.0
  /// Nats that all dimensions together are drawn to; `nil` = none.
  var capacity: Double?

  /// Whether it is β · KL, which needs no means over the batch.
  var isPlain: Bool { freeBits == 0 && capacity == nil }

  /// The penalty for the mean divergence of every dimension.
  func value(_ divergences: [Double]) -> Double {
    let sum = divergences.reduce(0) { $0 + max(freeBits, $1) }
    return beta * (capacity.map { abs(sum - $0) } ?? sum)
  }

  /// Its slope by every dimension's divergence.
  func slopes(_ divergences: [Double]) -> [Double] {
    let sum = divergences.reduce(0) { $0 + max(freeBits, $1) }
    let sign = capacity.map { sum < $0 ? -1.0 : 1 } ?? 1
    return divergences.map { $0 < freeBits ? 0 : sign * beta }
  }
}
