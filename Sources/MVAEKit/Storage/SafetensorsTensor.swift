/// One tensor of a safetensors file: a name, a shape, and its values as little-endian bytes in row-major order.
public struct SafetensorsTensor: Sendable, Equatable {
  public let name: String
  public let shape: [Int]
  public let type: SafetensorsType
  public let bytes: ArraySlice<UInt8>

  /// `nil` when the bytes do not fit shape and type.
  public init?(name: String, shape: [Int], type: SafetensorsType, bytes: ArraySlice<UInt8>) {
    guard let count = NumpyArray.count(of: shape + [type.size]), count == bytes.count else { return nil }
    self.name = name
    self.shape = shape
    self.type = type
    self.bytes = bytes
  }

  /// 32-bit floats; `nil` when their number does not fit the shape, as below.
  public init?(name: String, shape: [Int], floats: [Float]) {
    self.init(name: name, shape: shape, type: .float32, bytes: Self.encoded(floats.map(\.bitPattern)))
  }

  public init?(name: String, shape: [Int], doubles: [Double]) {
    self.init(name: name, shape: shape, type: .float64, bytes: Self.encoded(doubles.map(\.bitPattern)))
  }

  public init?(name: String, shape: [Int], integers: [Int]) {
    self.init(
      name: name, shape: shape, type: .int64, bytes: Self.encoded(integers.map { Int64($0) }))
  }

  public init(name: String, _ tensor: Tensor) {
    self.name = name
    shape = tensor.shape
    type = .float32
    bytes = Self.encoded(tensor.values.map(\.bitPattern))
  }

  /// A vector of bytes.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    shape = [bytes.count]
    type = .uint8
    self.bytes = bytes[...]
  }

  public var count: Int { bytes.count / type.size }

  /// As 32-bit floats, rounded where they have more digits; `nil` for 8-bit floats.
  public var floats: [Float]? {
    type == .float32 ? patterns(UInt32.self).map { Float(bitPattern: $0) } : doubles?.map { Float($0) }
  }

  /// As doubles; `nil` for 8-bit floats.
  public var doubles: [Double]? {
    switch type {
    case .float64: patterns(UInt64.self).map { Double(bitPattern: $0) }
    case .float32: patterns(UInt32.self).map { Double(Float(bitPattern: $0)) }
    case .float16: patterns(UInt16.self).map { Double(HalfFloat.float($0)) }
    case .bfloat16: patterns(UInt16.self).map { Double(Float(bitPattern: UInt32($0) << 16)) }
    case .uint64: patterns(UInt64.self).map { Double($0) }
    case .float8E4M3, .float8E5M2: nil
    default: integers?.map { Double($0) }
    }
  }

  /// As integers; `nil` for floats, and for numbers of 2⁶³ and above.
  public var integers: [Int]? {
    switch type {
    case .int64: patterns(Int64.self).map { Int($0) }
    case .int32: patterns(Int32.self).map { Int($0) }
    case .int16: patterns(Int16.self).map { Int($0) }
    case .int8: patterns(Int8.self).map { Int($0) }
    case .uint64: Self.exact(patterns(UInt64.self))
    case .uint32: patterns(UInt32.self).map { Int($0) }
    case .uint16: patterns(UInt16.self).map { Int($0) }
    case .uint8, .bool: bytes.map { Int($0) }
    case .float64, .float32, .float16, .bfloat16, .float8E4M3, .float8E5M2: nil
    }
  }

  /// As a tensor of 32-bit floats; `nil` for 8-bit floats.
  public var tensor: Tensor? { floats.flatMap { Tensor(shape: shape, values: $0) } }

  /// Loads need no alignment: the data may begin at any byte of a file.
  private func patterns<Integer: FixedWidthInteger & BitwiseCopyable>(_: Integer.Type) -> [Integer] {
    bytes.withUnsafeBytes { data in
      (0..<data.count / MemoryLayout<Integer>.size).map { index in
        Integer(
          littleEndian: data.loadUnaligned(
            fromByteOffset: index * MemoryLayout<Integer>.size, as: Integer.self))
      }
    }
  }

  private static func exact(_ values: [UInt64]) -> [Int]? {
    values.allSatisfy { $0 <= UInt64(Int.max) } ? values.map { Int($0) } : nil
  }

  private static func encoded(_ values: [some FixedWidthInteger]) -> ArraySlice<UInt8> {
    let littleEndian = values.map(\.littleEndian)
    return littleEndian.withUnsafeBytes { Array($0)[...] }
  }
}

/// What a tensor's values are, by the names of the format, in the order in which the reference writer's types ascend.
public enum SafetensorsType: String, Sendable, CaseIterable {
  case bool = "BOOL"
  case uint8 = "U8"
  case int8 = "I8"
  case float8E5M2 = "F8_E5M2"
  case float8E4M3 = "F8_E4M3"
  case int16 = "I16"
  case uint16 = "U16"
  case float16 = "F16"
  case bfloat16 = "BF16"
  case int32 = "I32"
  case uint32 = "U32"
  case float32 = "F32"
  case float64 = "F64"
  case int64 = "I64"
  case uint64 = "U64"

  /// Bytes of one value.
  public var size: Int {
    switch self {
    case .bool, .uint8, .int8, .float8E5M2, .float8E4M3: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// Its place among all types.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
