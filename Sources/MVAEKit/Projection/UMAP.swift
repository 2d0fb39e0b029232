import Foundation

/// Uniform manifold approximation and projection (McInnes, Healy & Melville 2018).
///
/// The fuzzy graph of the nearest neighbours, a spectral start, and epochs of attraction along edges drawn by their
/// weight and of repulsion from five random points each, as umap-learn. Unlike there an epoch moves points in
/// ``UMAPLayout/batches`` fixed batches that see the others as the batch before left them, and random numbers
/// are counted, not drawn in turn: the same seed and data give the same bytes at any number of threads.
public struct UMAP: Sendable {
  public struct Configuration: Sendable, Equatable {
    /// 2 or 3.
    public var dimensions = 2
    /// Neighbours of a row, itself among them.
    public var neighbors = 15
    /// Below this distance in the map similarity is 1, 0 ... 1.
    public var minimumDistance = 0.1
    /// `nil`: 500 up to 10,000 rows, 200 beyond.
    public var epochs: Int?
    public var seed: UInt64 = 1

    public init() {}

    /// The defaults for so many rows: of few all are neighbours.
    public init(rows: Int, seed: UInt64 = 1) {
      neighbors = min(neighbors, max(2, rows))
      self.seed = seed
    }
  }

  /// Where the points began.
  public enum Start: Sendable, Equatable {
    case spectral
    /// The graph of neighbours falls into so many parts, or is too small for the Laplacian.
    case principalComponents(parts: Int)
  }

  public let configuration: Configuration
  /// Shape [rows, dimensions].
  public let coordinates: Tensor
  public let start: Start
  /// Epochs that were run.
  public let epochs: Int
  let search: NearestNeighbors
  let curve: UMAPCurve

  /// Fits `values`, shape [rows, columns].
  ///
  /// - Throws: ``ProjectionError``, ``NeighborError``; `CancellationError`.
  public init(
    _ values: Tensor, _ configuration: Configuration = Configuration(),
    cancellation: Cancellation = Cancellation(), progress: @escaping ProgressHandler = { _ in },
    threads: Int? = nil
  ) throws {
    try Self.check(values, configuration)
    self.configuration = configuration
    epochs = configuration.epochs ?? (values.rows <= 10_000 ? 500 : 200)
    search = try NearestNeighbors(values)
    curve = UMAPCurve(minimumDistance: configuration.minimumDistance)
    let graph = try FuzzyNeighbors.graph(
      search, k: configuration.neighbors, cancellation: cancellation, progress: progress, threads: threads)
    let vectors = try SpectralStart.vectors(
      of: graph, dimensions: configuration.dimensions, seed: configuration.seed, cancellation: cancellation,
      threads: threads)
    start = vectors == nil ? .principalComponents(parts: (graph.components.max() ?? 0) + 1) : .spectral
    let first =
      try vectors
      ?? EmbeddingStart.principalComponents(
        values, dimensions: configuration.dimensions, cancellation: cancellation)
    let layout = UMAPLayout(
      graph: graph, curve: curve, seed: configuration.seed,
      work: EmbeddingWork(threads: threads, cancellation: cancellation))
    coordinates = try layout.run(
      from: EmbeddingStart.spread(first, seed: configuration.seed), epochs: epochs, progress)
  }

  private static func check(_ values: Tensor, _ configuration: Configuration) throws {
    guard values.shape.count == 2, values.rows >= 4 else {
      throw ProjectionError.tooFewForNeighbors(values.shape.count == 2 ? values.rows : 0)
    }
    guard (2...3).contains(configuration.dimensions) else {
      throw ProjectionError.dimensions(configuration.dimensions)
    }
    guard configuration.neighbors >= 2, configuration.neighbors <= values.rows else {
      throw ProjectionError.neighbors(configuration.neighbors, limit: values.rows)
    }
    guard (0...1).contains(configuration.minimumDistance) else {
      throw ProjectionError.minimumDistance(configuration.minimumDistance)
    }
    if let epochs = configuration.epochs, epochs < 1 { throw ProjectionError.steps(epochs) }
  }

  /// Where new rows lie among the fitted ones, which stay in place: shape [rows, dimensions].
  ///
  /// Each begins at the weighted mean of its nearest fitted rows and moves for a third of the epochs (umap-learn's
  /// `transform`).
  ///
  /// - Throws: ``NeighborError``; `CancellationError`.
  public func place(
    _ values: Tensor, cancellation: Cancellation = Cancellation(),
    progress: @escaping ProgressHandler = { _ in }, threads: Int? = nil
  ) throws -> Tensor {
    let neighbors = try search.neighbors(
      of: values, k: min(configuration.neighbors, search.rows), cancellation: cancellation, threads: threads)
    let weights = try FuzzyNeighbors.memberships(
      neighbors, total: log2(Double(configuration.neighbors)), hasNearest: false, cancellation: cancellation,
      threads: threads)
    let layout = UMAPLayout(
      graph: WeightedGraph(
        starts: (0...neighbors.rows).map { Int64($0 * neighbors.k) }, indices: neighbors.indices,
        weights: weights),
      curve: curve, seed: configuration.seed,
      work: EmbeddingWork(threads: threads, cancellation: cancellation))
    return try layout.run(
      from: means(neighbors, weights), among: coordinates, epochs: max(1, epochs / 3), progress)
  }

  /// The weighted mean of the neighbours' places.
  private func means(_ neighbors: Neighbors, _ weights: [Float]) -> Tensor {
    let dimensions = configuration.dimensions
    var result = Tensor(shape: [neighbors.rows, dimensions])
    for row in 0..<neighbors.rows {
      let own = row * neighbors.k..<(row + 1) * neighbors.k
      let total = own.reduce(0.0) { $0 + Double(weights[$1]) }
      for axis in 0..<dimensions {
        let sum = own.reduce(0.0) { sum, index in
          let place = coordinates.values[Int(neighbors.indices[index]) * dimensions + axis]
          return sum + Double(weights[index]) * Double(place)
        }
        result.values[row * dimensions + axis] = Float(sum / max(total, .leastNormalMagnitude))
      }
    }
    return result
  }
}
