/// What KL(q ‖ p) adds to the objective of one step.
struct DivergencePenalty: Sendable, Equatable {
  /// Weight of the divergence.
  var beta: Double
}
