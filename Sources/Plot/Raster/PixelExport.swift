extension PixelGrid {
  /// The pixels as a PNG file with a palette; figures have few colours, and what blends leave beyond 256 goes to the nearest.
  ///
  /// - Parameter fast: whether time matters more than a few bytes.
  func png(fast: Bool = false) -> [UInt8] {
    let reduced = PaletteReduction(self, limit: 256)
    return PNGCodec.encode(
      width: width, height: height, codes: reduced.codes, palette: reduced.palette, fast: fast)
  }
}
