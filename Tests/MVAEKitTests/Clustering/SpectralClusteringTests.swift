import Foundation
import Testing

@testable import MVAEKit

@Suite struct SpectralClusteringTests {
  /// Two rings, one within the other: no straight line parts them.
  private var rings: Tensor {
    let values = (0..<400).flatMap { row -> [Float] in
      let (radius, angle) = (row % 2 == 0 ? 1.0 : 3.0, Double(row) * 0.7351)
      return [Float(radius * cos(angle)), Float(radius * sin(angle))]
    }
    return Tensor(shape: [400, 2], values: values) ?? Tensor(shape: [0, 2])
  }

  @Test func ringsAreParted() throws {
    let result = try SpectralClustering.cluster(values: rings, k: 2)
    #expect(result.assignments.renumberedByFirstRow() == (0..<400).map { $0 % 2 })
    #expect(try SpectralClustering.cluster(values: rings, k: 2, threads: 3) == result)
  }

  /// A cycle of n rows, each with its two neighbours: eigenvalues cos(2πj / n), the greatest 1 of a constant vector.
  @Test func eigenvectorsOfACycle() throws {
    let n = 40
    let step = 2 * Double.pi / Double(n)
    let values = (0..<n).flatMap { [Float(cos(step * Double($0))), Float(sin(step * Double($0)))] }
    let circle = try #require(Tensor(shape: [n, 2], values: values))
    let vectors = try SpectralClustering.embedding(values: circle, dimensions: 3, neighbors: 2)
    for vector in 0..<3 {
      let x: [Double] = (0..<n).map { Double(vectors.values[$0 * 3 + vector]) }
      let value: Double = vector == 0 ? 1 : cos(step)
      for row in 0..<n {
        let (after, before) = (x[(row + 1) % n], x[(row + n - 1) % n])
        #expect(abs(0.5 * (after + before) - value * x[row]) < 1e-4)
      }
      #expect(abs(x.reduce(0) { $0 + $1 * $1 } - 1) < 1e-6)
    }
  }

  @Test func blobsAreFound() throws {
    let apart = SyntheticFeatures.blobs(rows: 300, columns: 20, clusters: 4).values
    let result = try SpectralClustering.cluster(values: apart, k: 4)
    #expect(result.assignments.renumberedByFirstRow() == (0..<300).map { $0 % 4 })
  }

  @Test func extremes() throws {
    let few = SyntheticFeatures.blobs(rows: 5, columns: 3, clusters: 2).values
    #expect(try SpectralClustering.cluster(values: few, k: 5).assignments.count == 5)
    let one = try SpectralClustering.cluster(values: few.selecting([0]), k: 1)
    #expect(one.assignments == [0])
    let same = try SpectralClustering.cluster(values: Tensor(shape: [30, 2], repeating: 1), k: 3)
    #expect(same.assignments.count == 30)
    #expect(throws: ClusteringError.clusterCount(k: 6, rows: 5)) {
      try SpectralClustering.cluster(values: few, k: 6)
    }
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try SpectralClustering.cluster(values: rings, k: 2, cancellation: cancellation)
    }
  }
}
