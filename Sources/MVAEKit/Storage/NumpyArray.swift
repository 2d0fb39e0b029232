/// An array of a .npy file: a shape and its values in row-major order.
public struct NumpyArray: Sendable, Equatable {
  /// Values in the widest type of their kind.
  public enum Values: Sendable, Equatable {
    /// From float16 and float32.
    case floats([Float])
    /// From float64.
    case doubles([Double])
    /// From bool and integers up to 64 bits.
    case integers([Int])
    /// From fixed-width Unicode or byte strings, without their padding.
    case text([String])

    public var count: Int {
      switch self {
      case .floats(let values): values.count
      case .doubles(let values): values.count
      case .integers(let values): values.count
      case .text(let values): values.count
      }
    }
  }

  public let shape: [Int]
  public let values: Values

  /// `nil` when the number of values does not fit the shape.
  public init?(shape: [Int], values: Values) {
    guard let count = Self.count(of: shape), count == values.count else { return nil }
    self.shape = shape
    self.values = values
  }

  /// A vector.
  public init(_ values: Values) {
    shape = [values.count]
    self.values = values
  }

  public init(_ tensor: Tensor) {
    shape = tensor.shape
    values = .floats(tensor.values)
  }

  /// As 32-bit floats; `nil` for text.
  public var floats: [Float]? {
    switch values {
    case .floats(let values): values
    case .doubles(let values): values.map { Float($0) }
    case .integers(let values): values.map { Float($0) }
    case .text: nil
    }
  }

  /// As doubles; `nil` for text.
  public var doubles: [Double]? {
    switch values {
    case .floats(let values): values.map { Double($0) }
    case .doubles(let values): values
    case .integers(let values): values.map { Double($0) }
    case .text: nil
    }
  }

  /// As words: text as it is, numbers in their shortest form.
  public var strings: [String] {
    switch values {
    case .floats(let values): values.map { "\($0)" }
    case .doubles(let values): values.map { "\($0)" }
    case .integers(let values): values.map { "\($0)" }
    case .text(let values): values
    }
  }

  /// As a tensor; `nil` for text.
  public var tensor: Tensor? { floats.flatMap { Tensor(shape: shape, values: $0) } }

  /// The product of `shape`, `nil` when an axis is negative or the product overflows.
  static func count(of shape: [Int]) -> Int? {
    shape.reduce(Optional(1)) { count, axis in
      guard let count, axis >= 0 else { return nil }
      let (product, overflows) = count.multipliedReportingOverflow(by: axis)
      return overflows ? nil : product
    }
  }
}
