import Foundation
import Testing

@testable import MVAEKit

/// Against scikit-learn's `TruncatedSVD`, when this machine has it.
@Suite struct TruncatedSVDPeerTests {
  private struct Case: Codable {
    let columns: Int
    let starts: [Int]
    let indices: [Int32]
    let values: [Double]
    let count: Int
  }

  private struct Answer: Codable {
    let singular: [Double]
    let components: [[Double]]
    let variance: [Double]
    let ratio: [Double]
    /// Of the default algorithm: its explained variance in all.
    let randomised: Double
    let seconds: [Double]
  }

  /// Demo lyrics, and made-up texts wider and taller than long.
  @Test func valuesAndComponentsEqualArpack() throws {
    guard PythonPeer.has("sklearn") else { return }
    let texts = [
      (try Corpus.demo(tracks: 400).tracks.compactMap(\.text), 48), (MadeUpTexts.texts(700, seed: 1), 64),
      (MadeUpTexts.texts(1500, words: 600, length: 30, seed: 2), 20),
      (MadeUpTexts.texts(3000, words: 6000, length: 60, seed: 9), 32),
    ]
    let matrices = try texts.map { try TFIDFVectorizer.fit($0.0).rows.matrix }
    let folder = try TemporaryFolder()
    let cases = zip(matrices, texts).map { matrix, text in
      Case(
        columns: matrix.columns, starts: matrix.rowStarts, indices: matrix.columnIndices,
        values: matrix.values, count: text.1)
    }
    try JSONEncoder().encode(cases).write(to: folder.url.appendingPathComponent("cases.json"))
    let output = try PythonPeer.run(Self.program, [folder.url.path])
    let answers = try JSONDecoder().decode([Answer].self, from: Data(output.utf8))
    for ((matrix, item), answer) in zip(zip(matrices, cases), answers) {
      let clock = ContinuousClock()
      let start = clock.now
      let svd = try TruncatedSVD(fitting: matrix, count: item.count)
      print(
        "truncated SVD \(matrix.rows) × \(matrix.columns), \(item.count): \(clock.now - start), "
          + "arpack and randomised \(answer.seconds) s")
      expect(svd, equals: answer)
    }
  }

  private func expect(_ svd: TruncatedSVD, equals answer: Answer) {
    #expect(svd.count == answer.singular.count)
    var worst = 0.0
    for (index, expected) in answer.singular.enumerated() {
      #expect(abs(svd.singularValues[index] / expected - 1) < 1e-6)
      worst = max(worst, abs(svd.singularValues[index] / expected - 1))
      #expect(abs(svd.explainedVariance[index] - answer.variance[index]) < 1e-6 * answer.variance[0])
      #expect(abs(svd.explainedVarianceRatio[index] - answer.ratio[index]) < 1e-6)
      // A vector is defined as well as its value is told from its neighbours.
      let neighbours = [index - 1, index + 1].filter { answer.singular.indices.contains($0) }
      guard index + 1 < svd.count,
        neighbours.allSatisfy({ abs(answer.singular[$0] / expected - 1) >= 0.01 })
      else { continue }
      let difference =
        answer.components[index].enumerated().map { abs(svd.weight($0, index) - $1) }.max() ?? 1
      #expect(difference < 1e-4)
    }
    print("largest relative difference of a singular value \(worst)")
    #expect(svd.explainedVariance.reduce(0, +) >= answer.randomised * (1 - 1e-6))
  }

  private static let program = """
    import json, sys, time
    import numpy as np, scipy.sparse as sp
    from sklearn.decomposition import TruncatedSVD
    answers = []
    for case in json.load(open(sys.argv[1] + "/cases.json")):
      x = sp.csr_matrix((case["values"], case["indices"], case["starts"]),
        shape=(len(case["starts"]) - 1, case["columns"]))
      t0 = time.time()
      a = TruncatedSVD(case["count"], algorithm="arpack", random_state=0).fit(x)
      t1 = time.time()
      r = TruncatedSVD(case["count"], random_state=0).fit(x)
      t2 = time.time()
      answers.append(dict(singular=a.singular_values_.tolist(), components=a.components_.tolist(),
        variance=a.explained_variance_.tolist(), ratio=a.explained_variance_ratio_.tolist(),
        randomised=float(r.explained_variance_.sum()), seconds=[t1 - t0, t2 - t1]))
    print(json.dumps(answers))
    """
}
