import Testing

@testable import MVAEKit

@Suite struct SafetensorsTests {
  private func file() throws -> SafetensorsFile {
    let tensors = [
      SafetensorsTensor(name: "b", Tensor(shape: [2, 3])),
      try #require(SafetensorsTensor(name: "a", shape: [3], integers: [0, 1, 2])),
      SafetensorsTensor(name: "c", bytes: [0, 0, 7]),
      try #require(SafetensorsTensor(name: "d", shape: [2], doubles: [0, 0])),
      try #require(SafetensorsTensor(name: "e", shape: [0, 4], floats: [])),
      try #require(SafetensorsTensor(name: "s", shape: [], floats: [3])),
    ]
    return SafetensorsFile(
      tensors: tensors, metadata: ["z": "1", "a": "é\"\n\u{2028}/\u{7F}\u{1}\u{8}\u{C}\t\\"])
  }

  /// The bytes of safetensors 0.8.0 for the same tensors, its metadata by name.
  @Test func bytesEqualTheReferenceWriters() throws {
    let header =
      #"{"__metadata__":{"a":"é\"\n"# + "\u{2028}/\u{7F}" + #"\u0001\b\f\t\\","z":"1"},"#
      + #""a":{"dtype":"I64","shape":[3],"data_offsets":[0,24]},"#
      + #""d":{"dtype":"F64","shape":[2],"data_offsets":[24,40]},"#
      + #""b":{"dtype":"F32","shape":[2,3],"data_offsets":[40,64]},"#
      + #""e":{"dtype":"F32","shape":[0,4],"data_offsets":[64,64]},"#
      + #""s":{"dtype":"F32","shape":[],"data_offsets":[64,68]},"#
      + #""c":{"dtype":"U8","shape":[3],"data_offsets":[68,71]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    var expected: [UInt8] = [
      UInt8(padded.utf8.count & 0xFF), UInt8(padded.utf8.count >> 8), 0, 0, 0, 0, 0, 0,
    ]
    expected += padded.utf8
    expected += [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
    expected += [UInt8](repeating: 0, count: 16 + 24) + [0, 0, 0x40, 0x40] + [0, 0, 7]
    #expect(try file().encoded == expected)
    #expect(SafetensorsFile(tensors: []).encoded == [8, 0, 0, 0, 0, 0, 0, 0] + Array("{}      ".utf8))
  }

  @Test func whatIsWrittenIsRead() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("x.safetensors")
    try file().write(path: path)
    #expect(folder.names == ["x.safetensors"])
    let back = try SafetensorsFile(path: path)
    #expect(back.metadata == (try file().metadata))
    #expect(back.tensors.map(\.name) == ["a", "d", "b", "e", "s", "c"])
    for tensor in try file().tensors { #expect(back[tensor.name] == tensor) }
    #expect(back["a"]?.integers == [0, 1, 2])
    #expect(back["s"]?.floats == [3])
    #expect(back["s"]?.shape == [])
    #expect(back["c"]?.doubles == [0, 0, 7])
    #expect(back["b"]?.tensor == Tensor(shape: [2, 3]))
    #expect(throws: StorageError.noArray(path: "x", name: "q", available: ["a", "d", "b", "e", "s", "c"])) {
      try back.tensor("q", path: "x")
    }
  }

  /// Values of every type, from bytes at an odd address.
  @Test func everyTypeIsUnderstood() throws {
    let cases: [(String, [UInt8], [Double]?, [Int]?)] = [
      ("BOOL", [1, 0], [1, 0], [1, 0]), ("U8", [255], [255], [255]), ("I8", [255], [-1], [-1]),
      ("I16", [0xFE, 0xFF], [-2], [-2]), ("U16", [0xFE, 0xFF], [65534], [65534]),
      ("F16", [0, 0x3E], [1.5], nil), ("BF16", [0xC0, 0x3F], [1.5], nil),
      ("I32", [0, 0, 0, 0x80], [-2_147_483_648], [-2_147_483_648]),
      ("U32", [0, 0, 0, 0x80], [2_147_483_648], [2_147_483_648]), ("F32", [0, 0, 0xC0, 0x3F], [1.5], nil),
      ("F64", [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], [1.5], nil),
      ("I64", [255, 255, 255, 255, 255, 255, 255, 255], [-1], [-1]),
      ("U64", [0, 0, 0, 0, 0, 0, 0, 0x80], [9_223_372_036_854_775_808], nil),
      ("F8_E4M3", [0x38], nil, nil), ("F8_E5M2", [0x3C], nil, nil),
    ]
    for (type, bytes, doubles, integers) in cases {
      let count = type == "BOOL" ? 2 : 1
      let header = #"{"x":{"dtype":"\#(type)","shape":[\#(count)],"data_offsets":[0,\#(bytes.count)]}}"#
      let odd = header.utf8.count % 2 == 0 ? header + " " : header
      let tensor = try #require(try read(odd, bytes)["x"])
      #expect(tensor.count == count)
      #expect(tensor.doubles == doubles, "\(type)")
      #expect(tensor.integers == integers, "\(type)")
      #expect(tensor.floats == doubles?.map { Float($0) }, "\(type)")
      #expect(SafetensorsFile(tensors: [tensor]).encoded.suffix(bytes.count) == bytes[...])
    }
  }

  @Test func namesThatCannotBeWrittenAreErrors() throws {
    let folder = try TemporaryFolder()
    let one = SafetensorsTensor(name: "x", bytes: [1])
    let reserved = SafetensorsTensor(name: "__metadata__", bytes: [1])
    for tensors in [[one, one], [reserved]] {
      #expect(throws: StorageError.self) {
        try SafetensorsFile(tensors: tensors).write(path: folder.path("x.safetensors"))
      }
    }
    #expect(folder.names.isEmpty)
    #expect(SafetensorsTensor(name: "x", shape: [2], floats: [1]) == nil)
    #expect(SafetensorsTensor(name: "x", shape: [-1, -1], floats: [1]) == nil)
    #expect(SafetensorsTensor(name: "x", shape: [Int.max, 4], floats: [1]) == nil)
  }

  private func read(_ header: String, _ data: [UInt8] = []) throws -> SafetensorsFile {
    try SafetensorsFile(SafetensorsBytes.file(header, data))
  }
}

/// Files made by hand.
enum SafetensorsBytes {
  static func file(_ header: String, _ data: [UInt8] = []) -> FileBytes {
    let length = header.utf8.count
    let prefix = [UInt8(length & 0xFF), UInt8(length >> 8 & 0xFF), 0, 0, 0, 0, 0, 0]
    return FileBytes(path: "x.safetensors", bytes: prefix + Array(header.utf8) + data)
  }
}
