import CHotLoops

/// The leading eigenvectors of a normalised graph by subspace iteration with Chebyshev's filter (Zhou, Saad, Tiago &
/// Chelikowsky 2006): eigenvalues lie in [−1, 1], and what is below the block's least Ritz value is damped.
///
/// A block finds the equal eigenvalues of a graph in several parts, which a single Lanczos vector cannot.
struct GraphEigenvectors {
  private let graph: NeighborGraph
  private let count: Int
  /// Vectors of the block, a multiple of 8.
  private let width: Int
  private let threads: Int?
  private let cancellation: Cancellation
  /// [row][vector].
  private var block: [Double]

  static let roundLimit = 60
  private static let degree = 16
  /// ‖S x − θ x‖ of every wanted vector at which iteration ends.
  private static let tolerance = 1e-5

  init(_ graph: NeighborGraph, count: Int, seed: UInt64, threads: Int?, cancellation: Cancellation) throws {
    self.graph = graph
    self.count = count
    width = (count + 4 + 7) / 8 * 8
    self.threads = threads
    self.cancellation = cancellation
    var random = RandomSource(seed: seed)
    block = []
    block.reserveCapacity(graph.rows * width)
    for row in 0..<graph.rows {
      if row % 4096 == 0 { try cancellation.check() }
      for _ in 0..<width { block.append(random.normal()) }
    }
  }

  /// Shape [rows, count]; after the last round the vectors are as good as they are.
  mutating func solve(progress: (Int, Double) -> Void) throws -> Tensor {
    try orthonormalise()
    for round in 1...Self.roundLimit {
      let ritz = try rayleighRitz()
      progress(round, ritz.residual)
      if ritz.residual < Self.tolerance { break }
      try filter(below: min(ritz.least, 0.999))
      try orthonormalise()
    }
    var result = Tensor(shape: [graph.rows, count])
    for row in 0..<graph.rows {
      for vector in 0..<count { result.values[row * count + vector] = Float(block[row * width + vector]) }
    }
    return result
  }

  private struct Ritz {
    /// The least Ritz value of the block.
    let least: Double
    /// The greatest residual of a wanted vector.
    let residual: Double
  }

  /// Turns the block to its Ritz vectors, greatest value first.
  private mutating func rayleighRitz() throws -> Ritz {
    var image = try product(block, scale: 1, shift: 0, damping: 0, previous: block)
    let small = try gram(block, image)
    guard let eigen = SymmetricEigen(symmetric(small), size: width) else {
      throw ClusteringError.noConvergence
    }
    var turn = [Double](repeating: 0, count: width * width)
    for (column, vector) in eigen.vectors.enumerated() {
      for row in 0..<width { turn[row * width + column] = vector[row] }
    }
    try Self.turn(&block, by: turn, rows: graph.rows, width: width, cancellation)
    try Self.turn(&image, by: turn, rows: graph.rows, width: width, cancellation)
    var squares = [Double](repeating: 0, count: count)
    for row in 0..<graph.rows {
      for vector in 0..<count {
        let difference = image[row * width + vector] - eigen.values[vector] * block[row * width + vector]
        squares[vector] += difference * difference
      }
    }
    return Ritz(
      least: eigen.values[width - 1], residual: (squares.max() ?? 0).squareRoot())
  }

  /// Chebyshev's polynomial of the interval [−1, bound], where it stays within ±1 while it grows above.
  private mutating func filter(below bound: Double) throws {
    let centre = (bound - 1) / 2
    let radius = max(1e-3, (bound + 1) / 2)
    var previous = block
    var current = try product(previous, scale: 1 / radius, shift: centre, damping: 0, previous: previous)
    for _ in 1..<Self.degree {
      let next = try product(current, scale: 2 / radius, shift: centre, damping: 1, previous: previous)
      previous = current
      current = next
    }
    block = current
  }

  /// Gram-Schmidt through the Gram matrix: its eigenvectors, scaled, make the columns orthonormal. Twice, since one round
  /// leaves what rounding has left.
  private mutating func orthonormalise() throws {
    for _ in 0..<2 {
      let small = try gram(block, block)
      guard let eigen = SymmetricEigen(symmetric(small), size: width) else {
        throw ClusteringError.noConvergence
      }
      let greatest = eigen.values[0]
      var turn = [Double](repeating: 0, count: width * width)
      for (column, vector) in eigen.vectors.enumerated() {
        // Of fewer rows than vectors some directions do not exist.
        let value = eigen.values[column]
        let scale = value > greatest * 1e-28 ? 1 / value.squareRoot() : 0
        for row in 0..<width { turn[row * width + column] = vector[row] * scale }
      }
      try Self.turn(&block, by: turn, rows: graph.rows, width: width, cancellation)
    }
  }

  private func symmetric(_ matrix: [Double]) -> [Double] {
    matrix.indices.map { 0.5 * (matrix[$0] + matrix[$0 % width * width + $0 / width]) }
  }

  /// Rows of a few milliseconds, the same at any number of threads.
  private var pieces: [Range<Int>] {
    let step = max(1, (4 << 20) / (width * 24))
    return stride(from: 0, to: graph.rows, by: step).map { $0..<min(graph.rows, $0 + step) }
  }

  private func product(
    _ x: [Double], scale: Double, shift: Double, damping: Double, previous: [Double]
  ) throws -> [Double] {
    let pieces = pieces
    var result = [Double](repeating: 0, count: x.count)
    try result.withUnsafeMutableBufferPointer { result in
      // Pieces are disjoint rows.
      nonisolated(unsafe) let out = result.baseAddress
      _ = try Parallel.map(count: pieces.count, threads: threads, cancellation: cancellation) { index in
        guard let out else { return }
        hot_graph_step(
          Int32(HOT_PATH_BEST), graph.offsets, graph.indices, graph.weights, pieces[index].lowerBound,
          pieces[index].upperBound, width, x, scale, shift, damping, previous, out)
      }
    }
    return result
  }

  private func gram(_ a: [Double], _ b: [Double]) throws -> [Double] {
    let pieces = pieces
    let parts = try Parallel.map(count: pieces.count, threads: threads, cancellation: cancellation) { index in
      var part = [Double](repeating: 0, count: width * width)
      a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { b in
          guard let left = a.baseAddress, let right = b.baseAddress else { return }
          let first = pieces[index].lowerBound * width
          hot_block_gram(
            Int32(HOT_PATH_BEST), left + first, right + first, pieces[index].count, width, &part)
        }
      }
      return part
    }
    return parts.dropFirst().reduce(parts[0]) { sum, part in zip(sum, part).map { $0 + $1 } }
  }

  private static func turn(
    _ x: inout [Double], by turn: [Double], rows: Int, width: Int, _ cancellation: Cancellation
  ) throws {
    var scratch = [Double](repeating: 0, count: width)
    let step = max(1, (8 << 20) / (width * width))
    try x.withUnsafeMutableBufferPointer { x in
      guard let base = x.baseAddress else { return }
      for first in stride(from: 0, to: rows, by: step) {
        try cancellation.check()
        hot_block_turn(
          Int32(HOT_PATH_BEST), base + first * width, min(step, rows - first), width, turn, &scratch)
      }
    }
  }
}
