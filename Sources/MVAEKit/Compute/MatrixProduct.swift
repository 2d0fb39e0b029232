import CDNNL
import CHotLoops

/// Dense matrix products, cut into pieces of a few milliseconds so that they can be cancelled.
///
/// Cutting does not change a result of our own loops: every element is summed over the inner dimension in order.
/// Products with large weights go to oneDNN, where the path allows it.
struct MatrixProduct {
  let cancellation: Cancellation
  /// Which implementations it may use; models take the best, tests force portable ones.
  var path = ComputePath.ownLoops

  /// y [m, n] = x [m, k] · wᵀ + bias, with w [n, k].
  func forward(_ x: MatrixView, _ w: MatrixView, bias: UnsafePointer<Float>?, into y: MatrixView) throws {
    try run(
      Operand(x.base, x.columns), Operand(w.base, w.columns, transposed: true), bias: bias, into: y,
      depth: x.columns, isLarge: path.isLarge(weights: w.count))
  }

  /// dx [m, k] = dy [m, n] · w, with w [n, k].
  func inputGradient(_ dy: MatrixView, _ w: MatrixView, into dx: MatrixView) throws {
    try run(
      Operand(dy.base, dy.columns), Operand(w.base, w.columns), bias: nil, into: dx, depth: dy.columns,
      isLarge: path.isLarge(weights: w.count))
  }

  /// dw [n, k] = dyᵀ · x, or that added to what is there, with dy [m, n] and x [m, k].
  func weightGradient(
    _ dy: MatrixView, _ x: MatrixView, into dw: MatrixView, accumulates: Bool = false
  ) throws {
    try run(
      Operand(dy.base, dy.columns, transposed: true), Operand(x.base, x.columns), bias: nil, into: dw,
      depth: dy.rows, isLarge: path.isLarge(weights: dw.count), accumulates: accumulates)
  }

  private struct Operand {
    let base: UnsafePointer<Float>
    let stride: Int
    let isTransposed: Bool

    init(_ base: UnsafeMutablePointer<Float>, _ stride: Int, transposed: Bool = false) {
      self.base = UnsafePointer(base)
      self.stride = stride
      isTransposed = transposed
    }

    /// As BLAS calls it.
    var letter: CChar { CChar(UInt8(ascii: isTransposed ? "T" : "N")) }

    /// From row `row` (column `row`, when transposed) of the stored matrix on.
    func from(_ row: Int, alongRows: Bool) -> UnsafePointer<Float> {
      base + (alongRows ? row * stride : row)
    }
  }

  private func run(
    _ a: Operand, _ b: Operand, bias: UnsafePointer<Float>?, into c: MatrixView, depth: Int, isLarge: Bool,
    accumulates: Bool = false
  ) throws {
    if isLarge { return try runLarge(a, b, bias: bias, into: c, depth: depth, accumulates: accumulates) }
    let columnStep = min(c.columns, max(32, Self.panelLimit / max(1, depth) / 32 * 32))
    let rowStep = max(8, Self.pieceLimit / max(1, depth * columnStep) / 8 * 8)
    for row in stride(from: 0, to: c.rows, by: rowStep) {
      for column in stride(from: 0, to: c.columns, by: columnStep) {
        try cancellation.check()
        hot_gemm(
          path.instructions, a.isTransposed ? 1 : 0, b.isTransposed ? 1 : 0,
          min(rowStep, c.rows - row), min(columnStep, c.columns - column), depth,
          a.from(row, alongRows: !a.isTransposed), a.stride,
          b.from(column, alongRows: b.isTransposed), b.stride,
          bias.map { $0 + column }, accumulates ? 1 : 0,
          c.base + row * c.columns + column, c.columns)
      }
    }
  }

  /// By oneDNN on all cores, rows in pieces.
  private func runLarge(
    _ a: Operand, _ b: Operand, bias: UnsafePointer<Float>?, into c: MatrixView, depth: Int,
    accumulates: Bool
  ) throws {
    let rowStep = max(8, Self.largePieceLimit / max(1, depth * c.columns) / 8 * 8)
    for row in stride(from: 0, to: c.rows, by: rowStep) {
      try cancellation.check()
      let rows = min(rowStep, c.rows - row)
      let target = c.base + row * c.columns
      try OneDNNFailure.check(
        dnnl_sgemm(
          a.letter, b.letter, Int64(rows), Int64(c.columns), Int64(depth), 1,
          a.from(row, alongRows: !a.isTransposed), Int64(a.stride), b.base, Int64(b.stride),
          accumulates ? 1 : 0, target,
          Int64(c.columns)))
      if let bias { hot_add_bias(target, rows, c.columns, bias) }
    }
  }

  /// Multiply-adds of one piece by oneDNN.
  private static let largePieceLimit = 1 << 30
  /// Multiply-adds of one piece: 64 Mi is about 2 ms, and below 15 ms on the slowest path.
  private static let pieceLimit = 64 << 20
  /// Values of B that one piece packs.
  private static let panelLimit = 4 << 20
}
