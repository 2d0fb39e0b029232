import Foundation
import Testing

@testable import MVAEKit

@Suite struct PortableMathTests {
  /// The first term left out of the series is (π/2)¹⁷/17! = 6e-12.
  @Test func sinesFollowTheLibrary() {
    for step in -2000...2000 {
      let turns = Double(step) / 777
      #expect(abs(PortableMath.sine(turns: turns) - sin(2 * .pi * turns)) < 1e-11)
    }
  }

  @Test func powersFollowTheLibrary() {
    for step in -500...500 {
      let x = Double(step) / 23
      #expect(abs(PortableMath.exp2(x) / Foundation.exp2(x) - 1) < 1e-14)
      #expect(abs(PortableMath.exp(x) / Foundation.exp(x) - 1) < 1e-13)
      #expect(abs(PortableMath.gain(decibels: x) / pow(10, x / 20) - 1) < 1e-13)
    }
    #expect(PortableMath.exp(-0.0) == 1)
  }
}
