/// An array in the IDX format of the MNIST files (LeCun, Cortes & Burges 1998), plain or packed by gzip.
///
/// Two zero bytes, one for the type of the elements, one for the number of axes, the axes as 32-bit numbers, then
/// the elements, all of them with the highest byte first.
struct IDXFile {
  enum Element: UInt8 {
    case byte = 0x08
    case signedByte = 0x09
    case short = 0x0B
    case integer = 0x0C
    case float = 0x0D
    case double = 0x0E

    var size: Int {
      switch self {
      case .byte, .signedByte: 1
      case .short: 2
      case .integer, .float: 4
      case .double: 8
      }
    }

    var isWhole: Bool { self != .float && self != .double }
  }

  let path: String
  let element: Element
  let shape: [Int]
  /// The elements as they stand in the file.
  private let bytes: [UInt8]

  /// Elements of a file, at most: 4 GiB of floats.
  private static let most = 1 << 30

  /// - Throws: ``StorageError``, `CancellationError`.
  init(path: String, cancellation: Cancellation = Cancellation()) throws {
    self.path = path
    let file = try UnpackedFile(path: path)
    let magic = try file.read(4, cancellation: cancellation)
    guard magic.count == 4, magic[0] == 0, magic[1] == 0, let element = Element(rawValue: magic[2]) else {
      throw Self.malformed(path, "it is no IDX file: it does not begin as one")
    }
    self.element = element
    let axes = try file.read(4 * Int(magic[3]), cancellation: cancellation)
    guard magic[3] > 0, axes.count == 4 * Int(magic[3]) else {
      throw Self.malformed(path, "it ends within its header")
    }
    shape = stride(from: 0, to: axes.count, by: 4).map { Int(Self.word(axes[$0..<$0 + 4])) }
    let count = shape.reduce(1) { min($0, Self.most + 1) * min($1, Self.most + 1) }
    guard count <= Self.most else {
      throw StorageError.unsupported(path: path, what: "\(Self.words(shape)) values, more than \(Self.most),")
    }
    let size = count * element.size
    // One more, to see that nothing follows.
    bytes = try file.read(size + 1, cancellation: cancellation)
    guard bytes.count >= size else {
      throw Self.malformed(
        path,
        "it ends too early: \(bytes.count) of the \(size) bytes of \(Self.words(shape)) values are there")
    }
    guard bytes.count == size else {
      throw Self.malformed(path, "more bytes follow than the \(size) of \(Self.words(shape)) values")
    }
  }

  /// Elements of one item: the product of all axes but the first.
  private var width: Int { shape.dropFirst().reduce(1, *) }

  /// The items at `indices`, flattened.
  func floats(_ indices: [Int], cancellation: Cancellation) throws -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(indices.count * width)
    for (position, index) in indices.enumerated() {
      if position.isMultiple(of: 256) { try cancellation.check() }
      let first = index * width
      if element == .byte {
        values.append(contentsOf: bytes[first..<first + width].lazy.map { Float($0) })
      } else {
        values.append(contentsOf: (first..<first + width).lazy.map { Float(number($0)) })
      }
    }
    return values
  }

  /// Whole numbers as words: labels.
  func words(cancellation: Cancellation) throws -> [String] {
    try (0..<bytes.count / element.size).map {
      if $0.isMultiple(of: 1 << 15) { try cancellation.check() }
      return "\(Int(number($0)))"
    }
  }

  private func number(_ index: Int) -> Double {
    let word = Self.word(bytes[index * element.size..<(index + 1) * element.size])
    return switch element {
    case .byte: Double(word)
    case .signedByte: Double(Int8(truncatingIfNeeded: word))
    case .short: Double(Int16(truncatingIfNeeded: word))
    case .integer: Double(Int32(truncatingIfNeeded: word))
    case .float: Double(Float(bitPattern: UInt32(truncatingIfNeeded: word)))
    case .double: Double(bitPattern: word)
    }
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func words(_ shape: [Int]) -> String { shape.map(String.init).joined(separator: " × ") }

  private static func malformed(_ path: String, _ reason: String) -> StorageError {
    .malformed(path: path, reason: reason)
  }
}
