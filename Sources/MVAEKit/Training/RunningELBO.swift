/// The mean of ELBOs over rows.
struct RunningELBO: Sendable {
  let beta: Double
  /// Whether the loss is more than reconstruction + β · divergence.
  private let isPlain: Bool
  private var reconstruction = 0.0
  private var divergence = 0.0
  private var penalty = 0.0
  private var count = 0.0

  init(_ penalty: DivergencePenalty) {
    beta = penalty.beta
    isPlain = penalty.isPlain
  }

  mutating func add(_ elbo: ELBO, rows: Int) {
    reconstruction += elbo.reconstruction * Double(rows)
    divergence += elbo.divergence * Double(rows)
    penalty += elbo.penalty * Double(rows)
    count += Double(rows)
  }

  var value: ELBO {
    let share = max(1, count)
    return ELBO(
      reconstruction: reconstruction / share, divergence: divergence / share, beta: beta,
      penalty: isPlain ? nil : penalty / share)
  }
}
