import Foundation
import MVAEKit
import Testing

@testable import Kernel

/// Features of files are kept, shown and cleared; parts of files are loaded.
@Suite final class CacheVerbTests {
  private let folder: URL
  private var bench = Bench(.standard)

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("mvae-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (index, name) in ["a", "b", "c"].enumerated() {
      let samples = (0..<22050).map { Float(0.3 * sin(Double($0) * 0.05 * Double(index + 1))) }
      let path = folder.appendingPathComponent(name + ".wav").path
      try AudioFile.write(AudioBuffer(samples: samples, sampleRate: 22050), path: path)
    }
    bench.cache = FeatureCache(folder: folder.path + "/cache")
    try bench.run("c = load folder \"\(folder.path)\"")
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var entries: Int { bench.cache?.contents.entries ?? -1 }

  private func features(_ code: String) throws -> FeatureMatrix {
    try bench.run("f = \(code)")
    return try #require(bench.workspace.value(of: "f")?.as(FeatureMatrix.self))
  }

  @Test func featuresAreKeptUnlessTheCacheIsOff() throws {
    let plain = try features("extract mfcc c cache: off")
    #expect(entries == 0)
    #expect(try features("extract mfcc c") == plain)
    #expect(entries == 3)
    #expect(try features("extract mfcc c") == plain)
    try bench.run("m = extract mel c bands: 8 frames: 8\nm = extract mel c bands: 8 frames: 8 cache: off")
    #expect(entries == 6)
    try bench.run("s = extract spectral c kinds: [mfcc, rms]")
    #expect(entries == 9)
  }

  @Test func theCacheIsShownAndCleared() throws {
    try bench.run("f = extract rms c")
    #expect(try bench.run("show cache") == nil)
    guard case .display(let text, _)? = bench.output.events.last else {
      Issue.record("nothing was shown")
      return
    }
    for words in [folder.path + "/cache", "entries", "12 kB", "2.0 GB"] {
      #expect(text.contains(words), "\(text)")
    }
    #expect(try bench.run("clear cache") == "3 entries removed, 12 kB")
    #expect(entries == 0)
    #expect(try bench.run("clear cache") == "0 entries removed, 0 B")
    try bench.run("clear")
    #expect(bench.output.events.last == .clear(waits: false))
  }

  @Test func withoutACacheTheWordsSaySo() throws {
    bench.cache = nil
    _ = try features("extract rms c")
    #expect(try bench.run("clear cache")?.contains("no features are kept") == true)
  }

  @Test func wordsAreCompleted() {
    #expect(bench.completions("show ca|").items.map(\.text) == ["cache"])
    #expect(bench.completions("clear ca|").items.map(\.text) == ["cache"])
    #expect(bench.completions("extract mfcc c ca|").items.map(\.text) == ["cache:"])
    #expect(bench.completions("extract mfcc c cache: o|").items.map(\.text) == ["on", "off"])
    #expect(bench.completions("load folder \"x\" off|").items.map(\.text) == ["offset:"])
  }

  @Test func partsOfFilesAreLoaded() throws {
    try bench.run("p = load folder \"\(folder.path)\" offset: 0.25 duration: 0.5")
    let corpus = try #require(bench.workspace.value(of: "p")?.as(Corpus.self))
    #expect(corpus.tracks.map(\.duration) == Array(repeating: Double(Int(0.5 * 22050)) / 22050, count: 3))
    let late = try #require(bench.problems("p = load folder \"\(folder.path)\" offset: 3").first)
    #expect(late.message.contains("ends before the offset of 3.0 s"), "\(late.message)")
    let source = MarkedSource("p = load folder \"x\" offset: «-1»")
    #expect(bench.checked(source.text).first?.id == "OutOfRange")
  }

  /// Other tracks with the settings of features that were made before, saved or not.
  @Test func likeTakesTheSettingsOfAnyFeature() throws {
    let chroma = try features("extract chroma c tuning: 0.25 summary: [max] hop: 256")
    try bench.run("g = extract chroma c like: f")
    #expect(bench.workspace.value(of: "g")?.as(FeatureMatrix.self) == chroma)
    let path = folder.path + "/f.safetensors"
    try bench.run("save f \"\(path)\"\nh = open \"\(path)\"\ng = extract chroma c like: h cache: off")
    #expect(bench.workspace.value(of: "g")?.as(FeatureMatrix.self) == chroma)
    try bench.run(
      "s = extract spectral c kinds: [rms, rolloff, mfcc] coefficients: 3 deltas: 1\nt = extract spectral c like: s"
    )
    let columns = bench.workspace.value(of: "t")?.as(FeatureMatrix.self)?.columnNames
    #expect(columns == bench.workspace.value(of: "s")?.as(FeatureMatrix.self)?.columnNames)
    #expect(columns?.count == 16)
    #expect(bench.problems("extract rms c like: f").first?.id == "OtherFeatures")
    try bench.run("q = extract spectral c like: f")
    #expect(bench.workspace.value(of: "q")?.as(FeatureMatrix.self) == chroma)
  }
}
