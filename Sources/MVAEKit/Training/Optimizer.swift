/// How gradients become steps.
public enum Optimizer: Sendable, Equatable, Codable {
  /// Kingma & Ba 2015, algorithm 1, β₁ = 0.9, β₂ = 0.999, ε = 1e-8.
  case adam
  /// Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2): before each step, weights are
  /// multiplied by 1 − rate · decay.
  case adamW(decay: Double)
  /// Stochastic gradient descent; a momentum of 0 is plain descent (Sutskever et al. 2013, as PyTorch has it).
  case sgd(momentum: Double)

  /// Arrays as long as the weights that it remembers between steps.
  var momentCount: Int {
    switch self {
    case .adam, .adamW: 2
    case .sgd: 1
    }
  }
}
