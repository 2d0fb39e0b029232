import Plot

/// The kernel's picture: a spectrum on the left that turns into points of a latent space on the right.
enum Logo {
  static var svg: String { scene.svg() }

  /// PNG bytes, `size` × `size` pixels.
  static func png(size: Int) -> [UInt8] { scene.png(scale: Double(size) / side) }

  private static let side = 64.0

  private struct Bar {
    let x: Double
    let height: Double
    let color: UInt32
  }

  private struct Point {
    let x: Double
    let y: Double
    let color: UInt32
  }

  private static let bars = [
    Bar(x: 8, height: 20, color: 0x7B2A9A), Bar(x: 16, height: 38, color: 0xB73779),
    Bar(x: 24, height: 28, color: 0xFC8961),
  ]

  private static let points = [
    Point(x: 38, y: 22, color: 0xFCFDBF), Point(x: 46, y: 15, color: 0xFEC287),
    Point(x: 54, y: 24, color: 0xFC8961),
    Point(x: 41, y: 38, color: 0xB73779), Point(x: 50, y: 45, color: 0xE65164),
    Point(x: 56, y: 36, color: 0xFEC287),
    Point(x: 45, y: 29, color: 0xFCFDBF),
  ]

  private static var scene: Scene {
    var scene = Scene(width: side, height: side, title: "MVAE")
    var ground = ScenePath()
    ground.rectangle(Rect(x: 0, y: 0, width: side, height: side), radius: 12)
    scene.fill(ground, color: Color(0x140E36))
    for bar in bars {
      var path = ScenePath()
      path.rectangle(Rect(x: bar.x, y: side / 2 - bar.height / 2, width: 5, height: bar.height), radius: 2.5)
      scene.fill(path, color: Color(bar.color))
    }
    for point in points {
      scene.circle(x: point.x, y: point.y, radius: 3.2, fill: Color(point.color))
    }
    return scene
  }
}
