import Foundation
import Testing

@testable import MVAEKit

@Suite struct UMAPTests {
  /// umap-learn 0.5's `find_ab_params(1, min_dist)`, by SciPy's least squares, which ends at changes of 1e-8 of the error.
  @Test(arguments: [
    (0, 1.93280839734315, 0.7904949732233831), (0.1, 1.5769434602697652, 0.8950608778515733),
    (0.5, 0.5830300203414425, 1.3341669924314914), (1, 0.11497568327441922, 1.929237144081752),
  ])
  func theCurveIsFitted(_ distance: Double, _ a: Double, _ b: Double) {
    let curve = UMAPCurve(minimumDistance: distance)
    #expect(abs(curve.a - a) < 1e-5 && abs(curve.b - b) < 1e-5)
  }

  @Test func membershipsSumToTheLogarithm() throws {
    let neighbors = try NearestNeighbors(EmbeddingFixture.groups(200, 6)).neighbors(k: 14)
    let weights = try FuzzyNeighbors.memberships(
      neighbors, total: log2(15), hasNearest: true, cancellation: Cancellation(), threads: nil)
    for row in 0..<200 {
      let own = weights[row * 14..<(row + 1) * 14].map(Double.init)
      #expect(own[0] == 1 && zip(own, own.dropFirst()).allSatisfy { $0 >= $1 })
      // The bisection ends at 1e-5; weights are single.
      #expect(abs(own.reduce(0, +) - log2(15)) < 2e-5)
    }
  }

  /// A circle of rows: the first eigenvectors are a cosine and a sine of the angle, so that the start is a circle.
  @Test func aCircleStartsAsOne() throws {
    let rows = 120
    var circle = Tensor(shape: [rows, 2])
    for row in 0..<rows {
      let angle = 2 * Double.pi * Double(row) / Double(rows)
      circle.values[2 * row] = Float(cos(angle))
      circle.values[2 * row + 1] = Float(sin(angle))
    }
    let graph = try FuzzyNeighbors.graph(try NearestNeighbors(circle), k: 7, cancellation: Cancellation())
    let start = try #require(
      try SpectralStart.vectors(
        of: graph, dimensions: 2, seed: 1, cancellation: Cancellation(), threads: nil))
    // Two vectors of length 1 in 120 rows: radius √(2/120). Ties of equal distances bend it a little.
    for row in 0..<rows {
      let radius =
        Double(start.values[2 * row] * start.values[2 * row])
        + Double(start.values[2 * row + 1] * start.values[2 * row + 1])
      #expect(abs(radius.squareRoot() - (2.0 / 120).squareRoot()) < 0.01)
    }
  }

  /// No worse than umap-learn on the same points, within 0.01.
  @Test func neighborsAreKeptAsByThePeer() throws {
    guard let reference = try ClusterReference(1000) else { return }
    let map = try UMAP(reference.points)
    #expect(map.start == .spectral && map.epochs == 500)
    let quality = try MapQuality(
      of: map.coordinates, showing: reference.points, k: 10, labels: reference.truth.map { "\($0)" })
    let recall = try reference.score("umap_learn", "knn_recall10")
    let agreement = try reference.score("umap_learn", "label_agreement10")
    #expect(quality.neighborRecall >= recall - 0.01)
    #expect(try #require(quality.labelAgreement) >= agreement - 0.01)
  }

  @Test(arguments: [2, 3]) func threadsDoNotChangeBytes(_ dimensions: Int) throws {
    let values = EmbeddingFixture.groups(500, 6)
    var configuration = UMAP.Configuration()
    configuration.dimensions = dimensions
    configuration.epochs = 100
    let one = try UMAP(values, configuration, threads: 1)
    for threads in [2, 3] {
      let other = try UMAP(values, configuration, threads: threads)
      #expect(other.coordinates == one.coordinates)
      let more = EmbeddingFixture.groups(40, 6, seed: 6)
      #expect(try other.place(more, threads: threads) == one.place(more, threads: 1))
    }
    configuration.seed = 2
    #expect(try UMAP(values, configuration).coordinates != one.coordinates)
  }

  @Test func placedRowsLandAmongTheirGroup() throws {
    let map = try UMAP(EmbeddingFixture.groups(400, 8))
    let placed = try map.place(EmbeddingFixture.groups(60, 8, seed: 77))
    let nearest = try NearestNeighbors(map.coordinates).neighbors(of: placed, k: 5)
    for row in 0..<60 { #expect(nearest.indices(of: row).allSatisfy { Int($0) % 4 == row % 4 }) }
  }

  @Test func whatFallsApartBeginsAtPrincipalComponents() throws {
    let map = try UMAP(EmbeddingFixture.groups(120, 4, distance: 1000))
    #expect(map.start == .principalComponents(parts: 4))
    #expect(map.coordinates.values.allSatisfy { $0.isFinite })
    let equal = try UMAP(Tensor(shape: [30, 3], repeating: 1))
    #expect(equal.coordinates.values.allSatisfy { $0.isFinite })
    let few = try UMAP(EmbeddingFixture.groups(5, 1), UMAP.Configuration(rows: 5))
    #expect(few.coordinates.shape == [5, 2])
  }

  @Test func cancellationStopsIt() throws {
    let cancellation = Cancellation()
    #expect(throws: CancellationError.self) {
      try UMAP(
        EmbeddingFixture.groups(300, 4), cancellation: cancellation,
        progress: { if $0.unit == "epochs" { cancellation.cancel() } })
    }
  }

  @Test func whatHasNoMapIsNamed() throws {
    let values = EmbeddingFixture.groups(50, 4)
    var configuration = UMAP.Configuration()
    configuration.neighbors = 51
    #expect(throws: ProjectionError.neighbors(51, limit: 50)) { try UMAP(values, configuration) }
    configuration = UMAP.Configuration()
    configuration.minimumDistance = 2
    #expect(throws: ProjectionError.minimumDistance(2)) { try UMAP(values, configuration) }
    configuration = UMAP.Configuration()
    configuration.epochs = 0
    #expect(throws: ProjectionError.steps(0)) { try UMAP(values, configuration) }
  }
}
