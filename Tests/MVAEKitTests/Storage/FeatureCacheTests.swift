import Foundation
import Synchronization
import Testing

@testable import MVAEKit

@Suite struct FeatureCacheTests {
  private let folder: TemporaryFolder
  private let cache: FeatureCache

  init() throws {
    folder = try TemporaryFolder()
    cache = FeatureCache(folder: folder.path("cache"))
  }

  /// Counts how often its samples are asked for.
  private final class Tone: AudioSource {
    let pitch: Double
    let fingerprint: String?
    private let count = Mutex(0)

    init(pitch: Double, isKept: Bool = true) {
      self.pitch = pitch
      fingerprint = isKept ? "tone \(pitch)" : nil
    }

    var location: String { "tone \(pitch)" }
    var reads: Int { count.withLock { $0 } }

    func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer {
      count.withLock { $0 += 1 }
      let samples = (0..<sampleRate).map { index in
        Float(0.3 * sin(2 * Double.pi * pitch * Double(index) / Double(sampleRate)))
      }
      return AudioBuffer(samples: samples, sampleRate: sampleRate)
    }
  }

  private func corpus(_ sources: [any AudioSource], sampleRate: Int = 22050) -> Corpus {
    let tracks = sources.enumerated().map { index, source in
      Track(id: "\(index)", title: "", group: "\(index)", duration: 1, labels: [:], source: source)
    }
    return Corpus(name: "tones", tracks: tracks, labelNames: [], sampleRate: sampleRate)
  }

  private static let all: [FrameFeature] = [
    .mel(), .mfcc(coefficients: 5, deltas: 2), .chroma(tuning: .estimated), .contrast(), .centroid,
    .bandwidth, .rolloff(), .flatness, .zeroCrossingRate, .rms, .tonnetz(), .tempo,
  ]

  /// What is read equals what was computed to the bit, and no sound is decoded for it.
  @Test func cachedIsAsComputed() throws {
    let tones = (0..<5).map { Tone(pitch: 200 + 100 * Double($0)) }
    let spectral = SpectralExtractor(SpectralConfiguration(features: Self.all), cache: cache)
    let computed = try SpectralExtractor(spectral.configuration).extract(from: corpus(tones))
    #expect(try spectral.extract(from: corpus(tones)) == computed)
    #expect(cache.contents.entries == 5 * Self.all.count)
    #expect(try spectral.extract(from: corpus(tones)) == computed)
    #expect(tones.map(\.reads) == [2, 2, 2, 2, 2])
    for frames in [16, nil] {
      let mel = MelExtractor(MelConfiguration(bands: 8, frames: frames), cache: cache)
      let first = try mel.extract(from: corpus(tones))
      #expect(try mel.extract(from: corpus(tones)) == first)
    }
    #expect(tones.map(\.reads) == [4, 4, 4, 4, 4])
  }

  /// Of several features only those that are not there are computed.
  @Test func featuresAreKeptEachForItself() throws {
    let tone = Tone(pitch: 300)
    _ = try MFCCExtractor(cache: cache).extract(from: corpus([tone]))
    #expect(cache.contents.entries == 1)
    let both = SpectralConfiguration(features: [.mfcc(), .rms])
    let found = try SpectralExtractor(both, cache: cache).extract(from: corpus([tone])).features
    #expect(cache.contents.entries == 2)
    #expect(found == (try SpectralExtractor(both).extract(from: corpus([tone])).features))
    _ = try SpectralExtractor(SpectralConfiguration(features: [.rms]), cache: cache).extract(
      from: corpus([tone]))
    #expect(tone.reads == 3)
  }

