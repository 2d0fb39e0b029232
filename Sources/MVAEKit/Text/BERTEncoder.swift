import CHotLoops

/// The forward pass of a BERT encoder (Devlin et al. 2019): layers of attention and feed-forward, each with a residual
/// and a layer norm behind it.
///
/// Sequences lie behind each other without padding; attention stays within each, and every other step is of single
/// rows, so that a sequence's result does not depend on what lies beside it.
struct BERTEncoder: Sendable {
  let sizes: BERTConfiguration
  let weights: BERTWeights

  /// The mean of the last layer over each sequence's pieces: `sizes.width` values a sequence.
  ///
  /// - Parameters:
  ///   - sequences: piece numbers, each of 1 to `sizes.positions`; together at most the workspace's rows.
  /// - Throws: `CancellationError`.
  func means(
    _ sequences: [[Int32]], _ workspace: BERTWorkspace, cancellation: Cancellation
  ) throws -> [[Float]] {
    let rows = sequences.reduce(0) { $0 + $1.count }
    embed(sequences, workspace)
    for layer in weights.layers {
      try apply(layer, sequences, rows: rows, workspace, cancellation)
    }
    var first = 0
    return sequences.map { sequence in
      defer { first += sequence.count }
      return mean(workspace.states.base + first * sizes.width, rows: sequence.count)
    }
  }

  /// Words and positions, normalised.
  private func embed(_ sequences: [[Int32]], _ workspace: BERTWorkspace) {
    let width = sizes.width
    var target = workspace.states.base
    for sequence in sequences {
      for (position, piece) in sequence.enumerated() {
        weights.words.withUnsafeBufferPointer { words in
          weights.positions.withUnsafeBufferPointer { positions in
            for column in 0..<width {
              target[column] = words[Int(piece) &* width &+ column] + positions[position &* width &+ column]
            }
          }
        }
        target += width
      }
    }
    let rows = sequences.reduce(0) { $0 + $1.count }
    normalise(workspace.states.base, adding: nil, rows: rows, weights.embeddingNorm)
  }

  private func apply(
    _ layer: BERTWeights.Layer, _ sequences: [[Int32]], rows: Int, _ workspace: BERTWorkspace,
    _ cancellation: Cancellation
  ) throws {
    let (states, result) = (workspace.states.base, workspace.result.base)
    try layer.attention.apply(states, rows: rows, into: workspace.attention.base, cancellation: cancellation)
    var first = 0
    for sequence in sequences {
      try attend(first: first, length: sequence.count, workspace, cancellation)
      first += sequence.count
    }
    try layer.attentionOutput.apply(
      workspace.context.base, rows: rows, into: result, cancellation: cancellation)
    normalise(states, adding: result, rows: rows, layer.attentionNorm)
    let inner = workspace.inner.base
    try layer.inner.apply(states, rows: rows, gelu: true, into: inner, cancellation: cancellation)
    try layer.output.apply(inner, rows: rows, into: result, cancellation: cancellation)
    normalise(states, adding: result, rows: rows, layer.outputNorm)
  }

  /// softmax(Q Kᵀ / √d) V of every head of one sequence.
  private func attend(
    first: Int, length: Int, _ workspace: BERTWorkspace, _ cancellation: Cancellation
  ) throws {
    let width = sizes.width
    let depth = width / sizes.heads
    let scores = workspace.scores.base
    let path = Int32(HOT_PATH_BEST)
    let scale = 1 / Float(depth).squareRoot()
    for head in 0..<sizes.heads {
      try cancellation.check()
      let queries = workspace.attention.base + first * 3 * width + head * depth
      hot_gemm(
        path, 0, 1, length, length, depth, queries, 3 * width, queries + width, 3 * width, nil, 0, scores,
        length)
      hot_scaled_softmax(scores, length, length, length, scale)
      hot_gemm(
        path, 0, 0, length, depth, length, scores, length, queries + 2 * width, 3 * width, nil, 0,
        workspace.context.base + first * width + head * depth, width)
    }
  }

  private func normalise(
    _ x: UnsafeMutablePointer<Float>, adding added: UnsafePointer<Float>?, rows: Int, _ norm: BERTWeights.Norm
  ) {
    hot_add_layer_norm(x, added, rows, sizes.width, norm.gain, norm.shift, sizes.epsilon)
  }

  private func mean(_ states: UnsafePointer<Float>, rows: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: sizes.width)
    hot_column_sums(states, rows, sizes.width, &sums)
    return sums.map { $0 / Float(rows) }
  }
}

/// The memory of one forward pass at a time, for up to `rows` pieces; of one thread.
final class BERTWorkspace {
  let rows: Int
  let states: Buffer
  let result: Buffer
  let context: Buffer
  let attention: Buffer
  let inner: Buffer
  let scores: Buffer

  /// - Parameter longest: pieces of one sequence, at most.
  init(_ sizes: BERTConfiguration, rows: Int, longest: Int) {
    self.rows = rows
    states = Buffer(count: rows * sizes.width)
    result = Buffer(count: rows * sizes.width)
    context = Buffer(count: rows * sizes.width)
    attention = Buffer(count: rows * 3 * sizes.width)
    inner = Buffer(count: rows * sizes.inner)
    scores = Buffer(count: longest * longest)
  }
}
