/// A model with its data, as the training loop sees it.
///
/// Each model implements this once; batching, shuffling, early stopping, history, progress and interruption are
/// the loop's and the same for all.
protocol TrainingSubject {
  /// The objective per row of `rows` (indices into the data), and its gradient; noise is drawn by `key`.
  func learn(
    rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer, gradients: Buffer
  ) throws -> ELBO
  /// The objective per row without learning.
  func evaluate(rows: ArraySlice<Int>, key: UInt64, penalty: DivergencePenalty, weights: Buffer) throws
    -> ELBO
  /// Keeps what the last step learned beside gradients, such as running statistics, once that step is done.
  func commit(to weights: Buffer)

  /// Every array of the network, in the order of their use.
  var weights: [Weight] { get }
  /// Names of the biases in front of a ReLU: a unit whose bias never gets a gradient gives 0 for every row.
  var rectifiedBiases: [String] { get }
  /// KL(q ‖ N(0, 1)) of every latent dimension, mean over the `rows` learned last.
  func divergences(rows: Int) -> [Double]
  /// What the last pass over `rows` computed, layer by layer.
  func activations(rows: Int) -> [LayerValues]
  /// `body` of (first, count) for parts of `count` values, on the threads that the model learns with.
  func spread(_ count: Int, _ body: (Int, Int) -> Void)
}

extension TrainingSubject {
  func commit(to weights: Buffer) {}
  var weights: [Weight] { [] }
  var rectifiedBiases: [String] { [] }
  func divergences(rows: Int) -> [Double] { [] }
  func activations(rows: Int) -> [LayerValues] { [] }
  func spread(_ count: Int, _ body: (Int, Int) -> Void) { Team.elements(count, body) }
}

/// What a layer computed for a batch.
struct LayerValues {
  /// "encoder.0".
  let name: String
  let values: MatrixView
}

/// What training left behind.
struct TrainingOutcome {
  /// Those that are kept: of the best epoch or of the last whole step.
  let weights: [Float]
  let history: TrainingHistory
  /// Where it can go on; `nil` after it diverged.
  let checkpoint: Checkpoint?
}
