/// A dense row-major array of 32-bit floats with a shape.
///
/// Invariant: `values.count` is the product of `shape`.
public struct Tensor: Sendable, Equatable {
  public let shape: [Int]
  public var values: [Float]

  /// A tensor of `shape` filled with `repeating`.
  public init(shape: [Int], repeating value: Float = 0) {
    self.shape = shape
    values = [Float](repeating: value, count: shape.reduce(1, *))
  }

  /// A tensor of `shape` over `values`, or `nil` when their count does not fit the shape.
  public init?(shape: [Int], values: [Float]) {
    guard shape.reduce(1, *) == values.count else { return nil }
    self.shape = shape
    self.values = values
  }

  /// Length of the first axis: the number of items.
  public var rows: Int { shape.first ?? 0 }

  /// Number of values in one item (the product of all axes but the first).
  public var columns: Int { shape.dropFirst().reduce(1, *) }

  /// The values of item `index`, flattened.
  public func row(_ index: Int) -> ArraySlice<Float> {
    values[index * columns..<(index + 1) * columns]
  }

  /// The items at `indices`, in that order.
  public func selecting(_ indices: [Int]) -> Tensor {
    var result = Tensor(shape: [indices.count] + shape.dropFirst())
    let width = columns
    for (target, source) in indices.enumerated() {
      result.values.replaceSubrange(target * width..<(target + 1) * width, with: row(source))
    }
    return result
  }
}
