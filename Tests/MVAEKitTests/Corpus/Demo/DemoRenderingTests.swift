import Testing

@testable import MVAEKit

@Suite struct DemoRenderingTests {
  /// Hashes of the first eight tracks, one a genre: a change of any sample of any instrument shows here.
  @Test(arguments: [
    (UInt64(1), UInt64(14_001_091_789_228_035_732)), (2, 6_334_863_304_677_029_945),
  ])
  func theSameSeedGivesTheSameBytes(seed: UInt64, expected: UInt64) throws {
    let corpus = try Corpus.demo(tracks: 8, seed: seed, duration: 3)
    var hash = FowlerNollVo()
    for track in corpus.tracks { hash.add(try render(track).samples) }
    #expect(hash.value == expected)
  }

  @Test func threadsAndOrderDoNotMatter() async throws {
    let tracks = try Corpus.demo(tracks: 16, duration: 1).tracks
    let inOrder = try tracks.map { try render($0).samples }
    let together = try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
      for index in tracks.indices.reversed() {
        group.addTask { (index, try render(tracks[index]).samples) }
      }
      return try await group.reduce(into: [Int: [Float]]()) { $0[$1.0] = $1.1 }
    }
    #expect(tracks.indices.allSatisfy { together[$0] == inOrder[$0] })
  }

  @Test(arguments: [8000, 22050, 44100, 48000])
  func everyRateIsCleanAndKeepsItsPeak(rate: Int) throws {
    let corpus = try Corpus.demo(tracks: 24, duration: 1.5)
    for track in corpus.tracks {
      let audio = try render(track, rate: rate)
      #expect(audio.sampleRate == rate)
      #expect(audio.samples.count == rate * 3 / 2)
      #expect(audio.samples.allSatisfy { abs($0) <= 1 })
      #expect(audio.samples.contains { abs($0) > 0.02 })
      #expect(audio.samples.first == 0 && audio.samples.last == 0)
    }
  }

  @Test(arguments: [7999, 48001, 0, -1])
  func anImpossibleRateIsRefused(rate: Int) throws {
    let track = try Corpus.demo(tracks: 1).tracks[0]
    #expect(throws: DemoError.sampleRate(rate)) { try render(track, rate: rate) }
  }

  @Test func cancellingEndsTheRendering() throws {
    let track = try Corpus.demo(tracks: 1, duration: 60).tracks[0]
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try track.source.read(sampleRate: 48000, cancellation: cancellation)
    }
  }
}

private func render(_ track: Track, rate: Int = 22050) throws -> AudioBuffer {
  try track.source.read(sampleRate: rate, cancellation: Cancellation())
}

/// FNV-1a over the bits of samples.
private struct FowlerNollVo {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ samples: [Float]) {
    for sample in samples { value = (value ^ UInt64(sample.bitPattern)) &* 0x100_0000_01B3 }
  }
}
