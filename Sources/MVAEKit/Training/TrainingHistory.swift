/// What training went through, epoch by epoch.
public struct TrainingHistory: Sendable, Equatable, Codable {
  public internal(set) var epochs: [EpochRecord] = []
  /// The epoch (counted from 1) whose weights were kept, when early stopping chose them.
  public internal(set) var bestEpoch: Int?
  /// The kept weights on the test rows; `nil` without such rows.
  public internal(set) var test: ELBO?
  /// How training ended.
  public internal(set) var ending: TrainingEnding = .completed

  /// The epoch whose weights were kept: the best one, or the last.
  public var kept: EpochRecord? {
    bestEpoch.flatMap { best in epochs.first { $0.epoch == best } } ?? epochs.last
  }
}

/// One pass over the training rows.
public struct EpochRecord: Sendable, Equatable, Codable {
  /// Counted from 1.
  public let epoch: Int
  /// Mean per track over the epoch's steps, each measured before its step.
  public let train: ELBO
  /// Mean per track after the epoch, always with the final weight of the divergence; `nil` without validation rows.
  public let validation: ELBO?
  /// The learning rate of its last step.
  public let rate: Double
  /// Wall-clock time of the epoch.
  public let seconds: Double

  /// The weight of the divergence in this epoch.
  public var beta: Double { train.beta }

  public init(epoch: Int, train: ELBO, validation: ELBO?, rate: Double, seconds: Double) {
    self.epoch = epoch
    self.train = train
    self.validation = validation
    self.rate = rate
    self.seconds = seconds
  }

  /// Everything but the time, which no two runs share.
  public static func == (left: EpochRecord, right: EpochRecord) -> Bool {
    left.epoch == right.epoch && left.train == right.train && left.validation == right.validation
      && left.rate == right.rate
  }
}

/// Why training ended.
public enum TrainingEnding: Sendable, Equatable, Codable {
  case completed
  /// The validation loss did not improve for `patience` epochs.
  case stoppedEarly
  /// It was cancelled; the weights are those of the last whole step.
  case interrupted
  /// The loss or a gradient was NaN or infinite, at `place` first ("the output of encoder.1"); the weights are the
  /// last good ones.
  case diverged(epoch: Int, batch: Int, place: String)
}
