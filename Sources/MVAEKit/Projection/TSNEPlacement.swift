import CHotLoops
import Foundation

extension TSNE {
  /// Where new rows lie among the fitted ones, which stay in place: shape [rows, dimensions].
  ///
  /// Each begins at the median of its nearest fitted rows and descends on its own, so that a row's place does not
  /// depend on the others (Poličar, Stražar & Zupan 2019, with perplexity 5).
  ///
  /// - Throws: ``NeighborError``; `CancellationError`.
  public func place(
    _ values: Tensor, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Tensor {
    let perplexity = min(5, Self.perplexityLimit(rows: search.rows + 1))
    let neighbors = try search.neighbors(
      of: values, k: min(search.rows, Int(3 * perplexity) + 1), cancellation: cancellation, threads: threads)
    let weights = try TSNEAffinities.conditional(
      neighbors, perplexity: perplexity, cancellation: cancellation, threads: threads)
    let graph = WeightedGraph(
      starts: (0...neighbors.rows).map { Int64($0 * neighbors.k) }, indices: neighbors.indices,
      weights: weights)
    let work = EmbeddingWork(threads: threads, cancellation: cancellation)
    let fixed = Buffer(coordinates.values)
    let field = Self.field(rows: search.rows, dimensions: configuration.dimensions, work: work)
    try field.charge(fixed)
    let descent = PlacementDescent(
      graph: graph, fixed: fixed, field: field, work: work,
      points: Buffer(try medians(of: neighbors, cancellation)), dimensions: configuration.dimensions)
    try descent.run(progress)
    return Tensor(shape: [values.rows, configuration.dimensions], values: descent.points.values)
      ?? Tensor(shape: [0, configuration.dimensions])
  }

  /// Summed exactly for few rows and in space, through a grid for many.
  static func field(rows: Int, dimensions: Int, work: EmbeddingWork) -> any Repulsion {
    dimensions == 3 || rows <= ExactRepulsion.preferredRows
      ? ExactRepulsion(rows: rows, dimensions: dimensions) : GridRepulsion(rows: rows, work: work)
  }

  /// The median of the neighbours' places, axis by axis.
  private func medians(of neighbors: Neighbors, _ cancellation: Cancellation) throws -> [Float] {
    let dimensions = configuration.dimensions
    return try (0..<neighbors.rows).flatMap { row in
      if row % 256 == 0 { try cancellation.check() }
      return (0..<dimensions).map { axis in
        let sorted = neighbors.indices(of: row).map { coordinates.values[Int($0) * dimensions + axis] }
          .sorted()
        return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
      }
    }
  }
}

/// Descent of new points in the field of fixed ones.
private struct PlacementDescent {
  let graph: WeightedGraph
  let fixed: Buffer
  let field: any Repulsion
  let work: EmbeddingWork
  let points: Buffer
  let dimensions: Int

  private static let steps = 250
  private static let rate: Float = 0.1
  private static let momentum: Float = 0.8

  func run(_ progress: ProgressHandler) throws {
    let attraction = Buffer(count: points.count)
    let repulsion = Buffer(count: points.count)
    let velocity = Buffer(count: points.count)
    for step in 0..<Self.steps {
      try work.blocks(of: graph.rows, step: field.step) { range in
        advance(range, attraction.base, repulsion.base, velocity.base)
      }
      if (step + 1) % 10 == 0 {
        progress(WorkProgress(completed: step + 1, total: Self.steps, unit: "steps"))
      }
    }
  }

  private func advance(
    _ range: Range<Int>, _ attraction: UnsafeMutablePointer<Float>, _ repulsion: UnsafeMutablePointer<Float>,
    _ velocity: UnsafeMutablePointer<Float>
  ) {
    hot_attraction(
      dimensions, points.base, fixed.base, graph.starts, graph.indices, graph.weights, range.lowerBound,
      range.count, attraction)
    withUnsafeTemporaryAllocation(of: Double.self, capacity: range.count) { normalisers in
      guard let base = normalisers.baseAddress else { return }
      let offset = range.lowerBound * dimensions
      field.feel(
        at: points.base + offset, count: range.count, forces: repulsion + offset, normalisers: base)
      for (row, normaliser) in zip(range, normalisers) {
        // Far from every point nothing repels.
        let share = Float(1 / max(normaliser, 1e-12))
        for index in row * dimensions..<(row + 1) * dimensions {
          let gradient = 4 * (attraction[index] - share * repulsion[index])
          velocity[index] = Self.momentum * velocity[index] - Self.rate * gradient
          points.base[index] += velocity[index]
        }
      }
    }
  }
}
