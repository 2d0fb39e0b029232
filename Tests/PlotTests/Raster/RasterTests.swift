import Foundation
import Testing

@testable import Plot

@Suite struct RasterTests {
  private let colors = ColorScale(title: "", map: .magma, extent: Extent(lower: 0, upper: 3))

  @Test func matricesBecomePalettePictures() throws {
    let image = RasterImage(values: [0, 1, 2, 3], rows: 2, columns: 2, colors: colors)
    let file = image.png()
    // IHDR: bit depth 2 for four colours, colour type 3 (palette); 8 for large matrices.
    #expect(file[24] == 2 && file[25] == 3)
    let large = RasterImage(values: (0..<4096).map { Float($0 % 200) }, rows: 64, columns: 64, colors: colors)
      .png()
    #expect(large[24] == 8 && large[25] == 3)
    let back = try #require(PNGCodec.decode(file))
    guard case .rgba(let pixels) = back.pixels else { return }
    let expected = [0, 85, 170, 255].flatMap { index -> [UInt8] in
      let color = ColorMap.magma.colors[index]
      return [color.red, color.green, color.blue, 255]
    }
    #expect(pixels == expected)
  }

  @Test func lowestRowComesToTheBottomAndMissingIsTransparent() throws {
    let image = RasterImage(
      values: [0, .nan, 3, .infinity], rows: 2, columns: 2, colors: colors, lowestRowFirst: true)
    guard case .indexed(let codes, let palette, let ordered) = image.pixels else { return }
    #expect(codes == [254, 255, 0, 255] && !ordered && palette[255].alpha == 0)
  }

  @Test func picturesShrinkByAveraging() {
    let colors = ColorScale(title: "", map: .gray, extent: Extent(lower: 0, upper: 255))
    let image = RasterImage(values: [0, 100, 200, 100, 0, 50, 10, 30], rows: 2, columns: 4, colors: colors)
    guard case .indexed(let codes, _, _) = image.reduced(toWidth: 2, height: 1).pixels else { return }
    #expect(codes == [38, 85])
    #expect(image.reduced(toWidth: 99, height: 99) == image)
  }

  @Test func fewColoursAreKeptExactly() throws {
    var scene = Scene(width: 100, height: 2, title: "", background: .white)
    for index in 0..<100 {
      var path = ScenePath()
      path.rectangle(Rect(x: Double(index), y: 0, width: 1, height: 2))
      scene.fill(path, color: Color(UInt32(index) * 2600))
    }
    let image = try #require(PNGCodec.decode(scene.png(scale: 1)))
    guard case .rgba(let pixels) = image.pixels else { return }
    for index in 0..<100 {
      let color = Color(UInt32(index) * 2600)
      #expect(Array(pixels[(index * 4)..<(index * 4 + 3)]) == [color.red, color.green, color.blue])
    }
  }

  /// Many colours: each pixel stays near its own, within the distance at which neighbours on a smooth ramp differ.
  @Test func manyColoursStayNear() throws {
    let side = 64
    var pixels = [UInt32](repeating: 0, count: side * side)
    for index in pixels.indices {
      let (x, y) = (UInt32(index % side), UInt32(index / side))
      pixels[index] = 0xff00_0000 | (x * 4) << 16 | (y * 4) << 8 | 128
    }
    let worst = pixels.withUnsafeMutableBytes { bytes -> Int in
      guard let base = bytes.bindMemory(to: UInt8.self).baseAddress else { return .max }
      let grid = PixelGrid(base: base, width: side, height: side, stride: side * 4)
      let reduced = PaletteReduction(grid, limit: 256)
      var worst = 0
      for index in 0..<(side * side) {
        let color = reduced.palette[Int(reduced.codes[index])]
        worst = max(worst, abs(Int(color.red) - index % side * 4), abs(Int(color.green) - index / side * 4))
      }
      return worst
    }
    #expect(worst <= 40)
  }

  @Test func blendingIsPorterDuffsOver() {
    let half = Color(0xff0000, alpha: 128).premultiplied(opacity: 1)
    #expect(half == 0x8080_0000)
    #expect(PixelGrid.over(half, 0xff00_00ff) == 0xff80_007f)
    #expect(PixelGrid.over(0xff12_3456, 0xffff_ffff) == 0xff12_3456)
  }

  /// Shapes look equally heavy: coverage within a fifth of the circle's.
  @Test func shapesHaveTheAreaOfTheCircle() {
    let areas = DotShape.allCases.map { shape -> Double in
      let sprite = DotSprite(shape: shape, radius: 6, fill: .black, outline: nil, outlineWidth: 0, opacity: 1)
      let first = sprite.pixels.prefix(sprite.size * sprite.size)
      return first.reduce(0) { $0 + Double($1 >> 24) / 255 } / (36 * Double.pi)
    }
    #expect(areas.allSatisfy { (0.75...1.15).contains($0) }, "\(areas)")
  }

  @Test func rightToLeftRunsAreReversed() {
    #expect(VisualOrder.ordered("abc") == "abc")
    #expect(VisualOrder.ordered("a שלום עולם b") == "a םלוע םולש b")
    #expect(VisualOrder.ordered("a\u{0}b") == "ab")
  }

  @Test func filesThatAreNoPicturesAreRefused() {
    #expect(PNGCodec.decode([]) == nil)
    #expect(PNGCodec.decode([1, 2, 3]) == nil)
    #expect(PNGCodec.encode(width: 2, height: 2, codes: [0], palette: [.black]).isEmpty)
  }
}
