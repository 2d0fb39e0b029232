/// The colours of everything that is not data; each is opaque, so that a figure reads on any page.
public struct Theme: Sendable, Equatable {
  public let name: String
  public let surface: Color
  /// Titles and the axes' names.
  public let ink: Color
  /// Tick labels, captions, legends.
  public let secondaryInk: Color
  /// Axis lines and ticks.
  public let axis: Color
  public let grid: Color
  /// Points a clustering calls noise.
  public let noise: Color
  /// Points without a label.
  public let unlabelled: Color

  public static let light = Theme(
    name: "light", surface: Color(0xfcfcfb), ink: Color(0x1b1d21), secondaryInk: Color(0x50555e),
    axis: Color(0x858b96), grid: Color(0xe6e7ea), noise: Color(0xcfd2d7), unlabelled: Color(0x868b94))

  public static let dark = Theme(
    name: "dark", surface: Color(0x16181c), ink: Color(0xf0f1f3), secondaryInk: Color(0xb3b8c1),
    axis: Color(0x7a808b), grid: Color(0x2b2e35), noise: Color(0x474b54), unlabelled: Color(0x868b94))

  /// Black on white, for paper.
  public static let print = Theme(
    name: "print", surface: .white, ink: .black, secondaryInk: Color(0x333333),
    axis: Color(0x555555), grid: Color(0xdddddd), noise: Color(0xcccccc), unlabelled: Color(0x808080))

  var isDark: Bool { surface.luminance < 0.18 }
}
