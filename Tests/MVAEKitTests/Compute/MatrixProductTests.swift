import CHotLoops
import Testing

@testable import MVAEKit

/// Products against sums in double, on every instruction-set path and at sizes around the tiles' edges.
@Suite struct MatrixProductTests {
  private static let sizes = [
    [1, 1, 1], [3, 5, 7], [8, 32, 16], [9, 33, 17], [64, 40, 300], [13, 17, 513],
  ]
  private static let paths = [HOT_PATH_PORTABLE, HOT_PATH_V3, HOT_PATH_V4].map { Int32($0) }

  @Test(arguments: sizes, paths)
  func productsEqualSumsInDouble(_ size: [Int], _ path: Int32) throws {
    let (m, n, k) = (size[0], size[1], size[2])
    let product = MatrixProduct(
      cancellation: Cancellation(), path: ComputePath(usesOneDNN: false, instructions: path))
    let x = random(m, k, seed: 1)
    let w = random(n, k, seed: 2)
    let dy = random(m, n, seed: 3)
    let bias = random(1, n, seed: 4)

    let y = Buffer(count: m * n)
    try product.forward(x.view, w.view, bias: bias.buffer.base, into: y.matrix(rows: m, columns: n))
    expectClose(y, m, n, depth: k) { i, j, p in
      x[i, p] * w[j, p]
    } plus: { j in
      bias[0, j]
    }

    let dx = Buffer(count: m * k)
    try product.inputGradient(dy.view, w.view, into: dx.matrix(rows: m, columns: k))
    expectClose(dx, m, k, depth: n) { i, j, p in dy[i, p] * w[p, j] }

    let dw = Buffer(count: n * k)
    try product.weightGradient(dy.view, x.view, into: dw.matrix(rows: n, columns: k))
    expectClose(dw, n, k, depth: m) { i, j, p in dy[p, i] * x[p, j] }
  }

  /// Cut into pieces of rows and columns, a large product has the same bytes as one call.
  @Test func cuttingDoesNotChangeTheBytes() throws {
    let (m, n, k) = (40, 200, 70_000)
    let x = random(m, k, seed: 1)
    let w = random(n, k, seed: 2)
    let cut = Buffer(count: m * n)
    try MatrixProduct(cancellation: Cancellation())
      .forward(x.view, w.view, bias: nil, into: cut.matrix(rows: m, columns: n))
    let whole = Buffer(count: m * n)
    hot_gemm(
      Int32(HOT_PATH_BEST), 0, 1, m, n, k, x.buffer.base, k, w.buffer.base, k, nil, 0, whole.base, n)
    #expect(cut.values == whole.values)
  }

  @Test func aCancelledProductStops() {
    let cancellation = Cancellation()
    cancellation.cancel()
    let x = random(4, 4, seed: 1)
    #expect(throws: CancellationError.self) {
      try MatrixProduct(cancellation: cancellation).inputGradient(x.view, x.view, into: x.view)
    }
  }

  private struct Matrix {
    let buffer: Buffer
    let view: MatrixView

    subscript(row: Int, column: Int) -> Double { Double(view.base[row * view.columns + column]) }
  }

  private func random(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
    var source = RandomSource(seed: seed)
    let buffer = Buffer((0..<rows * columns).map { _ in Float(source.uniform(in: -1..<1)) })
    return Matrix(buffer: buffer, view: buffer.matrix(rows: rows, columns: columns))
  }

  /// Tolerance: depth × 2⁻²⁴, the worst a sum of that many values of size 1 loses, and room for one more.
  private func expectClose(
    _ found: Buffer, _ rows: Int, _ columns: Int, depth: Int, _ term: (Int, Int, Int) -> Double,
    plus: (Int) -> Double = { _ in 0 }
  ) {
    let tolerance = Double(depth + 2) * 0x1p-23
    for i in 0..<rows {
      for j in 0..<columns {
        let expected = (0..<depth).reduce(0) { $0 + term(i, j, $1) } + plus(j)
        let value = Double(found.base[i * columns + j])
        if abs(value - expected) > tolerance {
          Issue.record("[\(i), \(j)] is \(value), not \(expected)")
          return
        }
      }
    }
  }
}
