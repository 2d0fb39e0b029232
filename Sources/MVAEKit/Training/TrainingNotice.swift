/// What went wrong in training that goes on all the same.
public enum TrainingNotice: Sendable, Equatable {
  /// No latent dimension carries anything: each has less than 0.01 nat.
  case collapsed(epoch: Int)
  /// Only `active` of `latent` dimensions carry anything.
  case fewDimensions(epoch: Int, active: Int, latent: Int)
  /// The loss grew for so many epochs in a row.
  case growing(epoch: Int, epochs: Int)
  /// The loss is far above its lowest.
  case exploding(epoch: Int, loss: Double, lowest: Double)
  /// Units behind a ReLU that are 0 for every training row.
  case deadUnits(epoch: Int, layers: [DeadUnits])

  /// The checkpoint could not be written.
  case notWritten(reason: String)

  /// Of one layer.
  public struct DeadUnits: Sendable, Equatable {
    /// "encoder.0".
    public let layer: String
    public let dead: Int
    public let units: Int

    public init(layer: String, dead: Int, units: Int) {
      self.layer = layer
      self.dead = dead
      self.units = units
    }
  }

  /// What is wrong, in a sentence without a stop.
  public var message: String {
    switch self {
    case .collapsed(let epoch):
      "epoch \(epoch): the posterior has collapsed, every latent dimension has a KL below 0.01 nat"
    case .fewDimensions(let epoch, let active, let latent):
      "epoch \(epoch): only \(active) of \(latent) latent dimensions have a KL above 0.01 nat"
    case .growing(let epoch, let epochs):
      "epoch \(epoch): the loss has grown for \(epochs) epochs in a row"
    case .exploding(let epoch, let loss, let lowest):
      "epoch \(epoch): the loss explodes, \(Self.rounded(loss)) after \(Self.rounded(lowest))"
    case .deadUnits(let epoch, let layers):
      "epoch \(epoch): ReLU units are 0 for every training track: "
        + layers.map { "\($0.dead) of \($0.units) in \($0.layer)" }.joined(separator: ", ")
    case .notWritten(let reason): "no checkpoint is written: \(reason)"
    }
  }

  /// What usually helps, by the labels of the language.
  public var advice: String {
    switch self {
    case .collapsed: "a lower `beta:`, `warmup:` or `free_bits:` may help"
    case .fewDimensions: "fewer dimensions (`latent:`) do, or a lower `beta:` or `free_bits:`"
    case .growing, .exploding: "a lower `rate:` or `clip: 1` may help"
    case .deadUnits: "a lower `rate:` or `rate_warmup:` may help"
    case .notWritten: "training goes on"
    }
  }

  private static func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
