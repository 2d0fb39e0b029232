import CPNG

/// PNG files in memory, through libpng's simplified interface: its errors come back as a result instead of a long jump.
enum PNGCodec {
  /// A palette image: unfiltered, zlib level 6, which libpng chooses for palettes by itself, or 3: of a whole figure a quarter
  /// of the time less for 8 % more bytes.
  static func encode(width: Int, height: Int, codes: [UInt8], palette: [Color], fast: Bool = false) -> [UInt8]
  {
    guard width > 0, height > 0, codes.count >= width * height, (1...256).contains(palette.count) else {
      return []
    }
    let format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA | PNG_FORMAT_FLAG_COLORMAP)
    let map = palette.flatMap { [$0.red, $0.green, $0.blue, $0.alpha] }
    return write(
      Description(
        width: width, height: height, format: format, stride: width, entries: palette.count, fast: fast),
      pixels: codes, map: map)
  }

  /// A full-colour image of 3 (RGB) or 4 (RGBA) channels: unfiltered, zlib level 3, several times faster than the default and on
  /// charts hardly larger.
  static func encode(width: Int, height: Int, bytes: [UInt8], channels: Int) -> [UInt8] {
    guard width > 0, height > 0, bytes.count >= width * height * channels, channels == 3 || channels == 4
    else {
      return []
    }
    let format = UInt32(PNG_FORMAT_FLAG_COLOR | (channels == 4 ? PNG_FORMAT_FLAG_ALPHA : 0))
    return write(
      Description(
        width: width, height: height, format: format, stride: width * channels, entries: 0, fast: true),
      pixels: bytes, map: nil)
  }

  /// The pixels of a PNG file as RGBA, or nothing when it is none.
  static func decode(_ file: [UInt8]) -> RasterImage? {
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    guard png_image_begin_read_from_memory(&image, file, file.count) != 0 else { return nil }
    image.format = UInt32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    let (width, height) = (Int(image.width), Int(image.height))
    var bytes = [UInt8](repeating: 0, count: width * height * 4)
    guard png_image_finish_read(&image, nil, &bytes, Int32(width * 4), nil) != 0 else { return nil }
    return RasterImage(width: width, height: height, pixels: .rgba(bytes))
  }

  private struct Description {
    let width: Int
    let height: Int
    let format: UInt32
    let stride: Int
    let entries: Int
    let fast: Bool
  }

  private static func write(_ description: Description, pixels: [UInt8], map: [UInt8]?) -> [UInt8] {
    guard description.width <= 1 << 16, description.height <= 1 << 16 else { return [] }
    var image = png_image()
    image.version = UInt32(PNG_IMAGE_VERSION)
    image.width = UInt32(description.width)
    image.height = UInt32(description.height)
    image.format = description.format
    image.colormap_entries = UInt32(description.entries)
    image.flags = description.fast ? UInt32(PNG_IMAGE_FLAG_FAST) : 0
    defer { png_image_free(&image) }
    let raw = (description.stride + 1) * description.height
    // Deflate stores what it cannot compress: 5 bytes a 16 KB block, and libpng's chunks of 8 KB have 12.
    let capacity = raw + raw / 256 + 8192
    return [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      var size = capacity
      let written = png_image_write_to_memory(
        &image, buffer.baseAddress, &size, 0, pixels, Int32(description.stride), map)
      count = written != 0 ? size : 0
    }
  }
}
