@testable import MVAEKit

/// IDX files for tests.
enum IDXBytes {
  static func file(type: UInt8 = 0x08, shape: [Int], data: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(shape.count)] + shape.flatMap { bigEndian(UInt32($0)) } + data
  }

  /// `count` images of 3 × 2, pixel p of image i being 10 i + p.
  static func images(_ count: Int) -> [UInt8] {
    file(shape: [count, 3, 2], data: (0..<count).flatMap { i in (0..<6).map { UInt8(10 * i + $0) } })
  }

  static func labels(_ labels: [UInt8]) -> [UInt8] { file(shape: [labels.count], data: labels) }

  static func bigEndian(_ word: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
  }

  /// Packed by gzip (RFC 1952) as one stored block.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    let sizes = [length, ~length].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + sizes + bytes
      + bigEndian(Inflation.checksum(bytes)).reversed() + bigEndian(UInt32(bytes.count)).reversed()
  }
}
