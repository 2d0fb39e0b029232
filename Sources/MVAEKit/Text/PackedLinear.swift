import CHotLoops

/// y = x · Wᵀ + b with weights that were packed once for all products to come; threads may share it.
final class PackedLinear: @unchecked Sendable {
  let inputs: Int
  let outputs: Int
  // Written by `init` alone.
  private let weights: Buffer
  private let bias: Buffer

  /// - Parameters:
  ///   - weights: shape [outputs, inputs], row-major.
  ///   - bias: one an output.
  init(weights: [Float], bias: [Float], inputs: Int) {
    self.inputs = inputs
    outputs = bias.count
    self.weights = Buffer(count: hot_packed_size(bias.count, inputs))
    self.bias = Buffer(bias)
    hot_pack_weights(weights, bias.count, inputs, self.weights.base)
  }

  /// `rows` rows of x into as many of y, each with GELU when asked for; in pieces, between which it can be cancelled.
  func apply(
    _ x: UnsafePointer<Float>, rows: Int, gelu: Bool = false, into y: UnsafeMutablePointer<Float>,
    cancellation: Cancellation
  ) throws {
    let panels = (outputs + 31) / 32
    let step = max(1, Self.pieceLimit / max(1, 32 * rows * inputs))
    for first in stride(from: 0, to: panels, by: step) {
      try cancellation.check()
      hot_packed_product(
        Int32(HOT_PATH_BEST), x, rows, inputs, weights.base, bias.base, outputs, first,
        min(panels, first + step), gelu ? 1 : 0, y)
    }
  }

  /// Multiply-adds of one piece: 2 ms, and below 10 ms on the slowest path.
  private static let pieceLimit = 128 << 20
}
