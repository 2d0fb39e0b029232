import Testing

@testable import MVAEKit

@Suite struct PrincipalComponentsTests {
  @Test(arguments: [1000, 5000])
  func componentsEqualScikitLearn(_ count: Int) throws {
    guard let reference = try ClusterReference(count) else { return }
    let projection = try PrincipalComponents(reference.points, count: 8)
    try expectClose(
      projection.components.values.map(Double.init), try reference.array("pca", "components"), 1e-5)
    try expectClose(projection.explainedVariance, try reference.array("pca", "explained_variance"), 1e-5)
    try expectClose(projection.mean, try reference.array("pca", "mean"), 1e-6)
    let scores = try projection.project(reference.points)
    // Scores reach 10 and are stored in single precision here: 10 · 2⁻²³ and the inputs' own rounding.
    try expectClose(scores.values.map(Double.init), try reference.array("pca", "scores"), 2e-5)
  }

  private func expectClose(_ found: [Double], _ reference: NumpyArray, _ tolerance: Double) throws {
    let expected = try #require(reference.doubles)
    #expect(found.count == expected.count)
    #expect(zip(found, expected).allSatisfy { abs($0 - $1) < tolerance })
  }

  /// Points (t, 2t): all variance along (1, 2)/√5, 5 · Var(t).
  @Test func aLineHasOneDirection() throws {
    let line = try #require(Tensor(shape: [5, 2], values: [-2, -4, -1, -2, 0, 0, 1, 2, 2, 4]))
    let projection = try PrincipalComponents(line, count: 2)
    #expect(abs(projection.components.values[0] - 1 / Float(5).squareRoot()) < 1e-6)
    #expect(abs(projection.components.values[1] - 2 / Float(5).squareRoot()) < 1e-6)
    #expect(abs(projection.explainedVariance[0] - 12.5) < 1e-9)
    #expect(abs(projection.explainedVarianceRatio[0] - 1) < 1e-12)
    #expect(projection.explainedVariance[1] < 1e-12)
  }

  /// Wide data (subspace iteration) against LAPACK's full solution of the same covariance.
  @Test func wideDataHasTheSameComponents() throws {
    let rows = 260
    let width = 220
    var random = RandomSource(seed: 4)
    var values = Tensor(shape: [rows, width])
    // Ten strong directions of falling variance above noise.
    let directions = (0..<10 * width).map { _ in random.normal() }
    for row in 0..<rows {
      let weights = (0..<10).map { random.normal() * 2 / Double(1 + $0) }
      for column in 0..<width {
        let signal = (0..<10).reduce(0) { $0 + weights[$1] * directions[$1 * width + column] }
        values.values[row * width + column] = Float(3 + signal + 0.1 * random.normal())
      }
    }
    #expect(SubspaceIteration.suits(rows: rows, columns: width, count: 5))
    #expect(!SubspaceIteration.suits(rows: rows, columns: width, count: 100))
    let few = try PrincipalComponents(values, count: 5)
    let all = try PrincipalComponents(values, count: 100)
    for index in 0..<5 {
      let expected = all.explainedVariance[index]
      #expect(abs(few.explainedVariance[index] - expected) < 1e-6 * all.explainedVariance[0])
      #expect(abs(few.explainedVarianceRatio[index] - all.explainedVarianceRatio[index]) < 1e-6)
      let pairs = zip(few.components.row(index), all.components.row(index))
      #expect(pairs.allSatisfy { abs($0 - $1) < 1e-4 })
    }
  }

  /// Two directions only in 300 columns: the others are found as empty, not as NaN.
  @Test func lowRankWideDataIsNoTrouble() throws {
    var random = RandomSource(seed: 5)
    let directions = (0..<600).map { _ in random.normal() }
    var values = Tensor(shape: [200, 300])
    for row in 0..<200 {
      let first = random.normal()
      let second = random.normal()
      for column in 0..<300 {
        values.values[row * 300 + column] = Float(
          first * directions[column] + second * directions[300 + column])
      }
    }
    let projection = try PrincipalComponents(values, count: 4)
    #expect(projection.explainedVariance[1] > 100)
    #expect(projection.explainedVariance[2] < 1e-3)
    #expect(projection.components.values.allSatisfy { $0.isFinite })
    let still = try PrincipalComponents(Tensor(shape: [200, 300], repeating: 1), count: 3)
    #expect(still.explainedVariance == [0, 0, 0])
    #expect(still.components.values.allSatisfy { $0.isFinite })
  }

  @Test func impossibleRequestsAreErrors() throws {
    let values = Tensor(shape: [3, 2], repeating: 1)
    #expect(throws: ProjectionError.components(3, limit: 2)) { try PrincipalComponents(values, count: 3) }
    #expect(throws: ProjectionError.components(0, limit: 2)) { try PrincipalComponents(values, count: 0) }
    #expect(throws: ProjectionError.tooFewRows(1)) {
      try PrincipalComponents(Tensor(shape: [1, 2]), count: 1)
    }
    #expect(throws: ProjectionError.components(1, limit: 0)) {
      try PrincipalComponents(Tensor(shape: [3, 0]), count: 1)
    }
    var broken = values
    broken.values[3] = .nan
    #expect(throws: ProjectionError.notFinite(row: 1, column: 1)) {
      try PrincipalComponents(broken, count: 1)
    }
    #expect(throws: ProjectionError.tooFewRows(3)) { try PrincipalComponents(Tensor(shape: [3]), count: 1) }
  }
}
