import Foundation
import Testing

@testable import MVAEKit

@Suite struct ExcerptTests {
  /// A ramp, so that every sample tells where it stood.
  private func ramp(_ folder: AudioFolder, rate: Int = 8000, count: Int = 16000) throws -> String {
    let samples = (0..<count).map { Float($0) / 32768 }
    try folder.add("ramp.wav", bytes: AudioBuffer(samples: samples, sampleRate: rate).wavData())
    return folder.path + "/ramp.wav"
  }

  @Test(
    arguments: [
      (0.0, nil, 0, 16000), (0.5, nil, 4000, 12000), (0.5, 0.25, 4000, 2000), (0.0, 0.1, 0, 800),
      (1.9, 5, 15200, 800), (1.9999, nil, 15999, 1), (0.12345, 0.00019, 987, 1),
    ] as [(Double, Double?, Int, Int)])
  func partsAreExact(offset: Double, duration: Double?, first: Int, count: Int) throws {
    let folder = try AudioFolder()
    let excerpt = Excerpt(offset: offset, duration: duration)
    let audio = try AudioFile.read(path: try ramp(folder), sampleRate: 8000, excerpt: excerpt)
    #expect(audio.samples.count == count)
    #expect(audio.samples.first == Float(first) / 32768)
    #expect(audio.samples.last == Float(first + count - 1) / 32768)
  }

  /// The part is cut, then resampled: ⌈frames · target / rate⌉ samples.
  @Test func resampledPartsHaveExactLengths() throws {
    let folder = try AudioFolder()
    let path = try ramp(folder, rate: 44100, count: 30000)
    for (offset, duration) in [(0.1, 0.2), (0.0, 0.333), (0.5, 9.0)] {
      let audio = try AudioFile.read(path: path, excerpt: Excerpt(offset: offset, duration: duration))
      let frames = min(Int(duration * 44100), 30000 - Int(offset * 44100))
      #expect(audio.samples.count == (frames + 1) / 2)
    }
  }

  /// The same samples as of the whole file, to the bit, as librosa gives them, and the energy of librosa 0.11's
  /// `load(offset=3.7, duration=2.2)`: 1e-5 of it is far more than the last bits of decoders.
  @Test(arguments: [
    ("t00.wav", 83.85079619), ("t04.flac", 83.13463555), ("t08.ogg", 83.22896681), ("t12.mp3", 78.06118007),
  ])
  func partsAreAsLibrosaLoadsThem(name: String, energy: Double) throws {
    guard let path = AudioReference.path("audio-reference/\(name)") else { return }
    let excerpt = Excerpt(offset: 3.7, duration: 2.2)
    let part = try AudioFile.read(path: path, sampleRate: 44100, excerpt: excerpt).samples
    let whole = try AudioFile.read(path: path, sampleRate: 44100).samples
    #expect(part == Array(whole[163170..<163170 + 97020]))
    let resampled = try AudioFile.read(path: path, excerpt: excerpt).samples
    #expect(resampled.count == 48510)
    let ours = resampled.reduce(0) { $0 + Double($1) * Double($1) }
    #expect(abs(ours - energy) <= 1e-5 * energy)
  }

  @Test func whatCannotBeSaysWhy() throws {
    let folder = try AudioFolder()
    let path = try ramp(folder)
    let late = #expect(throws: AudioError.self) {
      try AudioFile.read(path: path, excerpt: Excerpt(offset: 2))
    }
    #expect(late == .shorter(path: path, seconds: 2, offset: 2))
    #expect(late?.parameter == "offset" && late?.hint != nil)
    for (excerpt, parameter) in [
      (Excerpt(offset: -1), "offset"), (Excerpt(offset: .nan), "offset"), (Excerpt(offset: 1e300), "offset"),
      (Excerpt(duration: 0), "duration"), (Excerpt(duration: -1), "duration"),
      (Excerpt(duration: .infinity), "duration"), (Excerpt(duration: .nan), "duration"),
    ] {
      let error = #expect(throws: AudioError.self) { try AudioFile.read(path: path, excerpt: excerpt) }
      #expect(error?.parameter == parameter)
      #expect(error?.hint?.contains("14400") == true)
    }
  }

  @Test func tracksAreAsLongAsTheirParts() throws {
    let folder = try AudioFolder()
    _ = try ramp(folder)
    try folder.addTone("short.wav", seconds: 0.6, rate: 22050)
    let options = FolderOptions(excerpt: Excerpt(offset: 1, duration: 0.5))
    let corpus = try Corpus.folder(path: folder.path, options: options).corpus
    #expect(corpus.tracks.map(\.duration) == [0.5])
    #expect(corpus.skipped.map(\.reason) == ["is 0.6 s long: it ends before the offset of 1.0 s"])
    #expect(
      try corpus.tracks[0].source.read(sampleRate: 8000, cancellation: Cancellation()).samples.count == 4000)
  }
}
