import Testing

@testable import Plot

@Suite struct SceneTests {
  private func logo() -> Scene {
    var scene = Scene(width: 64, height: 64, title: "Logo", description: "A note on a wave")
    scene.circle(x: 32, y: 32, radius: 30, fill: Color(0x0072b2))
    var path = ScenePath()
    path.move(12, 32)
    path.curve(20, 10, 26, 10, to: 32, 32)
    path.curve(38, 54, 44, 54, to: 52, 32)
    scene.stroke(path, color: .white, width: 4)
    return scene
  }

  @Test func scenesDrawnByHandComeOutInBothFormats() throws {
    let svg = logo().svg()
    WellFormed.expect([svg])
    #expect(svg.contains("<circle cx=\"32\" cy=\"32\" r=\"30\" fill=\"#0072b2\"/>"))
    #expect(svg.contains("M12 32C20 10 26 10 32 32C38 54 44 54 52 32"))
    let image = try #require(PNGCodec.decode(logo().png(scale: 0.5)))
    #expect(image.width == 32 && image.height == 32)
    guard case .rgba(let pixels) = image.pixels else { return }
    // The corner is transparent, the disc is opaque blue.
    #expect(pixels[3] == 0)
    #expect(Array(pixels[(28 * 32 + 16) * 4..<(28 * 32 + 17) * 4]) == [0, 0x72, 0xb2, 255])
  }

  @Test func emptyClipsLeaveNothing() {
    var scene = Scene(width: 10, height: 10, title: "")
    scene.clipped(to: Rect(x: 0, y: 0, width: 5, height: 5)) { _ in }
    scene.text(SceneText("", x: 0, y: 0, color: .black))
    #expect(scene.elements.isEmpty)
  }

  @Test func sizesAreClamped() {
    #expect(Scene(width: .nan, height: -4, title: "").width == 1)
    #expect(Scene(width: 1e12, height: 20, title: "").width == 16384)
  }
}
