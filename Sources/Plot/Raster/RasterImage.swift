/// A picture of pixels, rows from the top, with a palette or in full colour.
public struct RasterImage: Sendable, Equatable {
  enum Pixels: Sendable, Equatable {
    /// One byte a pixel: a position in the palette. `ordered` says that neighbours in the palette are neighbours in
    /// meaning, so that positions may be averaged.
    case indexed([UInt8], palette: [Color], ordered: Bool)
    /// Four bytes a pixel, not premultiplied.
    case rgba([UInt8])
  }

  public let width: Int
  public let height: Int
  let pixels: Pixels

  init(width: Int, height: Int, pixels: Pixels) {
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// A matrix through a colour map, one pixel a value.
  ///
  /// - Parameters:
  ///   - values: row-major, `rows` × `columns`; too few give an empty image.
  ///   - lowestRowFirst: row 0 comes to the bottom.
  public init(values: [Float], rows: Int, columns: Int, colors: ColorScale, lowestRowFirst: Bool = false) {
    guard rows > 0, columns > 0, values.count / columns >= rows else {
      self.init(width: 0, height: 0, pixels: .rgba([]))
      return
    }
    let coded = MatrixCoding(values: values, rows: rows, columns: columns, domain: colors.domain)
      .codes(lowestRowFirst: lowestRowFirst)
    var palette = colors.map.colors
    if coded.hasMissing { palette[Int(MatrixCoding.missing)] = Color(red: 0, green: 0, blue: 0, alpha: 0) }
    self.init(
      width: columns, height: rows,
      pixels: .indexed(coded.codes, palette: palette, ordered: !coded.hasMissing))
  }

  /// The image as a PNG file: 8-bit palette (type 3), unfiltered, zlib level 6 when it has a palette; no bytes when it is empty.
  public func png() -> [UInt8] {
    switch pixels {
    case .indexed(let codes, let palette, _):
      if codes.count < 4096 {
        Self.compactPNG(width: width, height: height, codes: codes, palette: palette)
      } else {
        PNGCodec.encode(width: width, height: height, codes: codes, palette: palette)
      }
    case .rgba(let bytes): PNGCodec.encode(width: width, height: height, bytes: bytes, channels: 4)
    }
  }
}

extension RasterImage {
  /// Of a small picture the palette is the larger part: only the colours it uses are written.
  fileprivate static func compactPNG(width: Int, height: Int, codes: [UInt8], palette: [Color]) -> [UInt8] {
    var places = [UInt8?](repeating: nil, count: 256)
    var used: [Color] = []
    let compact = codes.map { code -> UInt8 in
      if let place = places[Int(code)] { return place }
      let place = UInt8(used.count)
      used.append(Int(code) < palette.count ? palette[Int(code)] : .black)
      places[Int(code)] = place
      return place
    }
    return PNGCodec.encode(width: width, height: height, codes: compact, palette: used)
  }
}

/// Turns values into palette positions.
struct MatrixCoding {
  let values: [Float]
  let rows: Int
  let columns: Int
  let domain: ClosedRange<Double>
  /// The palette's last entry, which values never get when one of them is missing.
  static let missing: UInt8 = 255

  func codes(lowestRowFirst: Bool) -> (codes: [UInt8], hasMissing: Bool) {
    let used = values.prefix(rows * columns)
    // x - x is 0 for finite values only, so one sum tells whether any is missing.
    let hasMissing = used.reduce(Float(0)) { $0 + ($1 - $1) }.isNaN
    let top: Float = hasMissing ? 254 : 255
    let low = Float(domain.lowerBound)
    let factor = top / Float(domain.upperBound - domain.lowerBound)
    var codes = [UInt8](repeating: 0, count: rows * columns)
    values.withUnsafeBufferPointer { source in
      codes.withUnsafeMutableBufferPointer { target in
        for row in 0..<rows {
          let from = row &* columns
          let to = (lowestRowFirst ? rows &- 1 &- row : row) &* columns
          for column in 0..<columns {
            let value = source[from &+ column]
            let position = min(max((value - low) * factor, 0), top)
            target[to &+ column] =
              value.isFinite
              ? UInt8(truncatingIfNeeded: Int32(position + 0.5)) : hasMissing ? Self.missing : 0
          }
        }
      }
    }
    return (codes, hasMissing)
  }
}
