import CHotLoops
import Foundation
import Testing

@testable import MVAEKit

/// The loops of encoders against sums in double precision, on every instruction set of this machine.
@Suite struct TransformerLoopTests {
  private static let paths = [HOT_PATH_PORTABLE, HOT_PATH_V3, HOT_PATH_V4].map { Int32($0) }

  private func random(_ count: Int, seed: UInt64) -> [Float] {
    var random = RandomSource(seed: seed, stream: 1)
    return (0..<count).map { _ in Float(random.uniform() * 2 - 1) }
  }

  @Test(arguments: paths)
  func productsAreSumsInOrder(path: Int32) {
    for (rows, inputs, outputs) in [(1, 1, 1), (7, 33, 45), (13, 200, 32), (25, 193, 97), (2, 400, 16)] {
      let x = random(rows * inputs, seed: 1)
      let w = random(outputs * inputs, seed: 2)
      let bias = random(outputs, seed: 3)
      var packed = [Float](repeating: .nan, count: hot_packed_size(outputs, inputs))
      hot_pack_weights(w, outputs, inputs, &packed)
      for gelu in [false, true] {
        var y = [Float](repeating: .nan, count: rows * outputs)
        let panels = (outputs + 31) / 32
        // In two pieces, as when it can be cancelled between them.
        hot_packed_product(path, x, rows, inputs, packed, bias, outputs, 0, panels / 2, gelu ? 1 : 0, &y)
        hot_packed_product(path, x, rows, inputs, packed, bias, outputs, panels / 2, panels, gelu ? 1 : 0, &y)
        for row in 0..<rows {
          for column in 0..<outputs {
            var sum = Double(bias[column])
            for k in 0..<inputs { sum += Double(x[row * inputs + k]) * Double(w[column * inputs + k]) }
            let expected = gelu ? sum * 0.5 * erfc(-sum * 0.5.squareRoot()) : sum
            #expect(abs(Double(y[row * outputs + column]) - expected) < 1e-5)
          }
          // A row alone has the same bytes.
          var alone = [Float](repeating: .nan, count: outputs)
          x.withUnsafeBufferPointer { x in
            hot_packed_product(
              path, x.baseAddress.map { $0 + row * inputs }, 1, inputs, packed, bias, outputs, 0, panels,
              gelu ? 1 : 0, &alone)
          }
          #expect(alone == Array(y[row * outputs..<(row + 1) * outputs]))
        }
      }
    }
  }

  /// Measured 4.5e-7 where values are near 8: an ulp.
  @Test func geluIsExactToRounding() {
    var worst = 0.0
    var packed = [Float](repeating: 0, count: 32)
    packed[0] = 1
    for step in -9000...9000 {
      var x = Float(step) / 1000
      var zero: Float = 0
      var y: Float = 0
      hot_packed_product(Int32(HOT_PATH_BEST), &x, 1, 1, packed, &zero, 1, 0, 1, 1, &y)
      worst = max(worst, abs(Double(y) - Double(x) * 0.5 * erfc(-Double(x) * 0.5.squareRoot())))
    }
    #expect(worst < 1e-6)
  }

  @Test func softmaxAndNormAreTheirFormulas() {
    for columns in [1, 5, 16, 35] {
      let values = random(3 * columns, seed: 4).map { 20 * $0 }
      var softmax = values
      hot_scaled_softmax(&softmax, 3, columns, columns, 0.5)
      var norm = values
      let added = random(3 * columns, seed: 5)
      let gain = random(columns, seed: 6)
      let shift = random(columns, seed: 7)
      hot_add_layer_norm(&norm, added, 3, columns, gain, shift, 1e-3)
      for row in 0..<3 {
        let range = row * columns..<(row + 1) * columns
        let exponentials = values[range].map { exp(0.5 * Double($0)) }
        let sum = exponentials.reduce(0, +)
        #expect(zip(softmax[range], exponentials).allSatisfy { abs(Double($0) - $1 / sum) < 1e-6 })
        let total = zip(values[range], added[range]).map { Double($0) + Double($1) }
        let mean = total.reduce(0, +) / Double(columns)
        let variance = total.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
        for (column, value) in total.enumerated() {
          let expected =
            (value - mean) / (variance + 1e-3).squareRoot() * Double(gain[column]) + Double(shift[column])
          #expect(abs(Double(norm[row * columns + column]) - expected) < 1e-5)
        }
      }
    }
  }
}
