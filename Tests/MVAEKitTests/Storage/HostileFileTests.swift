import Testing

@testable import MVAEKit

/// Damaged and lying files give errors: no trap, no memory for what is not there.
@Suite struct HostileFileTests {
  @Test func lyingHeadersAreErrors() {
    let files: [(String, String)] = [
      ("'<f4'", "(9223372036854775807, 9223372036854775807)"), ("'<f4'", "(4611686018427387904,)"),
      ("'<f4'", "(-1,)"), ("'<f4'", "(99999999999999999999,)"), ("'<f4'", "(3,)"), ("'<f4'", "3"),
      ("'<U9223372036854775807'", "(2,)"), ("'<U0'", "(4611686018427387904,)"), ("'<f3'", "(1,)"),
      ("'O'", "(1,)"), ("'<c8'", "(1,)"), ("'<M8[ns]'", "(1,)"), ("[('a', '<f4')]", "(1,)"), ("''", "(1,)"),
      ("'<f4", "(1,)"),
    ]
    for (type, shape) in files {
      #expect(throws: StorageError.self, "\(type) \(shape)") {
        try NumpyArray(
          FileBytes(path: "x.npy", bytes: NumpyFile.bytes(type: type, shape: shape, data: [0, 0, 0, 0])))
      }
    }
  }

  @Test func everyTruncationIsAnErrorOrAWholeArray() throws {
    let array = try #require(NumpyArray(shape: [3, 2], values: .doubles([1, 2, 3, 4, 5, 6])))
    let bytes = array.encoded
    for length in 0..<bytes.count {
      #expect(throws: StorageError.self) {
        try NumpyArray(FileBytes(path: "x.npy", bytes: Array(bytes.prefix(length))))
      }
    }
  }

  @Test func truncatedArchivesAreErrors() throws {
    let bytes = archive
    for length in 0..<bytes.count {
      #expect(throws: StorageError.self) {
        try ZipArchive(FileBytes(path: "x.npz", bytes: Array(bytes.prefix(length))))
      }
    }
  }

  /// 20,000 archives with a few changed bytes each: they are read or refused.
  @Test func changedArchivesNeverTrap() throws {
    let original = archive
    var random = RandomSource(seed: 1)
    var refused = 0
    for _ in 0..<20_000 {
      var bytes = original
      for _ in 0..<1 + random.integer(below: 4) {
        bytes[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256))
      }
      do {
        let archive = try ZipArchive(FileBytes(path: "x.npz", bytes: bytes))
        for entry in archive.entries {
          _ = try NumpyArray(FileBytes(path: "x", bytes: try archive.contents(of: entry)))
        }
      } catch is StorageError {
        refused += 1
      }
    }
    #expect(refused > 10_000)
  }

  /// The checksum sees a changed value.
  @Test func aChangedValueIsSeen() throws {
    var bytes = archive
    let place = try #require(bytes.firstRange(of: [0, 0, 0x80, 0x3F])).lowerBound
    bytes[place] ^= 1
    let file = FileBytes(path: "x.npz", bytes: bytes)
    #expect(throws: StorageError.malformed(path: "x.npz", reason: "entry a.npy has a wrong checksum")) {
      let archive = try ZipArchive(file)
      for entry in archive.entries { _ = try archive.contents(of: entry) }
    }
  }

  /// A claim of 1 TB in 10 packed bytes takes no memory.
  @Test func aBombIsRefused() {
    #expect(Inflation.inflate([3, 0, 0, 0, 0, 0, 0, 0, 0, 0], size: 1 << 40) == nil)
    #expect(Inflation.inflate([3, 0], size: 0) == [])
    #expect(Inflation.inflate([3, 0], size: 1) == nil)
    #expect(Inflation.inflate([7, 7, 7], size: 3) == nil)
  }

  @Test func missingFilesSayWhy() {
    #expect(throws: StorageError.unreadable(path: "/nowhere.npy", reason: "no such file")) {
      try NumpyArray(path: "/nowhere.npy")
    }
    #expect(throws: StorageError.unreadable(path: "/tmp", reason: "it is a folder")) {
      try NumpyArray(path: "/tmp")
    }
  }

  private var archive: [UInt8] {
    var writer = ZipWriter()
    _ = writer.add(name: "a.npy", contents: NumpyArray(.floats([1, 2, 3])).encoded)
    _ = writer.add(name: "b.npy", contents: NumpyArray(.text(["x", "yz"])).encoded)
    return writer.finished()
  }
}
