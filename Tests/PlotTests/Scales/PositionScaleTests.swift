import Foundation
import Testing

@testable import Plot

@Suite struct PositionScaleTests {
  /// librosa 0.10 `hz_to_mel`: 60 Hz is 0.9 mel (its documentation), 1 kHz is 15, 6.4 kHz is 42 by the formula.
  @Test func melScaleIsSlaneys() {
    #expect(abs(MelFrequency.mel(hertz: 60) - 0.9) < 1e-12)
    #expect(abs(MelFrequency.mel(hertz: 440) - 6.6) < 1e-12)
    #expect(abs(MelFrequency.mel(hertz: 1000) - 15) < 1e-12)
    #expect(abs(MelFrequency.mel(hertz: 6400) - 42) < 1e-12)
  }

  @Test func bandsStandAtTheirMiddles() {
    let scale = PositionScale(.bands([100, 200, 400, 800]), extent: nil)
    #expect(abs(scale.fraction(100) - 0.125) < 1e-12)
    #expect(abs(scale.fraction(300) - 0.5) < 1e-12)
    #expect(abs(scale.fraction(800) - 0.875) < 1e-12)
    #expect(scale.domain == 50...1000)
  }

  @Test func logHasNoPlaceForZero() {
    let scale = PositionScale(.log, extent: Extent(lower: -5, upper: 100, smallestPositive: 1))
    #expect(scale.fraction(10) == 0.5)
    #expect(!scale.fraction(0).isFinite && !scale.fraction(-1).isFinite)
  }

  @Test func limitsWinOverTheData() {
    let scale = PositionScale(.linear, extent: Extent(lower: 3, upper: 4), lower: 0, upper: 10)
    #expect(scale.domain == 0...10)
    #expect(PositionScale(.linear, extent: nil, lower: 5, upper: 5).domain.lowerBound < 5.1)
    #expect(PositionScale(.linear, extent: nil, lower: .nan, upper: .infinity).domain == 0...1)
  }

  @Test func reversedScalesRunBackwards() {
    let scale = PositionScale(.ordinal(["a", "b"]), extent: nil, isReversed: true)
    #expect(scale.fraction(0) == 0.75 && scale.fraction(1) == 0.25)
  }

  @Test func extentsLookAtDrawnRowsOnly() {
    #expect(Extent(of: [1, 5, 2], where: [0, .nan, 0])?.upper == 2)
    #expect(Extent(of: [Double.nan]) == nil)
  }
}
