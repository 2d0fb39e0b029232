/// How the weight of the divergence comes to its final value.
public enum DivergenceWarmup: Sendable, Equatable, Codable {
  case none
  /// β grows from 0 in equal steps and is whole after `epochs` (Bowman et al. 2016, linear, by epoch).
  case linear(epochs: Int)
  /// β grows from 0 over `ratio` of every `period` epochs and stays whole for the rest (Fu et al. 2019, equation 6).
  case cyclical(period: Int, ratio: Double)

  /// The part of β in `epoch`, counted from 1.
  func share(epoch: Int) -> Double {
    switch self {
    case .none: 1
    case .linear(let epochs): min(1, Double(epoch - 1) / Double(max(1, epochs)))
    case .cyclical(let period, let ratio):
      min(1, Double((epoch - 1) % max(1, period)) / Double(max(1, period)) / ratio)
    }
  }
}

/// The divergence that the latent space is drawn to (Burgess et al. 2018): |KL − C| in place of KL.
public struct LatentCapacity: Sendable, Equatable, Codable {
  /// C at its end, in nats.
  public var nats: Double
  /// Epochs over which C grows linearly from 0; 0 = whole from the start.
  public var epochs: Int

  public init(nats: Double, epochs: Int = 0) {
    self.nats = nats
    self.epochs = epochs
  }

  /// C in `epoch`, counted from 1.
  func nats(epoch: Int) -> Double {
    epochs == 0 ? nats : nats * min(1, Double(epoch - 1) / Double(epochs))
  }
}

extension TrainingSchedule {
  /// What the divergence adds to the objective in `epoch`, counted from 1.
  func penalty(epoch: Int) -> DivergencePenalty {
    DivergencePenalty(
      beta: beta * warmup.share(epoch: epoch), freeBits: freeBits, capacity: capacity?.nats(epoch: epoch))
  }

  /// What it adds after all warm-up: validation and test are measured with it in every epoch, so that epochs can be
  /// compared.
  var finalPenalty: DivergencePenalty {
    DivergencePenalty(beta: beta, freeBits: freeBits, capacity: capacity?.nats)
  }
}
