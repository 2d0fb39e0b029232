import CHotLoops
import Foundation

/// How much rows are each other's neighbours: p(j|i) = exp(−β_i d²_ij) / Σ over the neighbours, with β_i such that
/// the row's entropy is ln(perplexity) (van der Maaten & Hinton 2008, eq. 1).
enum TSNEAffinities {
  /// p_ij = (p(j|i) + p(i|j)) / 2n.
  static func joint(
    _ search: NearestNeighbors, perplexity: Double, cancellation: Cancellation,
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> WeightedGraph {
    let neighbors = try search.neighbors(
      k: min(search.rows - 1, Int(3 * perplexity) + 1), cancellation: cancellation, progress: progress,
      threads: threads)
    let weights = try conditional(
      neighbors, perplexity: perplexity, cancellation: cancellation, threads: threads)
    let scale = 1 / (2 * Float(search.rows))
    return try WeightedGraph(joining: neighbors, weights: weights, cancellation: cancellation) {
      ($0 + $1) * scale
    }
  }

  /// p(j|i) of every neighbour, shape [rows, k]; equal ones where all distances are.
  static func conditional(
    _ neighbors: Neighbors, perplexity: Double, cancellation: Cancellation, threads: Int?
  ) throws -> [Float] {
    let k = neighbors.k
    let step = 256
    let parts = try Parallel.map(
      count: (neighbors.rows + step - 1) / step, threads: threads, cancellation: cancellation
    ) { block in
      let range = block * step..<min(neighbors.rows, (block + 1) * step)
      var scratch = [Float](repeating: 0, count: 2 * (k + 15))
      var weights = [Float](repeating: 0, count: range.count * k)
      neighbors.squaredDistances.withUnsafeBufferPointer { squares in
        weights.withUnsafeMutableBufferPointer { weights in
          guard let from = squares.baseAddress, let out = weights.baseAddress else { return }
          for (offset, row) in range.enumerated() {
            _ = hot_perplexity(from + row * k, k, log(perplexity), &scratch, out + offset * k)
          }
        }
      }
      return weights
    }
    return parts.flatMap { $0 }
  }
}
