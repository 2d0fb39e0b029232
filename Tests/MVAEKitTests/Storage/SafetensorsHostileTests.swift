import Testing

@testable import MVAEKit

/// Damaged and lying files give errors; what the reference reader accepts is read.
@Suite struct SafetensorsHostileTests {
  private static let one = #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#

  /// Each with 4 bytes of data.
  @Test(arguments: [
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}   "#,
    " \n\(one)\n", #"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":[1,{"y":null}]}}"#,
    #"{"__metadata__":null,"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"__metadata__":{},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"e":{"dtype":"F32","shape":[0],"data_offsets":[4,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"e":{"dtype":"F32","shape":[0,9],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a\u0000\ud83d\ude00":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
  ])
  func oddButSoundFilesAreRead(_ header: String) throws {
    let file = try SafetensorsFile(SafetensorsBytes.file(header, [0, 0, 0x80, 0x3F]))
    #expect(file.tensors.last?.floats == [1] || file.tensors.first?.floats == [1])
  }

  /// Each with 4 bytes of data; the reference reader refuses all of them but a name that appears twice.
  @Test(arguments: [
    "", "{", "[]", "{}", "null", "\(one){}", "\(one)x",
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}"#,
    #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}"#,
    #"{"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[1],"data_offsets":[3,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[0],"data_offsets":[4,4]}}"#,
    #"{"e":{"dtype":"F32","shape":[0],"data_offsets":[2,2]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
    #"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[4611686018427387905],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,99999999999999999999]}}"#,
    #"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1,],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,5]}}"#,
    #"{"a":{"dtype":"F32","shape":1,"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","data_offsets":[0,4]}}"#, #"{"a":{"shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1]}}"#, #"{"a":3}"#,
    #"{"a":{"dtype":"f32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"C64","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"__metadata__":{"a":1},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"__metadata__":{"a":null},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"__metadata__":"x","a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a\ud83d":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    #"{"a\q":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
    "{\"a\n\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
  ])
  func lyingFilesAreErrors(_ header: String) {
    #expect(throws: StorageError.self) { try SafetensorsFile(SafetensorsBytes.file(header, [0, 0, 0, 0])) }
  }

  @Test func lyingLengthsAreErrors() {
    let lengths: [[UInt8]] = [
      [255, 255, 255, 255, 255, 255, 255, 255], [0, 0, 0, 0, 0, 0, 0, 128], [0, 225, 245, 5, 0, 0, 0, 0],
      [55, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0], [],
    ]
    for length in lengths {
      let file = FileBytes(path: "x", bytes: length + Array("{}".utf8).prefix(length.count == 8 ? 2 : 0))
      #expect(throws: StorageError.self) { try SafetensorsFile(file) }
    }
    let deep = #"{"a":{"x":"# + String(repeating: "[", count: 30_000)
    #expect(throws: StorageError.self) { try SafetensorsFile(SafetensorsBytes.file(deep)) }
    var invalid = SafetensorsBytes.file(Self.one, [0, 0, 0, 0]).bytes
    invalid[10] = 0xFF
    #expect(throws: StorageError.malformed(path: "x", reason: "its header is not UTF-8")) {
      try SafetensorsFile(FileBytes(path: "x", bytes: invalid))
    }
  }

  @Test func everyTruncationIsAnError() throws {
    let bytes = sample.encoded
    for length in 0..<bytes.count {
      #expect(throws: StorageError.self) {
        try SafetensorsFile(FileBytes(path: "x", bytes: Array(bytes.prefix(length))))
      }
    }
    #expect(throws: StorageError.self) { try SafetensorsFile(FileBytes(path: "x", bytes: bytes + [0])) }
  }

  /// 20,000 files with a few changed bytes each: they are read or refused.
  @Test func changedFilesNeverTrap() throws {
    let original = sample.encoded
    var random = RandomSource(seed: 1)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<1 + random.integer(below: 4) {
        bytes[random.integer(below: bytes.count - 24)] = UInt8(random.integer(below: 256))
      }
      do {
        let file = try SafetensorsFile(FileBytes(path: "x", bytes: bytes))
        for tensor in file.tensors { _ = (tensor.doubles, tensor.integers, tensor.tensor) }
      } catch is StorageError {
        refused += 1
      }
    }
    #expect(refused > 10_000)
  }

  private var sample: SafetensorsFile {
    SafetensorsFile(
      tensors: [
        SafetensorsTensor(name: "weight", Tensor(shape: [2, 2])),
        SafetensorsTensor(name: "state", bytes: [1, 2, 3]),
      ], metadata: ["config": "{\"latent\": 2}"])
  }
}
