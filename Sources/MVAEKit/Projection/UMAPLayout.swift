import CHotLoops

/// Epochs of UMAP over a graph.
struct UMAPLayout {
  let graph: WeightedGraph
  let curve: UMAPCurve
  let seed: UInt64
  let work: EmbeddingWork

  /// Parts of an epoch: rows i with i mod `batches` = 0 move first, then those with 1, and so on.
  static let batches = 4
  private static let negatives: Int32 = 5

  /// All points move, from `start`, shape [rows, dimensions].
  func run(from start: Tensor, epochs: Int, _ progress: ProgressHandler) throws -> Tensor {
    let points = Buffer(start.values)
    try run(points, among: points, population: start.rows, start.columns, epochs, rate: 1, progress)
    return Tensor(shape: start.shape, values: points.values) ?? start
  }

  /// New points move among `fixed` ones, with a quarter of the rate.
  func run(from start: Tensor, among fixed: Tensor, epochs: Int, _ progress: ProgressHandler) throws -> Tensor
  {
    let points = Buffer(start.values)
    try run(
      points, among: Buffer(fixed.values), population: fixed.rows, start.columns, epochs, rate: 0.25, progress
    )
    return Tensor(shape: start.shape, values: points.values) ?? start
  }

  private func run(
    _ points: Buffer, among others: Buffer, population: Int, _ dimensions: Int, _ epochs: Int, rate: Float,
    _ progress: ProgressHandler
  ) throws {
    let next = Buffer(count: points.count)
    let heaviest = graph.weights.max() ?? 1
    let rates = graph.weights.map { $0 / max(heaviest, .leastNormalMagnitude) }
    let movesEnds = others === points
    let batches = movesEnds ? Self.batches : 1
    var random = RandomSource(seed: seed, stream: 1)
    var umap = hot_umap()
    umap.points = UnsafePointer(points.base)
    umap.others = UnsafePointer(others.base)
    umap.population = population
    umap.edges = rates.count
    (umap.a, umap.b) = (Float(curve.a), Float(curve.b))
    umap.negatives = Self.negatives
    umap.moves_ends = movesEnds ? 1 : 0
    umap.key = random.next()
    try graph.starts.withUnsafeBufferPointer { starts in
      try graph.indices.withUnsafeBufferPointer { indices in
        try rates.withUnsafeBufferPointer { rates in
          (umap.starts, umap.indices, umap.rates) = (
            starts.baseAddress, indices.baseAddress, rates.baseAddress
          )
          for epoch in 0..<epochs {
            umap.epoch = epoch
            umap.rate = rate * (1 - Float(epoch) / Float(epochs))
            for batch in 0..<batches {
              try move(umap, points, next, dimensions, first: batch, stride: batches)
            }
            progress(WorkProgress(completed: epoch + 1, total: epochs, unit: "epochs"))
          }
        }
      }
    }
  }

  private func move(
    _ umap: hot_umap, _ points: Buffer, _ next: Buffer, _ dimensions: Int, first: Int, stride: Int
  ) throws {
    let count = max(0, (graph.rows - first + stride - 1) / stride)
    try work.blocks(of: count, step: 256) { range in
      withUnsafePointer(to: umap) {
        hot_umap_move(
          dimensions, $0, first + range.lowerBound * stride, stride, range.count,
          next.base + range.lowerBound * dimensions)
      }
    }
    for row in 0..<count {
      let (target, source) = ((first &+ row &* stride) &* dimensions, row &* dimensions)
      for axis in 0..<dimensions { points.base[target &+ axis] = next.base[source &+ axis] }
    }
  }
}
