extension RasterImage {
  /// The image made smaller by averaging until it is no larger than the given size; untouched when it fits.
  func reduced(toWidth maxWidth: Int, height maxHeight: Int) -> RasterImage {
    guard width > 0, height > 0, width > maxWidth || height > maxHeight, maxWidth > 0, maxHeight > 0 else {
      return self
    }
    let (newWidth, newHeight) = (min(width, maxWidth), min(height, maxHeight))
    switch pixels {
    case .indexed(let codes, let palette, let ordered):
      let reduced =
        ordered
        ? Self.averaged(codes, channels: 1, from: (width, height), to: (newWidth, newHeight))
        : Self.picked(codes, from: (width, height), to: (newWidth, newHeight))
      return RasterImage(
        width: newWidth, height: newHeight, pixels: .indexed(reduced, palette: palette, ordered: ordered))
    case .rgba(let bytes):
      let reduced = Self.averaged(bytes, channels: 4, from: (width, height), to: (newWidth, newHeight))
      return RasterImage(width: newWidth, height: newHeight, pixels: .rgba(reduced))
    }
  }

  /// The image with every row repeated a whole number of times.
  func repeatingRows(_ times: Int) -> RasterImage {
    guard times > 1 else { return self }
    func repeated(_ bytes: [UInt8], _ stride: Int) -> [UInt8] {
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count * times)
      for row in 0..<height {
        for _ in 0..<times { result += bytes[(row * stride)..<((row + 1) * stride)] }
      }
      return result
    }
    switch pixels {
    case .indexed(let codes, let palette, let ordered):
      let tall = repeated(codes, width)
      return RasterImage(
        width: width, height: height * times, pixels: .indexed(tall, palette: palette, ordered: ordered))
    case .rgba(let bytes):
      return RasterImage(width: width, height: height * times, pixels: .rgba(repeated(bytes, width * 4)))
    }
  }

  /// Box averages: first along rows, then along columns.
  private static func averaged(
    _ source: [UInt8], channels: Int, from: (width: Int, height: Int), to: (width: Int, height: Int)
  ) -> [UInt8] {
    var narrow = [UInt8](repeating: 0, count: to.width * from.height * channels)
    let across = boxes(from.width, to.width)
    for row in 0..<from.height {
      for (column, box) in across.enumerated() {
        for channel in 0..<channels {
          var sum = 0
          for index in box { sum &+= Int(source[(row &* from.width &+ index) &* channels &+ channel]) }
          narrow[(row &* to.width &+ column) &* channels &+ channel] = UInt8(
            (sum + box.count / 2) / box.count)
        }
      }
    }
    guard to.height < from.height else { return narrow }
    let stride = to.width * channels
    var result = [UInt8](repeating: 0, count: stride * to.height)
    for (row, box) in boxes(from.height, to.height).enumerated() {
      for index in 0..<stride {
        var sum = 0
        for line in box { sum &+= Int(narrow[line &* stride &+ index]) }
        result[row * stride + index] = UInt8((sum + box.count / 2) / box.count)
      }
    }
    return result
  }

  private static func picked(
    _ source: [UInt8], from: (width: Int, height: Int), to: (width: Int, height: Int)
  ) -> [UInt8] {
    let (across, down) = (boxes(from.width, to.width), boxes(from.height, to.height))
    return down.flatMap { line in across.map { source[line.lowerBound * from.width + $0.lowerBound] } }
  }

  /// Which source pixels each target pixel covers.
  private static func boxes(_ source: Int, _ target: Int) -> [Range<Int>] {
    (0..<target).map { index in
      let start = index * source / target
      return start..<max((index + 1) * source / target, start + 1)
    }
  }
}
