import Foundation
import Testing

@testable import MVAEKit

/// The measures against disentanglement_lib's formulas written out in numpy and scikit-learn.
@Suite struct DisentanglementPeerTests {
  /// Four factors of few values in six correlated dimensions, two of them noise.
  private static let factors = KnownFactorCodes.classes(rows: 500, counts: [5, 3, 2, 10], seed: 4)
  private static let codes: FeatureMatrix = {
    var random = RandomSource(seed: 12)
    let turned = KnownFactorCodes.rotated(KnownFactorCodes.standardised(factors), seed: 2)
    let mixed = zip(KnownFactorCodes.standardised(factors), turned).map { own, other in
      zip(own, other).map { $0.0 + 0.4 * $0.1 + 0.2 * random.normal() }
    }
    let noise = (0..<2).map { _ in (0..<500).map { _ in random.normal() } }
    return KnownFactorCodes.codes(mixed + noise)
  }()

  /// What the Python program prints with the codes in `x` and the factors in `y`: lines of numbers.
  private static func peer(_ program: String, _ arguments: [String] = []) throws -> [[Double]] {
    let folder = try TemporaryFolder()
    let lines = (0..<codes.values.rows).map { row in
      (codes.values.row(row).map { "\($0)" } + factors.map { "\($0[row])" }).joined(separator: " ")
    }
    let path = try folder.write(Array(lines.joined(separator: "\n").utf8), "data.txt")
    let text = try PythonPeer.run(
      """
      import sys, warnings, numpy as np
      warnings.filterwarnings("ignore")
      data = np.loadtxt(sys.argv[1])
      x, y = data[:, :6].astype(np.float32).astype(np.float64), data[:, 6:]
      \(program)
      """, [path] + arguments)
    return text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Double($0) } }
  }

  private static func measure() throws -> Disentanglement {
    try Disentanglement.measure(codes, factors: KnownFactorCodes.numbers(factors))
  }

  @Test func informationAndGapsEqualNumpy() throws {
    guard PythonPeer.has("numpy, sklearn") else { return }
    let expected = try Self.peer(
      """
      from sklearn.metrics import mutual_info_score
      bins = [np.digitize(c, np.histogram(c, 20)[1][:-1]) for c in x.T]
      information = np.array([[mutual_info_score(b, v) for v in y.T] for b in bins])
      entropy = np.array([mutual_info_score(v, v) for v in y.T])
      ordered = np.sort(information, axis=0)[::-1]
      r2 = np.array([[np.corrcoef(c, v)[0, 1] ** 2 for v in y.T] for c in x.T])
      sap = np.sort(r2, axis=0)[::-1]
      print(np.mean((ordered[0] - ordered[1]) / entropy), np.mean(sap[0] - sap[1]))
      correlation = np.corrcoef(x.T)
      print(-0.5 * np.linalg.slogdet(correlation)[1])
      for row in information / entropy: print(*row)
      """)
    let found = try Self.measure()
    // Single-precision codes are the same on both sides; sums in another order.
    #expect(abs((found[.mig]?.value ?? 0) - expected[0][0]) < 1e-9)
    #expect(abs((found[.sap]?.value ?? 0) - expected[0][1]) < 1e-9)
    #expect(abs((found[.gaussianCorrelation]?.value ?? 0) - expected[1][0]) < 1e-9)
    for (own, other) in zip(found.information.values, expected.dropFirst(2)) {
      for (a, b) in zip(own, other) { #expect(abs(a - b) < 1e-9) }
    }
  }

  /// Weights at the same penalty, then the scores of their shares. The descent stops at steps of 1e-5.
  @Test func sparseReadersEqualTheLasso() throws {
    guard PythonPeer.has("numpy, sklearn, scipy") else { return }
    let found = try Self.measure()
    let readers = try Self.factors.map {
      try SparseReader(fitting: Self.codes.values, .numbers($0), cancellation: Cancellation())
    }
    let expected = try Self.peer(
      """
      from sklearn.linear_model import Lasso
      from scipy.stats import entropy
      z, v = (x - x.mean(0)) / x.std(0), (y - y.mean(0)) / y.std(0)
      weights = np.array([
          np.abs(Lasso(float(a), tol=1e-10, max_iter=100000).fit(z, t).coef_) for a, t in zip(sys.argv[2:6], v.T)])
      for row in weights: print(*row)
      read = np.array([float(a) for a in sys.argv[6:]])
      shares = (weights / weights.sum(1, keepdims=True)).T * read
      def score(m):
          return np.sum((1 - entropy(m.T + 1e-11, base=m.shape[1])) * m.sum(1) / m.sum())
      print(score(shares), score(shares.T))
      """, readers.map { "\($0.penalty)" } + found.factors.map { "\($0.informativeness)" })
    for (reader, weights) in zip(readers, expected) {
      for (own, other) in zip(reader.importance, weights) { #expect(abs(own - other) < 1e-3) }
    }
    print("DCI of the lasso: \(expected.last ?? []), ours \(found[.disentanglement]?.value ?? 0)")
    #expect(abs((found[.disentanglement]?.value ?? 0) - (expected.last?[0] ?? 1)) < 2e-3)
    #expect(abs((found[.completeness]?.value ?? 0) - (expected.last?[1] ?? 1)) < 2e-3)
  }

  /// Multinomial weights are unique but for what all classes share, which the penalty fixes; the solvers stop apart.
  @Test func sparseReadersEqualLogisticRegression() throws {
    guard PythonPeer.has("numpy, sklearn") else { return }
    let reader = try SparseReader(
      fitting: Self.codes.values, .classes(Self.factors[1].map { Int($0) }, count: 3),
      cancellation: Cancellation())
    let expected = try Self.peer(
      """
      from sklearn.linear_model import LogisticRegression
      z = (x - x.mean(0)) / x.std(0)
      model = LogisticRegression(l1_ratio=1, penalty="l1", C=1 / (len(z) * float(sys.argv[2])), solver="saga", tol=1e-6, max_iter=20000)
      model.fit(z, y[:, 1])
      print(*np.abs(model.coef_).sum(0))
      """, ["\(reader.penalty)"])
    print("logistic weights \(expected[0]), ours \(reader.importance)")
    for (own, other) in zip(reader.importance, expected[0]) { #expect(abs(own - other) < 0.01 * (1 + other)) }
  }

  /// The vote by numpy's own draws, of running sums of the dimensions, so that not every vote is right: 5,000 votes leave
  /// a standard error of 0.7 %, the draws of few tracks a little more.
  @Test func votesAgreeWithNumpy() throws {
    guard PythonPeer.has("numpy") else { return }
    let expected = try Self.peer(
      """
      x = np.cumsum(x, axis=1)
      rng = np.random.default_rng(0)
      spread = x.var(0, ddof=1)
      levels = [[np.flatnonzero(v == u) for u in np.unique(v)] for v in y.T]
      def votes():
          table = np.zeros((6, 4))
          for _ in range(5000):
              factor = rng.integers(4)
              rows = levels[factor][rng.integers(len(levels[factor]))]
              drawn = rng.choice(rows, min(64, len(rows) // 2), replace=False)
              table[np.argmin(x[drawn].var(0, ddof=1) / spread), factor] += 1
          return table
      choice = votes().argmax(1)
      judged = votes()
      print(judged[np.arange(6), choice].sum() / 5000)
      """)
    var sums = Self.codes.values
    for index in sums.values.indices where !index.isMultiple(of: 6) {
      sums.values[index] += sums.values[index - 1]
    }
    let factors = try KnownFactorCodes.numbers(Self.factors).map { try KnownFactor($0) }
    let votes = FactorVotes(FactorCodes(sums, threshold: 0), factors)
    let found = try #require(try votes.score(seed: 1, cancellation: Cancellation()))
    print("FactorVAE score by numpy \(expected[0][0]), ours \(found)")
    #expect(abs(found - expected[0][0]) < 0.03)
  }
}
