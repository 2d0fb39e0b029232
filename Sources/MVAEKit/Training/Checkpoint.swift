/// Where training can go on: all that its next step depends on beside the data.
///
/// Memory: as many values as weights for every moment of the optimiser (two for Adam, one for SGD), and the weights of
/// the last whole step where early stopping kept earlier ones.
public struct Checkpoint: Sendable {
  /// After the last whole step; `nil` = those that the model keeps.
  let weights: [Float]?
  let moments: [FrozenValues]
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

  /// What it holds beside the model's weights, in bytes.
  public var byteCount: Int { 4 * ((weights?.count ?? 0) + moments.reduce(0) { $0 + $1.count }) }
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
