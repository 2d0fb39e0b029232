import Testing

@testable import Plot

@Suite struct ColorMapTests {
  /// Ends and middles as matplotlib's `colormaps[name](i)` rounds them.
  @Test func tablesAreMatplotlibs() {
    #expect(ColorMap.viridis.colors.count == 256 && ColorMap.magma.colors.count == 256)
    #expect(ColorMap.viridis.colors[0] == Color(0x440154) && ColorMap.viridis.colors[255] == Color(0xfde725))
    #expect(ColorMap.viridis.colors[128] == Color(0x21918c))
    #expect(ColorMap.magma.colors[0] == Color(0x000004) && ColorMap.magma.colors[255] == Color(0xfcfdbf))
    #expect(ColorMap.magma.colors[128] == Color(0xb73779))
  }

  @Test func lightnessRises() {
    for map in [ColorMap.viridis, .magma, .gray] {
      let luminances = map.colors.map(\.luminance)
      #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 <= $1 + 2e-3 })
    }
  }

  /// Lightest in the middle, where zero is, and falling to both sides.
  @Test func divergingColoursMeetInTheMiddle() {
    let luminances = ColorMap.blueRed.colors.map(\.luminance)
    #expect(luminances.count == 256 && luminances[127] > 0.9 && luminances[128] > 0.9)
    #expect((1...127).allSatisfy { luminances[$0] >= luminances[$0 - 1] - 2e-3 })
    #expect((129...255).allSatisfy { luminances[$0] <= luminances[$0 - 1] + 2e-3 })
    #expect(ColorMap.blueRed.colors[0] == Color(0x053061) && ColorMap.blueRed.colors[255] == Color(0x67001f))
  }

  @Test func fractionsAreClamped() {
    #expect(ColorMap.gray.color(at: -3) == .black && ColorMap.gray.color(at: 7) == .white)
    #expect(ColorMap.gray.color(at: .nan) == .black)
  }
}
