import Foundation

/// The first eigenvectors, but for the constant one, of a graph's normalised Laplacian I − D^−½ W D^−½ (Ng, Jordan &
/// Weiss 2001), by subspace iteration with Chebyshev polynomials (Zhou & Saad 2007).
///
/// They are a start, found to 1e-3 of their residual.
enum SpectralStart {
  private static let roundLimit = 40
  private static let degree = 12
  private static let tolerance = 1e-3
  /// Vectors carried: a whole vector of the processor.
  private static let blockSize = 8

  /// Shape [rows, dimensions]; `nil` when the graph falls apart or has too few rows.
  static func vectors(
    of graph: WeightedGraph, dimensions: Int, seed: UInt64, cancellation: Cancellation, threads: Int?
  ) throws -> Tensor? {
    guard graph.rows > 2 * blockSize, graph.components.max() == 0 else { return nil }
    let work = BlockWork(threads: threads, cancellation: cancellation)
    let matrix = normalised(graph)
    var basis = VectorBlock(rows: graph.rows, count: blockSize)
    for row in 0..<graph.rows {
      var random = RandomSource(seed: seed, stream: UInt64(row))
      for column in 0..<blockSize { basis[row, column] = random.normal() }
    }
    let image = VectorBlock(rows: graph.rows, count: blockSize)
    var ritz = RitzPairs.none
    for _ in 0..<roundLimit {
      try work.multiply(matrix, basis, into: image)
      ritz = try RitzPairs(basis: basis, image: image, work: work)
      guard ritz.values.count > dimensions else { return nil }
      if ritz.residuals.prefix(dimensions + 1).allSatisfy({ $0 <= tolerance }) { break }
      basis = try filtered(ritz, matrix, work)
    }
    var result = Tensor(shape: [graph.rows, dimensions])
    for row in 0..<graph.rows {
      for column in 0..<dimensions {
        result.values[row * dimensions + column] = Float(ritz.vectors[row, column + 1])
      }
    }
    return result
  }

  private static func normalised(_ graph: WeightedGraph) -> SparseMatrix {
    let scales = (0..<graph.rows).map { row in
      let sum = graph.weights[Int(graph.starts[row])..<Int(graph.starts[row + 1])].reduce(0.0) {
        $0 + Double($1)
      }
      return sum > 0 ? 1 / sum.squareRoot() : 0
    }
    var values = [Double](repeating: 0, count: graph.weights.count)
    for row in 0..<graph.rows {
      for edge in Int(graph.starts[row])..<Int(graph.starts[row + 1]) {
        values[edge] = Double(graph.weights[edge]) * scales[row] * scales[Int(graph.indices[edge])]
      }
    }
    return SparseMatrix(
      trusted: graph.rows, rowStarts: graph.starts.map { Int($0) }, columnIndices: graph.indices,
      values: values)
  }

  /// T_degree of the matrix, with what lies between −1 and the smallest value of the block mapped to −1 ... 1, which
  /// stays small there and grows beyond.
  private static func filtered(_ ritz: RitzPairs, _ matrix: SparseMatrix, _ work: BlockWork) throws
    -> VectorBlock
  {
    let edge = min(0.999, ritz.values.last ?? 0)
    let (scale, shift) = (2 / (edge + 1), (1 - edge) / (edge + 1))
    var previous = ritz.vectors
    var current = VectorBlock(rows: previous.rows, count: previous.count)
    var next = ritz.images
    combine(scale, next, shift, previous, 0, previous, into: current)
    for _ in 1..<degree {
      try work.multiply(matrix, current, into: next)
      combine(2 * scale, next, 2 * shift, current, -1, previous, into: next)
      (previous, current, next) = (current, next, previous)
    }
    return current
  }

  /// target = a · x + b · y + c · z, where `target` may be one of them.
  private static func combine(
    _ a: Double, _ x: VectorBlock, _ b: Double, _ y: VectorBlock, _ c: Double, _ z: VectorBlock,
    into target: VectorBlock
  ) {
    let (first, second, third, out) = (x.row(0), y.row(0), z.row(0), target.row(0))
    for index in 0..<x.rows &* x.width {
      out[index] = a * first[index] + b * second[index] + c * third[index]
    }
  }
}
