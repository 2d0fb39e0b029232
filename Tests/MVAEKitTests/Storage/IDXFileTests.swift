import Testing

@testable import MVAEKit

@Suite struct IDXFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8]) throws -> [Float] {
    let file = try IDXFile(path: folder.write(bytes, "x"))
    return try file.floats(Array(0..<file.shape[0]), cancellation: Cancellation())
  }

  /// Elements of every type, highest byte first.
  @Test(
    arguments: [
      (0x08, [0xFF, 2], [255, 2]), (0x09, [0xFF, 2], [-1, 2]),
      (0x0B, [0xFF, 0xFE, 1, 0], [-2, 256]), (0x0C, [0xFF, 0xFF, 0xFF, 0xFD, 0, 0, 1, 0], [-3, 256]),
      (0x0D, [0x3F, 0x80, 0, 0, 0xC0, 0, 0, 0], [1, -2]),
      (0x0E, [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1.5, 0]),
    ] as [(UInt8, [UInt8], [Float])])
  func everyTypeOfElement(_ type: UInt8, _ data: [UInt8], _ values: [Float]) throws {
    #expect(try read(IDXBytes.file(type: type, shape: [2], data: data)) == values)
  }

  @Test func packedFilesAreReadAsTheyAre() throws {
    let bytes = IDXBytes.images(4)
    #expect(try read(IDXBytes.packed(bytes)) == read(bytes))
  }

  /// Nothing of the size that a header claims is taken before it is there.
  @Test(
    arguments: [
      ([], "does not begin"), ([0, 0, 8], "does not begin"), ([1, 0, 8, 1, 0, 0, 0, 0], "does not begin"),
      ([0, 0, 7, 1, 0, 0, 0, 0], "does not begin"), ([0x50, 0x4B, 3, 4], "does not begin"),
      ([0, 0, 8, 0], "within its header"), ([0, 0, 8, 2, 0, 0, 0, 1], "within its header"),
      ([0, 0, 8, 255, 0, 0], "within its header"),
      ([0, 0, 8, 1, 0, 0, 0, 3, 1, 2], "2 of the 3 bytes"),
      ([0, 0, 8, 1, 0x3F, 0xFF, 0xFF, 0xFF, 1, 2], "2 of the 1073741823 bytes"),
      ([0, 0, 8, 1, 0, 0, 0, 1, 1, 2], "more bytes follow"),
    ] as [([UInt8], String)])
  func lyingFilesAreErrors(_ bytes: [UInt8], _ words: String) throws {
    let error = #expect(throws: StorageError.self) { try read(bytes) }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [[1 << 31], [65536, 65536], [4_294_967_295, 4_294_967_295, 4_294_967_295]])
  func absurdSizesAreRefused(_ shape: [Int]) throws {
    let error = #expect(throws: StorageError.self) { try read(IDXBytes.file(shape: shape, data: [1])) }
    #expect(error?.message.contains("more than 1073741824") == true, "\(error?.message ?? "")")
  }

  @Test(arguments: [false, true])
  func everyTruncationIsAnError(_ isPacked: Bool) throws {
    let whole = isPacked ? IDXBytes.packed(IDXBytes.images(3)) : IDXBytes.images(3)
    for length in 0..<whole.count {
      #expect(throws: StorageError.self, "\(length) bytes") { try read(Array(whole.prefix(length))) }
    }
  }

  /// 4,000 files with a few changed bytes each, plain and packed: they are read or refused.
  @Test(arguments: [false, true])
  func changedFilesNeverTrap(_ isPacked: Bool) throws {
    let whole = isPacked ? IDXBytes.packed(IDXBytes.images(3)) : IDXBytes.images(3)
    var random = RandomSource(seed: 1)
    var refused = 0
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<1 + random.integer(below: 3) {
        // Most of them in the header.
        bytes[random.integer(below: random.integer(below: 3) == 0 ? bytes.count : 16)] =
          UInt8(random.integer(below: 256))
      }
      do {
        _ = try read(bytes)
      } catch is StorageError {
        refused += 1
      }
    }
    #expect(refused > 500)
  }

  @Test func whatIsNoFileIsRefused() {
    for path in ["/nowhere", "/tmp", "/dev/zero", "a\0b"] {
      #expect(throws: StorageError.self, "\(path)") { try IDXFile(path: path) }
    }
  }

  @Test func readingStopsWhenAsked() throws {
    let path = try folder.write(IDXBytes.images(4), "x")
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) { try IDXFile(path: path, cancellation: cancellation) }
  }
}
