import Testing

@testable import MVAEKit

@Suite struct NumpyArrayTests {
  @Test func arraysReturnAsTheyWere() throws {
    let folder = try TemporaryFolder()
    let arrays: [NumpyArray?] = [
      NumpyArray(shape: [2, 3], values: .floats([1, -2.5, 3e-30, .infinity, 0, 6])),
      NumpyArray(shape: [2], values: .doubles([0.1, -1e300])),
      NumpyArray(shape: [], values: .integers([7])),
      NumpyArray(shape: [3], values: .integers([Int.min, 0, Int.max])),
      NumpyArray(shape: [3], values: .text(["", "été", "a\u{1F600}b"])),
      NumpyArray(shape: [0, 4], values: .floats([])),
    ]
    for (index, array) in arrays.enumerated() {
      let array = try #require(array)
      let path = folder.path("\(index).npy")
      try array.write(path: path)
      #expect(try NumpyArray(path: path) == array)
    }
  }

  @Test func headersAreWrittenAsTheFormatSays() throws {
    let array = try #require(NumpyArray(shape: [2, 3], values: .floats([0, 1, 2, 3, 4, 5])))
    let bytes = array.encoded
    #expect(Array(bytes.prefix(8)) == [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0])
    #expect(bytes.count == 128 + 24 || bytes.count == 64 + 24)
    let header = String(decoding: bytes[10..<bytes.count - 24], as: UTF8.self)
    #expect(header.hasPrefix("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }"))
    #expect(header.hasSuffix(" \n"))
  }

  @Test func otherTypesAndOrdersAreRead() throws {
    #expect(try read("'>i2'", "(2,)", [0xFF, 0xFE, 0x01, 0x02]).values == .integers([-2, 258]))
    #expect(try read("'|u1'", "(3,)", [0, 200, 255]).values == .integers([0, 200, 255]))
    #expect(try read("'|b1'", "(2,)", [0, 1]).values == .integers([0, 1]))
    #expect(
      try read("'<f2'", "(3,)", [0x00, 0x3C, 0x00, 0xC1, 0x01, 0x00]).values == .floats([1, -2.5, 0x1p-24]))
    #expect(try read("'|S3'", "(2,)", Array("ab\0xyz".utf8)).values == .text(["ab", "xyz"]))
    #expect(
      try read("'<u8'", "(1,)", [UInt8](repeating: 0xFF, count: 8)).values == .doubles([0x1p64])
    )
    let columnMajor = try read("'|i1'", "(2, 3)", [1, 4, 2, 5, 3, 6], order: "True")
    #expect(columnMajor.values == .integers([1, 2, 3, 4, 5, 6]))
    let cube = try read("'|i1'", "(2, 1, 2)", [1, 3, 2, 4], order: "True")
    #expect(cube.values == .integers([1, 2, 3, 4]))
  }

  private func read(_ type: String, _ shape: String, _ data: [UInt8], order: String = "False") throws
    -> NumpyArray
  {
    try NumpyArray(
      FileBytes(path: "x.npy", bytes: NumpyFile.bytes(type: type, shape: shape, data: data, order: order)))
  }
}

/// .npy files written by hand.
enum NumpyFile {
  static func bytes(type: String, shape: String, data: [UInt8], order: String = "False") -> [UInt8] {
    let header = Array("{'descr': \(type), 'fortran_order': \(order), 'shape': \(shape), }\n".utf8)
    return NumpyHeader.magic + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)] + header + data
  }
}
