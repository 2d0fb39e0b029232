import Foundation
import Synchronization
import Testing

@testable import MVAEKit

@Suite struct TruncatedSVDTests {
  /// Differences of neighbours, n × (n + 1): σ_k = 2 sin(kπ / 2(n + 1)), whose largest lie 0.01 % apart.
  @Test(arguments: [false, true])
  func differencesHaveKnownSingularValues(isTall: Bool) throws {
    let n = 200
    let starts = (0...n).map { 2 * $0 }
    let indices: [Int32] = (0..<n).flatMap { [Int32($0), Int32($0 + 1)] }
    let values: [Double] = (0..<n).flatMap { _ in [1.0, -1.0] }
    let made = SparseMatrix(columns: n + 1, rowStarts: starts, columnIndices: indices, values: values)
    let wide = try #require(made)
    let matrix = isTall ? try wide.transposed(cancellation: Cancellation()) : wide
    let svd = try TruncatedSVD(fitting: matrix, count: 20)
    for (index, found) in svd.singularValues.enumerated() {
      let expected = 2 * sin(Double(n - index) * Double.pi / Double(2 * (n + 1)))
      #expect(abs(found / expected - 1) < 1e-7)
    }
    try expectFactorisation(of: matrix, svd)
  }

  /// A Aᵀ of texts by LAPACK in full.
  @Test func textsHaveTheSingularValuesOfTheirGramMatrix() throws {
    let matrix = try TFIDFVectorizer.fit(MadeUpTexts.texts(150, seed: 4)).rows.matrix
    let rows = (0..<matrix.rows).map(matrix.dense(row:))
    let gram = rows.flatMap { row in rows.map { zip(row, $0).reduce(0) { $0 + $1.0 * $1.1 } } }
    let eigen = try #require(SymmetricEigen(gram, size: matrix.rows))
    let svd = try TruncatedSVD(fitting: matrix, count: 40)
    for (found, expected) in zip(svd.singularValues, eigen.values) {
      #expect(abs(found / expected.squareRoot() - 1) < 1e-7)
    }
    try expectFactorisation(of: matrix, svd)
    #expect(svd.explainedVarianceRatio.reduce(0, +) < 1)
  }

  /// Rows of V have length 1 and are orthogonal, scores are A V, and signs follow V.
  private func expectFactorisation(of matrix: SparseMatrix, _ svd: TruncatedSVD) throws {
    let components = (0..<svd.count).map { index in (0..<svd.columns).map { svd.weight($0, index) } }
    for (i, first) in components.enumerated() {
      for (j, second) in components.enumerated() {
        let product = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-6)
      }
      let largest = try #require(first.max { abs($0) < abs($1) })
      #expect(largest > 0)
    }
    let scores = try svd.project(matrix)
    for row in [0, matrix.rows / 2, matrix.rows - 1] {
      let dense = matrix.dense(row: row)
      for index in 0..<svd.count {
        let expected = zip(dense, components[index]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(Double(scores.row(row)[scores.row(row).startIndex + index]) - expected) < 1e-6)
      }
    }
  }

  /// Three different rows, many times: rank 3, whatever is asked.
  @Test func rankLimitsTheComponents() throws {
    let texts = (0..<60).map { ["one rainy road", "two rainy roads", "no road at all"][$0 % 3] }
    let matrix = try TFIDFVectorizer.fit(texts).rows.matrix
    let svd = try TruncatedSVD(fitting: matrix, count: 7)
    #expect(svd.count == 3)
    #expect(abs(svd.explainedVarianceRatio.reduce(0, +) - 1) < 1e-9)
    let squares = svd.singularValues.reduce(0) { $0 + $1 * $1 }
    #expect(abs(squares - 60) < 1e-9)
  }

  @Test func sameBytesForASeedAtAnyThreadCount() throws {
    let matrix = try TFIDFVectorizer.fit(MadeUpTexts.texts(600, seed: 2)).rows.matrix
    let one = try TruncatedSVD(fitting: matrix, count: 12, seed: 5, threads: 1)
    #expect(try TruncatedSVD(fitting: matrix, count: 12, seed: 5, threads: 3) == one)
    let other = try TruncatedSVD(fitting: matrix, count: 12, seed: 6)
    #expect(zip(other.singularValues, one.singularValues).allSatisfy { abs($0 / $1 - 1) < 1e-7 })
  }

  @Test func cancellationEndsItWithin20Milliseconds() throws {
    let matrix = try TFIDFVectorizer.fit(MadeUpTexts.texts(3000, words: 8000, seed: 2)).rows.matrix
    var slowest = 0.0
    for delay in [1.0, 5, 20, 60, 120] {
      let cancellation = Cancellation()
      let time = ThreadTime()
      let asked = DelayedCall(milliseconds: delay, of: time) { cancellation.cancel() }
      #expect(throws: CancellationError.self) {
        try TruncatedSVD(fitting: matrix, count: 64, cancellation: cancellation)
      }
      slowest = max(slowest, 1000 * (time.seconds - asked.moment))
    }
    print("truncated SVD: slowest reply to a cancellation \(slowest) ms")
    // 20 ms of work; caches are shared with the tests beside it.
    #expect(slowest < 100)
  }

  @Test func impossibleRequestsAreErrors() throws {
    let matrix = try #require(
      SparseMatrix(columns: 3, rowStarts: [0, 1, 2], columnIndices: [0, 2], values: [1, .nan]))
    #expect(throws: ProjectionError.components(3, limit: 2)) { try TruncatedSVD(fitting: matrix, count: 3) }
    #expect(throws: ProjectionError.components(0, limit: 2)) { try TruncatedSVD(fitting: matrix, count: 0) }
    #expect(throws: ProjectionError.notFinite(row: 1, column: 2)) {
      try TruncatedSVD(fitting: matrix, count: 1)
    }
    let zero = try #require(
      SparseMatrix(columns: 3, rowStarts: [0, 0, 0], columnIndices: [], values: []))
    #expect(throws: ProjectionError.allZero) { try TruncatedSVD(fitting: zero, count: 1) }
    #expect(SparseMatrix(columns: 2, rowStarts: [0, 2], columnIndices: [1, 0], values: [1, 1]) == nil)
    #expect(SparseMatrix(columns: 2, rowStarts: [0, 1], columnIndices: [2], values: [1]) == nil)
    #expect(SparseMatrix(columns: 2, rowStarts: [0, 2, 1], columnIndices: [0], values: [1]) == nil)
    let identity = try #require(
      SparseMatrix(columns: 2, rowStarts: [0, 1, 2], columnIndices: [0, 1], values: [1, 1]))
    let svd = try TruncatedSVD(fitting: identity, count: 2)
    #expect(svd.singularValues.allSatisfy { abs($0 - 1) < 1e-12 })
    #expect(throws: ProjectionError.columns(expected: 2, found: 3)) { try svd.project(zero) }
  }
}

/// Runs a closure after a while on a thread of its own, and remembers how far another thread had come.
private final class DelayedCall: Sendable {
  private let remembered = Mutex(0.0)

  /// The seconds of work that the other thread had done.
  var moment: Double { remembered.withLock { $0 } }

  init(milliseconds: Double, of time: ThreadTime, _ body: @escaping @Sendable () -> Void) {
    let thread = Thread { [self] in
      Thread.sleep(forTimeInterval: milliseconds / 1000)
      remembered.withLock { $0 = time.seconds }
      body()
    }
    thread.start()
  }
}
