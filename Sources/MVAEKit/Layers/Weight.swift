/// One named array of a model's weights within the flat buffer of all of them.
public struct Weight: Sendable, Equatable {
  /// "encoder.0.weight": as PyTorch would name it.
  public let name: String
  /// [outputs, inputs] or [outputs].
  public let shape: [Int]
  /// Position of its first value in the flat buffer.
  public let offset: Int
  /// Whether the optimiser changes it; running statistics of batch norm are not.
  public let isLearned: Bool

  public init(name: String, shape: [Int], offset: Int, isLearned: Bool = true) {
    self.name = name
    self.shape = shape
    self.offset = offset
    self.isLearned = isLearned
  }

  public var count: Int { shape.reduce(1, *) }
}

/// Where every weight of a model lies in one flat buffer; gradients and optimiser moments have the same layout.
///
/// Each slot begins at a multiple of 16 floats, so that vectors never straddle two slots; the gaps stay 0.
struct WeightLayout: Sendable, Equatable {
  private(set) var weights: [Weight] = []
  /// Length of the flat buffer, gaps included.
  private(set) var length = 0

  /// Values that are learned, gaps and statistics excluded.
  var parameterCount: Int { weights.reduce(0) { $0 + ($1.isLearned ? $1.count : 0) } }

  /// Reserves one slot in which arrays of equal `shape` follow each other, and returns its offset.
  mutating func reserve(_ names: [String], shape: [Int], isLearned: Bool = true) -> Int {
    let start = length
    let size = shape.reduce(1, *)
    for (index, name) in names.enumerated() {
      weights.append(Weight(name: name, shape: shape, offset: start + index * size, isLearned: isLearned))
    }
    length = (start + names.count * size + 15) / 16 * 16
    return start
  }
}
