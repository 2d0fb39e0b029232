import Testing

@testable import MVAEKit

@Suite struct DemoGenreTests {
  /// Songs draw from these recipes and from nothing else of the genre but its names, so equal recipes are equal
  /// distributions.
  @Test(arguments: [("Folk", "Country"), ("Gospel", "Soul")])
  func theseDifferInWordsAlone(first: String, second: String) throws {
    let (first, second) = try (genre(first), genre(second))
    #expect(first.sound == second.sound)
    #expect(first.lyrics != second.lyrics)
  }

  @Test(arguments: [("Rock", "Electronic"), ("Jazz", "Ambient")])
  func theseDifferInSoundAlone(first: String, second: String) throws {
    let (first, second) = try (genre(first), genre(second))
    #expect(first.lyrics == second.lyrics)
    #expect(first.sound != second.sound)
  }

  @Test func namesAreDifferentAndStylesMatchTheirSounds() {
    #expect(Set(DemoGenre.all.map(\.name)).count == DemoGenre.all.count)
    #expect(Set(DemoGenre.all.flatMap(\.styles)).count == 2 * DemoGenre.all.count)
    for genre in DemoGenre.all {
      #expect(genre.styles.count == genre.sound.styles.count)
      #expect(genre.lyrics.weights.count == LyricTheme.all.count)
    }
  }

  @Test func everyStyleHasABarOfEveryMetre() {
    for sound in DemoGenre.all.map(\.sound) + [.neutral] {
      for style in sound.styles {
        #expect(Set(style.rhythms.keys) == Set(sound.metres))
        for (metre, rhythm) in style.rhythms {
          let patterns = [rhythm.bass, rhythm.harmony] + rhythm.drums.map(\.pattern)
          #expect(patterns.allSatisfy { $0.strengths.count == metre.stepsPerBar })
        }
      }
    }
  }

  /// Correlations of 1000 pairs of independent draws stay below 4/√1000 = 0.126.
  @Test func factorsAreIndependentWithinAGenre() throws {
    let corpus = try Corpus.demo(tracks: 1000, genres: 1)
    let names = ["tempo", "brightness", "loudness"]
    var columns = names.map { DemoTexts.numbers($0, of: corpus) }
    let instruments = DemoTexts.column("instrument", of: corpus)
    columns.append(instruments.map { $0 == "guitar" ? 1 : 0 })
    columns.append(DemoTexts.column("mode", of: corpus).map { $0 == "minor" ? 1 : 0 })
    columns.append(DemoTexts.column("key", of: corpus).map { $0.hasSuffix("#") ? 1 : 0 })
    for first in columns.indices {
      for second in 0..<first {
        #expect(abs(DemoStatistics.correlation(columns[first], columns[second])) < 0.126)
      }
    }
  }

  private func genre(_ name: String) throws -> DemoGenre {
    try #require(DemoGenre.all.first { $0.name == name })
  }
}
