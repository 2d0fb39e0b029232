/// What a front end hears from running training.
public enum TrainingEvent: Sendable {
  /// Within an epoch, every 50 ms or more: `loss` is the mean per track of the epoch so far.
  case step(TrainingPosition, loss: Double)
  /// An epoch ended.
  case epoch(EpochRecord, of: Int)
  /// Something went wrong that the user should know while it trains; each kind is said once.
  case notice(TrainingNotice)

  /// The same as progress in epochs, with the loss in words; `nil` for a notice.
  public var progress: WorkProgress? {
    switch self {
    case .step(let position, let loss):
      WorkProgress(
        completed: position.epoch - 1, total: position.epochs, unit: "epochs",
        detail: "batch \(position.batch) of \(position.batches), loss \(Self.rounded(loss))")
    case .epoch(let record, let total):
      WorkProgress(
        completed: record.epoch, total: total, unit: "epochs", detail: Self.detail(record))
    case .notice: nil
    }
  }

  private static func detail(_ record: EpochRecord) -> String {
    let train = "loss \(rounded(record.train.loss))"
    guard let validation = record.validation else { return train }
    return train + ", validation \(rounded(validation.loss))"
  }

  private static func rounded(_ value: Double) -> String {
    "\((value * 1000).rounded() / 1000)"
  }
}

/// Where training is; epochs and batches are counted from 1.
public struct TrainingPosition: Sendable, Equatable {
  public let epoch: Int
  public let epochs: Int
  public let batch: Int
  public let batches: Int

  public init(epoch: Int, epochs: Int, batch: Int, batches: Int) {
    self.epoch = epoch
    self.epochs = epochs
    self.batch = batch
    self.batches = batches
  }
}
