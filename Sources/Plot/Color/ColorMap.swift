/// A sequence of 256 colours for numbers, from low to high.
public struct ColorMap: Sendable, Equatable {
  public let name: String
  /// Always 256 entries.
  public let colors: [Color]

  /// Smith and van der Walt (2015): lightness rises evenly, safe for colour-blind eyes.
  public static let viridis = ColorMap(name: "viridis", hexadecimal: viridisTable)
  /// As viridis, from black over purple to cream: for spectrograms.
  public static let magma = ColorMap(name: "magma", hexadecimal: magmaTable)
  /// Black to white.
  public static let gray = ColorMap(
    name: "gray",
    colors: (0...255).map { Color(red: UInt8($0), green: UInt8($0), blue: UInt8($0)) })

  /// Blue over white to red, for numbers on both sides of a middle: Brewer's RdBu (Harrower and Brewer, 2003, "ColorBrewer.org"),
  /// red high; safe for red-green blind eyes.
  public static let blueRed = ColorMap(
    name: "blue-red",
    stops: [
      0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b,
      0x67001f,
    ])

  /// The colour at a fraction of the range; clamped to 0...1.
  public func color(at fraction: Double) -> Color {
    colors[index(at: fraction)]
  }

  func index(at fraction: Double) -> Int {
    fraction.isNaN ? 0 : Int(min(max(fraction, 0), 1) * 255 + 0.5)
  }

  private init(name: String, colors: [Color]) {
    self.name = name
    self.colors = colors
  }

  /// Straight lines between stops at even distances.
  private init(name: String, stops: [UInt32]) {
    let colors = stops.map { Color($0) }
    self.init(
      name: name,
      colors: (0...255).map { index in
        let position = Double(index) / 255 * Double(colors.count - 1)
        let below = min(Int(position), colors.count - 2)
        return colors[below].mixed(with: colors[below + 1], fraction: position - Double(below))
      })
  }

  private init(name: String, hexadecimal: String) {
    let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    self.name = name
    self.colors = stride(from: 0, to: digits.count - 5, by: 6).map { start in
      func byte(_ offset: Int) -> UInt8 { UInt8(digits[start + offset] * 16 + digits[start + offset + 1]) }
      return Color(red: byte(0), green: byte(2), blue: byte(4))
    }
  }
}
