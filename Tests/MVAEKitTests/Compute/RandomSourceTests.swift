import Testing

@testable import MVAEKit

@Suite struct RandomSourceTests {
  @Test func theSameSeedRepeatsAndStreamsDiffer() {
    var first = RandomSource(seed: 7)
    var second = RandomSource(seed: 7)
    var stream = RandomSource(seed: 7, stream: 1)
    let values = (0..<8).map { _ in first.next() }
    #expect(values == (0..<8).map { _ in second.next() })
    #expect(values != (0..<8).map { _ in stream.next() })
  }

  /// Mean and variance of 100,000 draws within 4 standard errors of N(0, 1): 4/√n and 4·√(2/n).
  @Test func normalDrawsHaveUnitMoments() {
    var source = RandomSource(seed: 1)
    let count = 100_000
    let draws = (0..<count).map { _ in source.normal() }
    let mean = draws.reduce(0, +) / Double(count)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count)
    #expect(abs(mean) < 4 / Double(count).squareRoot())
    #expect(abs(variance - 1) < 4 * (2 / Double(count)).squareRoot())
  }

  @Test func permutationsHoldEveryIndexOnce() {
    var source = RandomSource(seed: 3)
    #expect(source.permutation(50).sorted() == Array(0..<50))
  }
}
