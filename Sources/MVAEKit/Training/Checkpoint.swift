/// Where training can go on: all that its next step depends on beside the data.
///
/// Memory: the weights of the last whole step and as many values again for every moment of the optimiser (two for
/// Adam, one for SGD), and the best weights when early stopping keeps some.
public struct Checkpoint: Sendable {
  /// After the last whole step; those that the model keeps may be of an earlier, better epoch.
  let weights: [Float]
  let moments: [[Float]]
  /// Steps that the moments are of.
  let optimizerSteps: Int
  /// All whole steps.
  let steps: Int
  /// As it was before the epoch that comes next, or is not finished.
  let order: RandomSource
  let unfinished: UnfinishedEpoch?
  let best: BestEpoch?
  let epochsSinceBest: Int
  let plateau: PlateauState

  /// What it holds, in bytes.
  public var byteCount: Int {
    4 * (weights.count + moments.reduce(0) { $0 + $1.count } + (best?.weights.count ?? 0))
  }
}

/// An epoch that was interrupted.
struct UnfinishedEpoch: Sendable {
  /// Whole steps of it.
  let batches: Int
  /// Of those steps.
  let mean: RunningELBO
}

/// The lowest validation loss so far and the weights that gave it.
struct BestEpoch: Sendable {
  let epoch: Int
  let loss: Double
  let weights: [Float]
}
