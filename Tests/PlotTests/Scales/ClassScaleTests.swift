import Testing

@testable import Plot

@Suite struct ClassScaleTests {
  private func scale(_ count: Int, shaped: Bool = true) -> ClassScale {
    ClassScale(names: (0..<count).map { "\($0)" }, theme: .light, shaped: shaped)
  }

  @Test func palettesFollowTheNumberOfClasses() {
    #expect(scale(3).style("0").fill == Color(0x0072b2))
    #expect(scale(8).style("7").fill == Color(0xf0e442))
    #expect(scale(9).style("0").fill == Color(0x3f90da))
  }

  @Test func looksDoNotRepeatAmongSeventyClasses() {
    let scale = scale(70)
    let looks = Set((0..<70).map { "\(scale.style("\($0)").line) \(scale.style("\($0)").shape)" })
    #expect(looks.count == 70)
  }

  @Test func smallDotsChangeShapeOnlyWhenColoursRepeat() {
    let scale = scale(12, shaped: false)
    #expect(scale.style("9").shape == .circle && scale.style("10").shape == .square)
    #expect(self.scale(2).style("1").shape == .circle)
  }
}
