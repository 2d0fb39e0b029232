import Testing

@testable import MVAEKit

@Suite struct RepulsionTests {
  /// Sums in double over all pairs; the field's are single, in lanes.
  @Test(arguments: [2, 3]) func exactSumsAreThoseOfAllPairs(_ dimensions: Int) throws {
    let points = EmbeddingFixture.groups(77, dimensions, distance: 9)
    let found = try felt(ExactRepulsion(rows: 77, dimensions: dimensions), points)
    let expected = sums(points)
    #expect(error(found.forces, expected.forces) < 1e-6)
    #expect(error(found.normalisers, expected.normalisers) < 1e-6)
  }

  /// Nodes are a third apart and interpolation is cubic: single forces are within 5 % of the largest (the mean error
  /// is below 0.3 % of it), Z within 0.1 %, from a start of 1e-4 to maps a hundred across.
  @Test(arguments: [1e-4, 1, 20, 100] as [Float]) func theGridIsCloseToTheSums(_ span: Float) throws {
    var random = RandomSource(seed: 4)
    var points = Tensor(shape: [1500, 2])
    for index in points.values.indices { points.values[index] = Float(random.uniform()) * span }
    let grid = GridRepulsion(rows: 1500, work: EmbeddingFixture.work())
    let found = try felt(grid, points)
    let expected = sums(points)
    #expect(error(found.forces, expected.forces) < 0.05)
    let largest = expected.forces.map(abs).max() ?? 1
    let mean = zip(found.forces, expected.forces).reduce(0) { $0 + abs($1.0 - $1.1) } / 3000
    #expect(mean < 0.003 * largest)
    let own = points.values.withUnsafeBufferPointer { places in
      places.baseAddress.map { grid.own(at: $0, count: 1500) }
    }
    let z = found.normalisers.reduce(0, +) - (try #require(own))
    let exact = expected.normalisers.reduce(0, +) - 1500
    #expect(abs(z - exact) < 1e-3 * exact, "\(z) for \(exact)")
  }

  @Test func threadsDoNotChangeTheGrid() throws {
    let points = EmbeddingFixture.groups(4000, 2, distance: 30)
    let one = try felt(GridRepulsion(rows: 4000, work: EmbeddingFixture.work()), points)
    for threads in [2, 3] {
      let other = try felt(
        GridRepulsion(rows: 4000, work: EmbeddingFixture.work(threads: threads)), points)
      #expect(other.forces == one.forces && other.normalisers == one.normalisers)
    }
  }

  /// A whole descent through the grid ends as well as one through sums: their divergences differ by what roundings do to
  /// a descent, a few hundredths.
  @Test func aDescentThroughTheGridIsAsGood() throws {
    let values = EmbeddingFixture.groups(500, 6)
    let graph = try TSNEAffinities.joint(
      try NearestNeighbors(values), perplexity: 20, cancellation: Cancellation())
    var start = try EmbeddingStart.principalComponents(
      values, dimensions: 2, cancellation: Cancellation())
    EmbeddingStart.scale(&start, deviation: 1e-4)
    let work = EmbeddingFixture.work()
    let fields: [any Repulsion] = [
      ExactRepulsion(rows: 500, dimensions: 2), GridRepulsion(rows: 500, work: work),
    ]
    let ends = try fields.map { field in
      let descent = TSNEDescent(graph, start: start, TSNE.Configuration(), field: field, work: work)
      try descent.run { _ in }
      return try descent.divergence()
    }
    #expect(abs(ends[1] - ends[0]) < 0.05 * ends[0])
  }

  private struct Felt {
    var forces: [Double] = []
    var normalisers: [Double] = []
  }

  private func felt(_ field: any Repulsion, _ points: Tensor) throws -> Felt {
    let places = Buffer(points.values)
    let forces = Buffer(count: points.values.count)
    var normalisers = [Double](repeating: 0, count: points.rows)
    try field.charge(places)
    withExtendedLifetime(places) {
      field.feel(at: places.base, count: points.rows, forces: forces.base, normalisers: &normalisers)
    }
    return Felt(
      forces: forces.values.prefix(points.values.count).map(Double.init), normalisers: normalisers)
  }

  private func sums(_ points: Tensor) -> Felt {
    var result = Felt()
    for i in 0..<points.rows {
      var force = [Double](repeating: 0, count: points.columns)
      var normaliser = 0.0
      for j in 0..<points.rows {
        let difference = zip(points.row(i), points.row(j)).map { Double($0) - Double($1) }
        let q = 1 / (1 + difference.reduce(0) { $0 + $1 * $1 })
        normaliser += q
        for axis in force.indices { force[axis] += q * q * difference[axis] }
      }
      result.forces += force
      result.normalisers.append(normaliser)
    }
    return result
  }

  /// The largest difference relative to the largest value.
  private func error(_ found: [Double], _ expected: [Double]) -> Double {
    let largest = expected.map(abs).max() ?? 1
    return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) } / largest
  }
}
