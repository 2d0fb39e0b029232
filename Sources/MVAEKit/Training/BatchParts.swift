/// A batch that is learned in parts whose gradients add up, so that the memory for activations does not grow with it.
///
/// Where it is cut depends on sizes alone.
struct BatchParts {
  /// Rows of one part.
  private let limit: Int
  /// Σ over the rows learned last of the KL of every latent dimension.
  private var divergenceSums: [Double] = []
  /// Rows of the part that was learned last.
  private(set) var lastCount = 0

  init(ofAtMost limit: Int) { self.limit = limit }

  /// The objective per row.
  ///
  /// - Parameter learn: one part; it leaves its gradient of the mean over the whole batch.
  mutating func learn(
    _ rows: ArraySlice<Int>, key: UInt64, _ penalty: DivergencePenalty,
    _ learn: (BatchPart) throws -> BatchPartResult
  ) rethrows -> ELBO {
    var mean = RunningELBO(penalty)
    divergenceSums = []
    for part in parts(rows, key) {
      lastCount = part.rows.count
      let result = try learn(part)
      mean.add(result.elbo, rows: lastCount)
      // Its activations say where; the next part would overwrite them.
      guard result.elbo.loss.isFinite else { break }
      add(result.divergences)
    }
    return mean.value
  }

  /// The objective per row without learning.
  func evaluate(
    _ rows: ArraySlice<Int>, key: UInt64, _ penalty: DivergencePenalty,
    _ evaluate: (BatchPart) throws -> ELBO
  ) rethrows -> ELBO {
    var mean = RunningELBO(penalty)
    for part in parts(rows, key) { mean.add(try evaluate(part), rows: part.rows.count) }
    return mean.value
  }

  /// The KL of every latent dimension, mean over the `rows` learned last.
  func divergences(rows: Int) -> [Double] { divergenceSums.map { $0 / Double(rows) } }

  private func parts(_ rows: ArraySlice<Int>, _ key: UInt64) -> [BatchPart] {
    rows.parts(ofAtMost: limit).enumerated().map { index, slice in
      BatchPart(rows: slice, batch: rows.count, key: key &+ UInt64(index), isFirst: index == 0)
    }
  }

  private mutating func add(_ divergences: [Double]) {
    if divergenceSums.isEmpty { divergenceSums = divergences.map { _ in 0 } }
    for (dimension, value) in divergences.enumerated() {
      divergenceSums[dimension] += value * Double(lastCount)
    }
  }
}

/// Rows of a batch that are worked on together.
struct BatchPart {
  let rows: ArraySlice<Int>
  /// Rows of the whole batch.
  let batch: Int
  /// Of its noise.
  let key: UInt64
  /// Later parts add their gradients to what is there.
  let isFirst: Bool

  var count: Int { rows.count }
}

/// What a part amounts to.
struct BatchPartResult {
  let elbo: ELBO
  /// KL of every latent dimension, mean over the rows.
  let divergences: [Double]
}

extension ArraySlice<Int> {
  /// Equal parts of at most `size` elements, as far as they can be equal.
  func parts(ofAtMost size: Int) -> [ArraySlice<Int>] {
    let parts = (count + size - 1) / size
    return (0..<parts).map { index in
      self[startIndex + index * count / parts..<startIndex + (index + 1) * count / parts]
    }
  }
}

extension [Block] {
  /// Rows worked on at a time where nothing asks for more: as many as have 48 MiB of activations and, about, slopes.
  var rowsOfPart: Int {
    let sizes = map { $0.outputPositions * $0.outputs }
    let values = sizes.reduce(0, +) + 2 * (sizes.max() ?? 0)
    return Swift.max(1, (12 << 20) / Swift.max(1, values))
  }
}
