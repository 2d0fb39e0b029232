import Testing

@testable import MVAEKit

@Suite struct NearestNeighborsTests {
  /// Many sizes around the blocks' edges, in few and in many columns, against sorting all distances in double.
  @Test(arguments: [(2, 1, 1), (65, 3, 64), (300, 32, 15), (1100, 2, 10), (130, 700, 5)])
  func neighborsAreThoseOfSortedDistances(_ rows: Int, _ columns: Int, _ k: Int) throws {
    let values = cloud(rows, columns)
    let found = try NearestNeighbors(values).neighbors(k: k)
    #expect(found.rows == rows && found.k == k)
    for row in 0..<rows {
      let expected = sorted(values, from: values, row).filter { $0.index != row }.prefix(k)
      #expect(found.indices(of: row).map { Int($0) } == expected.map(\.index), "row \(row)")
      for (distance, other) in zip(found.squaredDistances(of: row), expected) {
        #expect(abs(distance - other.distance) <= 1e-14 * other.distance)
      }
    }
  }

  @Test func queriesFindFittedRows() throws {
    let values = cloud(500, 8)
    let queries = cloud(70, 8, seed: 9)
    let found = try NearestNeighbors(values).neighbors(of: queries, k: 7)
    for row in 0..<70 {
      let expected = sorted(values, from: queries, row).prefix(7).map(\.index)
      #expect(found.indices(of: row).map { Int($0) } == expected)
    }
    let own = try NearestNeighbors(values).neighbors(of: values, k: 1)
    #expect(own.indices == (0..<500).map { Int32($0) } && own.squaredDistances.allSatisfy { $0 == 0 })
  }

  /// Single precision alone cannot tell these: far from the origin, near each other, or equal.
  @Test func nearAndEqualRowsAreToldApart() throws {
    var near = Tensor(shape: [200, 4])
    for row in 0..<200 { near.values[row * 4] = 1000 + Float(row) * 0x1p-13 }
    near.values[3] = 1e6  // one outlier sets the scale
    let found = try NearestNeighbors(near).neighbors(k: 2)
    #expect(Array(found.indices(of: 100)) == [99, 101])
    #expect(Array(found.squaredDistances(of: 100)) == [0x1p-26, 0x1p-26])
    let equal = try NearestNeighbors(Tensor(shape: [100, 3], repeating: 5)).neighbors(k: 3)
    #expect(Array(equal.indices(of: 50)) == [0, 1, 2] && Array(equal.indices(of: 1)) == [0, 2, 3])
    var huge = Tensor(shape: [50, 2])
    for row in 0..<50 { huge.values[row * 2] = Float(row) * 0x1p120 }
    #expect(Array(try NearestNeighbors(huge).neighbors(k: 2).indices(of: 20)) == [19, 21])
  }

  @Test func threadsDoNotChangeBytes() throws {
    let search = try NearestNeighbors(cloud(700, 16))
    let one = try search.neighbors(k: 12, threads: 1)
    #expect(try search.neighbors(k: 12, threads: 2) == one)
    #expect(try search.neighbors(k: 12, threads: 3) == one)
  }

  @Test func whatCannotBeSearchedIsNamed() throws {
    let search = try NearestNeighbors(cloud(10, 2))
    #expect(throws: NeighborError.count(10, limit: 9)) { try search.neighbors(k: 10) }
    #expect(throws: NeighborError.columns(expected: 2, found: 3)) {
      try search.neighbors(of: cloud(4, 3), k: 1)
    }
    var broken = cloud(10, 2)
    broken.values[7] = .nan
    #expect(throws: NeighborError.notFinite(row: 3, column: 1)) { try NearestNeighbors(broken) }
    #expect(throws: NeighborError.shape([0, 2])) { try NearestNeighbors(Tensor(shape: [0, 2])) }
  }

  @Test func cancellationStopsTheSearch() throws {
    let cancellation = Cancellation()
    let search = try NearestNeighbors(cloud(5000, 16))
    #expect(throws: CancellationError.self) {
      try search.neighbors(k: 5, cancellation: cancellation, progress: { _ in cancellation.cancel() })
    }
  }

  private func cloud(_ rows: Int, _ columns: Int, seed: UInt64 = 3) -> Tensor {
    var random = RandomSource(seed: seed)
    var values = Tensor(shape: [rows, columns])
    for index in values.values.indices { values.values[index] = Float(random.normal() + 2) }
    return values
  }

  private func sorted(_ values: Tensor, from queries: Tensor, _ row: Int) -> [(index: Int, distance: Double)]
  {
    (0..<values.rows).map { other in
      (
        other,
        zip(values.row(other), queries.row(row)).reduce(0.0) {
          $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
        }
      )
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }
}
