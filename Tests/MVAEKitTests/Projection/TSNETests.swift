import Foundation
import Testing

@testable import MVAEKit

@Suite struct TSNETests {
  @Test(arguments: [2.0, 30, 60])
  func affinitiesHaveTheirPerplexity(_ perplexity: Double) throws {
    let search = try NearestNeighbors(EmbeddingFixture.groups(300, 6))
    let k = Int(3 * perplexity) + 1
    let weights = try TSNEAffinities.conditional(
      try search.neighbors(k: k), perplexity: perplexity, cancellation: Cancellation(), threads: nil)
    for row in 0..<300 {
      let own = weights[row * k..<(row + 1) * k].map(Double.init)
      let entropy = -own.filter { $0 > 0 }.reduce(0) { $0 + $1 * log($1) }
      // The search ends at 1e-6; exponentials are single.
      #expect(abs(exp(entropy) - perplexity) < 1e-4 * perplexity)
      #expect(abs(own.reduce(0, +) - 1) < 1e-6)
    }
  }

  @Test func jointAffinitiesAreSymmetricAndSumToOne() throws {
    let graph = try TSNEAffinities.joint(
      try NearestNeighbors(EmbeddingFixture.groups(200, 5)), perplexity: 10, cancellation: Cancellation())
    var entries: [SIMD2<Int>: Float] = [:]
    for row in 0..<200 {
      for edge in Int(graph.starts[row])..<Int(graph.starts[row + 1]) {
        entries[SIMD2(row, Int(graph.indices[edge]))] = graph.weights[edge]
      }
    }
    #expect(entries.allSatisfy { entries[SIMD2($0.key.y, $0.key.x)] == $0.value })
    #expect(abs(graph.weights.reduce(0.0) { $0 + Double($1) } - 1) < 1e-6)
  }

  /// The gradient against differences of the cost at steps of 1e-2, whose own error is of the order of 1e-4.
  @Test(arguments: [2, 3]) func theGradientIsTheSlopeOfTheDivergence(_ dimensions: Int) throws {
    let graph = try TSNEAffinities.joint(
      try NearestNeighbors(EmbeddingFixture.groups(60, 5)), perplexity: 8, cancellation: Cancellation())
    let start = EmbeddingFixture.groups(60, dimensions, distance: 2, seed: 8)
    let gradient = try descent(graph, start).gradient()
    let largest = gradient.map(abs).max() ?? 0
    for index in stride(from: 0, to: 60 * dimensions, by: 7) {
      var (before, after) = (start, start)
      before.values[index] -= 0x1p-7
      after.values[index] += 0x1p-7
      let rise = try descent(graph, after).divergence() - descent(graph, before).divergence()
      #expect(abs(rise / 0x1p-6 - Double(gradient[index])) < 1e-3 * Double(largest))
    }
  }

  private func descent(_ graph: WeightedGraph, _ start: Tensor) -> TSNEDescent {
    TSNEDescent(
      graph, start: start, TSNE.Configuration(),
      field: ExactRepulsion(rows: start.rows, dimensions: start.columns), work: EmbeddingFixture.work())
  }

  /// No worse than scikit-learn and openTSNE on the same points: their divergence, and their recall within 0.01.
  @Test func divergenceIsThatOfThePeers() throws {
    guard let reference = try ClusterReference(1000) else { return }
    let map = try TSNE(reference.points)
    for peer in ["tsne_sklearn", "tsne_open"] {
      let divergence = try reference.score(peer, "kl")
      #expect(map.divergence <= divergence)
    }
    let expected = try reference.score("tsne_sklearn", "knn_recall10") - 0.01
    let recall = try EmbeddingFixture.recall(map.coordinates, of: reference.points)
    #expect(recall >= expected)
  }

  @Test(arguments: [2, 3]) func threadsDoNotChangeBytes(_ dimensions: Int) throws {
    let values = EmbeddingFixture.groups(300, 6)
    var configuration = TSNE.Configuration()
    configuration.dimensions = dimensions
    configuration.steps = 300
    let one = try TSNE(values, configuration, threads: 1)
    for threads in [2, 3] {
      let other = try TSNE(values, configuration, threads: threads)
      #expect(other.coordinates == one.coordinates && other.divergence == one.divergence)
      let more = EmbeddingFixture.groups(40, 6, seed: 6)
      #expect(try other.place(more, threads: threads) == one.place(more, threads: 1))
    }
    configuration.seed = 2
    #expect(try TSNE(values, configuration).coordinates != one.coordinates)
  }

  /// New rows land among the neighbours they have in the data, each on its own.
  @Test func placedRowsLandAmongTheirGroup() throws {
    let values = EmbeddingFixture.groups(400, 8)
    let map = try TSNE(values)
    let more = EmbeddingFixture.groups(60, 8, seed: 77)
    let placed = try map.place(more)
    let nearest = try NearestNeighbors(map.coordinates).neighbors(of: placed, k: 5)
    for row in 0..<60 { #expect(nearest.indices(of: row).allSatisfy { Int($0) % 4 == row % 4 }) }
    let alone = try map.place(more.selecting([17]))
    #expect(Array(alone.row(0)) == Array(placed.row(17)))
  }

  @Test func equalRowsAndFewColumnsHaveAMap() throws {
    var configuration = TSNE.Configuration(rows: 40)
    configuration.steps = 60
    let equal = try TSNE(Tensor(shape: [40, 3], repeating: 2), configuration)
    #expect(equal.coordinates.values.allSatisfy(\.isFinite) && equal.divergence.isFinite)
    let line = try #require(Tensor(shape: [40, 1], values: (0..<40).map { Float($0) }))
    #expect(try TSNE(line, configuration).coordinates.shape == [40, 2])
  }

  @Test func cancellationStopsIt() throws {
    let cancellation = Cancellation()
    #expect(throws: CancellationError.self) {
      try TSNE(
        EmbeddingFixture.groups(300, 4), cancellation: cancellation,
        progress: { if $0.unit == "steps" { cancellation.cancel() } })
    }
  }

  @Test func whatHasNoMapIsNamed() throws {
    let values = EmbeddingFixture.groups(50, 4)
    var configuration = TSNE.Configuration()
    #expect(throws: ProjectionError.perplexity(30, limit: 49.0 / 3)) { try TSNE(values, configuration) }
    configuration = TSNE.Configuration(rows: 50)
    configuration.dimensions = 4
    #expect(throws: ProjectionError.dimensions(4)) { try TSNE(values, configuration) }
    #expect(throws: ProjectionError.tooFewForNeighbors(3)) { try TSNE(values.selecting([0, 1, 2])) }
    #expect(throws: NeighborError.columns(expected: 4, found: 3)) {
      try TSNE(values, TSNE.Configuration(rows: 50)).place(EmbeddingFixture.groups(5, 3))
    }
  }
}
