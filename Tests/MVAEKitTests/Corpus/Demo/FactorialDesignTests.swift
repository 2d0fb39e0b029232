import Testing

@testable import MVAEKit

@Suite struct FactorialDesignTests {
  /// 800 tracks hold each of the 400 combinations twice.
  @Test func everyCombinationIsEquallyOften() throws {
    let corpus = try Corpus.demo(tracks: 800, design: .factorial)
    let counts = combinations(corpus, ["tempo", "key", "mode", "brightness", "loudness", "instrument"])
    #expect(counts.count == 400)
    #expect(Set(counts.values) == [2])
  }

  @Test(arguments: [25, 50, 100, 200])
  func prefixesAreCrossedInTheFactorsThatMove(count: Int) throws {
    let corpus = try Corpus.demo(tracks: count, design: .factorial)
    let counts = combinations(corpus, ["tempo", "key", "mode", "brightness", "loudness", "instrument"])
    #expect(counts.count == count)
    #expect(combinations(corpus, ["brightness", "loudness"]).values.allSatisfy { $0 == count / 25 })
  }

  @Test func itHasOneStyleAndColoursByInstrument() throws {
    let corpus = try Corpus.demo(tracks: 10, design: .factorial)
    #expect(combinations(corpus, ["genre", "style", "mood", "metre"]).count == 1)
    #expect(corpus.primaryLabel == "instrument")
    #expect(corpus.tracks.allSatisfy { $0.text != nil && $0.group == $0.id })
  }

  /// Only the factors differ between tracks of one round: the same tune, played louder, is the same samples
  /// times a constant where neither reaches the limit (-30 against -26 dB).
  @Test func tracksOfARoundShareTheirTune() throws {
    let tracks = try Corpus.demo(tracks: 401, duration: 1, design: .factorial).tracks
    func samples(_ index: Int) throws -> [Float] {
      try tracks[index].source.read(sampleRate: 22050, cancellation: Cancellation()).samples
    }
    let (soft, loud, next) = try (samples(0), samples(5), samples(400))
    let factor = Float(PortableMath.gain(decibels: 4))
    #expect(zip(soft, loud).allSatisfy { abs($0 * factor - $1) < 1e-5 })
    #expect(soft != next)
  }

  private func combinations(_ corpus: Corpus, _ names: [String]) -> [[LabelValue?]: Int] {
    corpus.tracks.reduce(into: [:]) { counts, track in
      counts[names.map { track.labels[$0] }, default: 0] += 1
    }
  }
}
