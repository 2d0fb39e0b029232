import MVAEKit
import Testing

@testable import Kernel

/// The kinds of `extract` and `show` that read frames, as a cell has them.
@Suite struct ExtractVerbTests {
  private let bench: Bench

  init() throws {
    bench = Bench(.standard)
    try bench.run("c = load demo tracks: 3 duration: 2 genres: 2")
  }

  private func features(_ code: String) throws -> FeatureMatrix {
    try bench.run("f = \(code)")
    return try #require(bench.workspace.value(of: "f")?.as(FeatureMatrix.self))
  }

  @Test(arguments: [
    ("mfcc c coefficients: 3 deltas: 2", 18, "mfcc0_mean"), ("chroma c", 24, "chroma_C_mean"),
    ("chroma c tuning: estimate", 24, "chroma_C_mean"), ("chroma c tuning: -0.25", 24, "chroma_C_mean"),
    ("contrast c summary: [median]", 7, "contrast0_median"),
    ("centroid c summary: mean", 1, "centroid_mean"),
    ("bandwidth c", 2, "bandwidth_mean"), ("rolloff c percent: 0.5", 2, "rolloff_mean"),
    ("flatness c", 2, "flatness_mean"), ("zcr c", 2, "zcr_mean"), ("rms c", 2, "rms_mean"),
    ("tonnetz c", 12, "tonnetz_fifth_x_mean"), ("tempo c", 1, "tempo"), ("spectral c", 26, "contrast0_mean"),
    ("spectral c kinds: [mfcc, chroma, tempo]", 65, "mfcc0_mean"),
    ("spectral c kinds: [tempo, zcr] summary: [min, max, deviation]", 4, "tempo"),
  ])
  func giveNamedColumns(_ kind: String, _ columns: Int, _ first: String) throws {
    let features = try features("extract " + kind)
    #expect(features.values.shape == [3, columns])
    #expect(features.columnNames.count == columns)
    #expect(features.columnNames.first == first)
    #expect(features.values.values.allSatisfy { $0.isFinite })
  }

  @Test func severalTogetherAreAsEachAlone() throws {
    let both = try features("extract spectral c kinds: [zcr, chroma] scaling: none")
    let chroma = try features("extract chroma c")
    #expect(both.scaling == .none)
    #expect(Array(both.values.row(1).suffix(24)) == Array(chroma.values.row(1)))
  }

  /// The matrix is like any other: it trains, clusters and is drawn.
  @Test func isAFeatureMatrixLikeAnyOther() throws {
    try bench.run("f = extract spectral c kinds: [chroma, tempo]")
    try bench.run("groups = cluster kmeans f k: 2")
    try bench.run("plot latent f projection: pca")
  }

  @Test(arguments: [
    Mistake("extract spectral c kinds: [mfcc, «croma»]", "UnknownWord", hint: "chroma"),
    Mistake("extract rolloff c percent: «85»", "OutOfRange"),
  ])
  func mistakesFallOnTheirCharacters(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let found = try #require(bench.checked(source.text).first)
    #expect(MarkedSource.marking(source.text, [found.span]) == mistake.marked)
    #expect(found.id == mistake.id)
    if let hint = mistake.hint { #expect(found.hint?.contains(hint) == true) }
  }

  @Test func melImagesInFullAreCutToTheShortest() throws {
    try bench.run("m = extract mel c bands: 8 frames: all reference: max top_db: 40")
    let images = try #require(bench.workspace.value(of: "m")?.as(FeatureTensor.self))
    #expect(images.values.shape == [3, 8, 87])
    for row in 0..<3 {
      #expect(images.values.row(row).max() == 0)
      #expect((images.values.row(row).min() ?? 0) >= -40)
    }
  }

  @Test func picturesHaveRealAxes() throws {
    #expect(try bench.run("show mfcc c[0]") == nil)
    #expect(try bench.run("show chroma c[0] tuning: estimate") == nil)
    let shown = bench.output.events.compactMap { event in
      if case .display(let text, _) = event { text } else { nil }
    }
    #expect(shown.count == 2)
    for (text, words) in zip(
      shown, [["MFCC", "Coefficient", "Time (s)"], ["Chroma", "Pitch class", "from 0 to 1"]])
    {
      for word in words { #expect(text.contains(word), "\(text)") }
    }
  }
}
