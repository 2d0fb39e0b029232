/// Brings every image to [0, 1] by its own lowest and highest value, as the study does, and back.
///
/// v = (x − lowest) / (highest − lowest); an image of one value becomes 0. A generated image has no range of its
/// own: it gets the mean range of the images learned from, x = v · (highest − lowest) + lowest.
public struct ImageScaling: Sendable, Equatable {
  /// Of one image, in its own units (dB).
  public struct Range: Sendable, Equatable {
    public let lowest: Double
    public let highest: Double

    public init(lowest: Double, highest: Double) {
      self.lowest = lowest
      self.highest = highest
    }

    /// Of `values`.
    init(of values: ArraySlice<Float>) {
      lowest = Double(values.min() ?? 0)
      highest = Double(values.max() ?? 0)
    }

    var width: Double { highest - lowest }
  }

  /// The mean of the lowest values, and of the highest, of the images learned from.
  public let typical: Range

  public init(typical: Range) { self.typical = typical }

  /// Fitted on the images at `rows`.
  init(fitting images: Tensor, rows: [Int]) {
    let ranges = rows.map { Range(of: images.row($0)) }
    let count = Double(max(1, ranges.count))
    typical = Range(
      lowest: ranges.reduce(0) { $0 + $1.lowest } / count,
      highest: ranges.reduce(0) { $0 + $1.highest } / count)
  }

  /// The range of every image.
  static func ranges(_ images: Tensor, cancellation: Cancellation) throws -> [Range] {
    try (0..<images.rows).map { row in
      if row.isMultiple(of: 64) { try cancellation.check() }
      return Range(of: images.row(row))
    }
  }

  /// Brings one image of `range` to [0, 1] in place.
  static func scale(_ image: MatrixView, _ range: Range) {
    let factor = range.width > 0 ? 1 / range.width : 0
    for index in 0..<image.count {
      image.base[index] = Float((Double(image.base[index]) - range.lowest) * factor)
    }
  }

  /// `values` of images of `size` pixels back in their units, each by its range in `ranges`, or by the typical one.
  func unscale(_ values: [Float], size: Int, ranges: [Range]? = nil) -> [Float] {
    var result = values
    for index in result.indices {
      let range = ranges?[index / max(1, size)] ?? typical
      result[index] = Float(Double(result[index]) * range.width + range.lowest)
    }
    return result
  }
}