  @Test func everySettingCounts() throws {
    let tone = Tone(pitch: 300)
    let configurations: [SpectralConfiguration] = [
      .init(features: [.mfcc()]), .init(features: [.mfcc(coefficients: 19)]),
      .init(features: [.mfcc(lifter: 1)]), .init(features: [.mfcc(deltas: 1)]),
      .init(features: [.mfcc(analysis: MelAnalysis(bands: 127))]),
      .init(features: [.mfcc(analysis: MelAnalysis(minimumFrequency: 1))]),
      .init(features: [.mfcc(analysis: MelAnalysis(maximumFrequency: 9000))]),
      .init(features: [.mfcc(analysis: MelAnalysis(scale: .htk))]),
      .init(features: [.mfcc()], summary: [.mean]), .init(features: [.mfcc()], fft: 1024),
      .init(features: [.mfcc()], hop: 256), .init(features: [.chroma()]),
      .init(features: [.chroma(tuning: .semitones(0.1))]), .init(features: [.chroma(tuning: .estimated)]),
      .init(features: [.tonnetz()]), .init(features: [.contrast()]), .init(features: [.contrast(bands: 5)]),
      .init(features: [.contrast(fmin: 100)]), .init(features: [.rolloff()]),
      .init(features: [.rolloff(fraction: 0.9)]), .init(features: [.centroid]), .init(features: [.bandwidth]),
    ]
    for (index, configuration) in configurations.enumerated() {
      _ = try SpectralExtractor(configuration, cache: cache).extract(from: corpus([tone]))
      #expect(cache.contents.entries == index + 1)
    }
    let mels: [MelConfiguration] = [
      .init(), .init(frames: 32), .init(decibels: DecibelScale(reference: .peak)),
      .init(decibels: DecibelScale(range: 60)),
    ]
    for (index, mel) in mels.enumerated() {
      _ = try MelExtractor(mel, cache: cache).extract(from: corpus([tone]))
      #expect(cache.contents.entries == configurations.count + index + 1)
    }
    _ = try MFCCExtractor(cache: cache).extract(from: corpus([tone], sampleRate: 16000))
    #expect(cache.contents.entries == configurations.count + mels.count + 1)
    // How distances see a column changes no value.
    _ = try MFCCExtractor(MFCCConfiguration(scaling: .none), cache: cache).extract(from: corpus([tone]))
    #expect(cache.contents.entries == configurations.count + mels.count + 1)
  }

  @Test func filesAreKnownByContentAndPart() throws {
    let music = try AudioFolder()
    try music.addTone("a.wav")
    let whole = FileAudioSource(path: music.path + "/a.wav")
    let before = try #require(whole.fingerprint)
    #expect(before == whole.fingerprint)
    let part = FileAudioSource(path: whole.path, excerpt: Excerpt(offset: 0.1))
    #expect(part.fingerprint != before)
    try music.addTone("a.wav", seconds: 0.7)
    #expect(whole.fingerprint != before)
    #expect(FileAudioSource(path: music.path + "/b.wav").fingerprint == nil)
    #expect(FileAudioSource(path: music.path).fingerprint == nil)
  }

  @Test func whatCannotBeKnownAgainIsNotKept() throws {
    _ = try MFCCExtractor(cache: cache).extract(from: corpus([Tone(pitch: 300, isKept: false)]))
    #expect(cache.contents.entries == 0)
  }

