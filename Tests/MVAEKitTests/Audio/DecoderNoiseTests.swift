import Testing

@testable import MVAEKit

@Suite struct DecoderNoiseTests {
  /// As libmpg123 1.31 writes them.
  @Test(arguments: [
    ("[src/libmpg123/layer3.c:INT123_do_layer3():1801] error: dequantization failed!\n", true),
    ("\nNote: Illegal Audio-MPEG-Header 0x00000000 at offset 4161.\n", true),
    ("Note: Trying to resync...\n", true), ("Note: Skipped 1024 bytes in input.\n", true),
    (
      "Warning: Xing stream size off by more than 1%, fuzzy seeking may be even more fuzzy than by design!\n",
      true
    ),
    ("Fatal error: Index out of range\n", false), ("note: a.mp3 is left out\n", false), ("", false),
    ("\n", false), ("src/libmpg123/", false),
  ])
  func isTold(line: String, isNoise: Bool) {
    var text = line
    text.withUTF8 { #expect(DecoderNoise.isNoise(UnsafeRawBufferPointer($0)) == isNoise) }
  }
}
