import CHotLoops
import Foundation
import Testing

@testable import MVAEKit

@Suite struct DecibelScaleTests {
  /// Relative error of the logarithm below 2e-7 over the whole range of normal floats (0 dB aside, where the
  /// error is 1e-7 absolute).
  @Test func fastLogarithmIsExact() {
    var worst = 0.0
    var bits = Float(1e-37).bitPattern
    while bits < Float(1e37).bitPattern {
      let value = Float(bitPattern: bits)
      var ours = value
      hot_power_to_db(&ours, 1, 1e-37)
      let exact = 10 * log10(Double(value))
      worst = max(worst, abs(Double(ours) - exact) / max(1, abs(exact)))
      bits += 65_521
    }
    #expect(worst < 2e-7)
  }

  @Test func floorAndRange() {
    var values: [Float] = [1, 0, 1e-9, .nan]
    DecibelScale().apply(to: &values)
    #expect(values == [0, -80, -80, -80])
    values = [100, 1]
    DecibelScale(reference: .peak, range: nil).apply(to: &values)
    #expect(abs(values[0]) < 1e-5 && abs(values[1] + 20) < 1e-5)
    values = [0, 1e-3]
    DecibelScale(range: nil).apply(to: &values)
    #expect(abs(values[0] + 100) < 1e-4 && abs(values[1] + 30) < 1e-5)
  }
}