  /// Every byte changed, every length: never other values, never a crash.
  @Test func damagedEntriesAreMissing() {
    let values: [Float] = [1, -2, .nan, 3e-9]
    let bytes = FeatureCacheEntry.bytes(values, key: "key")
    #expect(FeatureCacheEntry.values(in: bytes, key: "key")?.map(\.bitPattern) == values.map(\.bitPattern))
    #expect(FeatureCacheEntry.values(in: bytes, key: "kez") == nil)
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] ^= 0x10
      #expect(FeatureCacheEntry.values(in: damaged, key: "key") == nil)
      #expect(FeatureCacheEntry.values(in: Array(bytes[..<index]), key: "key") == nil)
    }
    #expect(FeatureCacheEntry.values(in: bytes + [0], key: "key") == nil)
  }

  @Test func damagedFilesAreComputedAnew() throws {
    let tone = Tone(pitch: 300)
    let extractor = MFCCExtractor(cache: cache)
    let first = try extractor.extract(from: corpus([tone]))
    let entry = try #require(CacheFolder.files(in: cache.folder).first)
    for bytes in [[], [1, 2, 3], [UInt8](repeating: 255, count: 10000)] as [[UInt8]] {
      try Data(bytes).write(to: URL(fileURLWithPath: entry.path))
      #expect(try extractor.extract(from: corpus([tone])) == first)
    }
    unlink(entry.path)
    try FileManager.default.createDirectory(atPath: entry.path, withIntermediateDirectories: false)
    #expect(try extractor.extract(from: corpus([tone])) == first)
    #expect(tone.reads == 5)
  }

  /// A folder that cannot be made is no reason to fail.
  @Test func noPlaceIsNoError() throws {
    let blocked = try folder.write([0], "file") + "/cache"
    let tone = Tone(pitch: 300)
    let extractor = MFCCExtractor(cache: FeatureCache(folder: blocked))
    #expect(try extractor.extract(from: corpus([tone])) == MFCCExtractor().extract(from: corpus([tone])))
    #expect(FeatureCache(folder: blocked).contents == .init(entries: 0, bytes: 0))
  }

  /// Twenty writers and readers of one entry: a reader gets all of it or nothing.
  @Test func writersDoNotDisturbReaders() throws {
    let values = (0..<20_000).map { Float($0) }
    let cache = cache
    let torn = try Parallel.map(count: 400, threads: 20, cancellation: Cancellation()) { index in
      if index % 2 == 0 { return cache.store(values, for: "key") == 0 }
      return cache.values(for: "key").map { $0 != values } ?? false
    }
    #expect(!torn.contains(true))
    #expect(cache.values(for: "key") == values)
    #expect(CacheFolder.files(in: cache.folder).count == 1)
  }

  @Test func whatWasUsedLongestAgoMakesRoom() throws {
    let small = FeatureCache(folder: cache.folder, limit: 100_000)
    for index in 0..<20 { #expect(small.store([Float](repeating: 1, count: 1900), for: "\(index)") > 0) }
    for file in CacheFolder.files(in: cache.folder) {
      let hourAgo = [timespec](repeating: timespec(tv_sec: time(nil) - 3600, tv_nsec: 0), count: 2)
      utimensat(AT_FDCWD, file.path, hourAgo, 0)
    }
    #expect(small.values(for: "7") != nil)
    #expect(small.contents.bytes == 20 * 8192)
    small.trim()
    #expect(small.contents.bytes <= 90_000)
    #expect(small.contents.entries == 10)
    #expect(small.values(for: "7") != nil)
    #expect(small.store([Float](repeating: 1, count: 30_000), for: "large") == 0)
  }

  @Test func leftoversOfDeadWritersGo() throws {
    _ = cache.store([1], for: "key")
    let part = URL(fileURLWithPath: try #require(CacheFolder.files(in: cache.folder).first).path)
      .deletingLastPathComponent().appendingPathComponent(".x.features.1.part").path
    try Data([1]).write(to: URL(fileURLWithPath: part))
    cache.trim()
    #expect(CacheFolder.files(in: cache.folder).count == 2)
    let daysAgo = [timespec](repeating: timespec(tv_sec: time(nil) - 200_000, tv_nsec: 0), count: 2)
    utimensat(AT_FDCWD, part, daysAgo, 0)
    cache.trim()
    #expect(CacheFolder.files(in: cache.folder).map(\.isEntry) == [true])
  }

  @Test func clearingLeavesStrangersAlone() throws {
    for key in ["a", "b", "c"] { _ = cache.store([1], for: key) }
    try Data([1]).write(to: URL(fileURLWithPath: cache.folder + "/notes.txt"))
    #expect(cache.clear() == .init(entries: 3, bytes: 3 * 4096))
    #expect(cache.contents.entries == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache.folder) == ["notes.txt"])
  }

  @Test func theStandardPlaceFollowsTheEnvironment() {
    #expect(FeatureCache.standard(environment: [:]) == nil)
    #expect(FeatureCache.standard(environment: ["HOME": "/h"])?.folder == "/h/.cache/mvae/features")
    #expect(FeatureCache.standard(environment: ["HOME": "/h"])?.limit == 2_000_000_000)
    let xdg = ["HOME": "/h", "XDG_CACHE_HOME": "/x", "MVAE_CACHE_MB": "5"]
    #expect(
      FeatureCache.standard(environment: xdg) == FeatureCache(folder: "/x/mvae/features", limit: 5_000_000))
    let relative = FeatureCache.standard(environment: ["HOME": "/h", "XDG_CACHE_HOME": "x"])
    #expect(relative?.folder == "/h/.cache/mvae/features")
    #expect(FeatureCache.standard(environment: ["HOME": "/h", "MVAE_CACHE_MB": "0"]) == nil)
  }
}
