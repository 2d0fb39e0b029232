import Testing

@testable import MVAEKit

@Suite struct DemoCorpusTests {
  @Test func theDefaultsAreFourHundredTracksInEightGenres() throws {
    let corpus = try Corpus.demo()
    #expect(corpus.tracks.count == 400)
    #expect(corpus.primaryLabel == "genre")
    #expect(corpus.tracks.map(\.id).prefix(2) == ["demo-000", "demo-001"])
    #expect(Set(corpus.tracks.map(\.id)).count == 400)
    #expect(corpus.tracks.allSatisfy { $0.duration == 6 && !$0.title.isEmpty })
    let genres = DemoTexts.column("genre", of: corpus)
    for genre in DemoGenre.all {
      #expect(genres.count { $0 == genre.name } == 50)
    }
  }

  @Test func everyTrackHasEveryLabel() throws {
    for design in DemoDesign.allCases {
      let corpus = try Corpus.demo(tracks: 64, design: design)
      #expect(
        corpus.table.columnNames == [
          "genre", "style", "mood", "instrument", "tempo", "metre", "key", "mode", "brightness", "loudness",
        ])
      for track in corpus.tracks { #expect(track.labels.count == 10) }
      let numeric = corpus.table.columns.filter { if case .numbers = $0.content { true } else { false } }
      #expect(numeric.map(\.name) == ["tempo", "brightness", "loudness"])
    }
  }

  @Test func anArtistHasFiveTracksOfOneGenre() throws {
    let corpus = try Corpus.demo()
    let byArtist = Dictionary(grouping: corpus.tracks, by: \.group)
    #expect(byArtist.count == 80)
    for tracks in byArtist.values {
      #expect(tracks.count == 5)
      #expect(Set(tracks.map { $0.labels["genre"] }).count == 1)
    }
  }

  @Test func aSmallerCorpusIsTheBeginningOfALargerOne() throws {
    let small = try Corpus.demo(tracks: 20)
    let large = try Corpus.demo(tracks: 200)
    #expect(small.table == large.table.selecting(Array(0..<20)))
    #expect(small.tracks.map(\.text) == large.tracks.prefix(20).map(\.text))
  }

  @Test func anotherSeedGivesAnotherCorpus() throws {
    let first = try Corpus.demo(tracks: 20, seed: 1)
    let second = try Corpus.demo(tracks: 20, seed: 2)
    #expect(first.tracks.map(\.text) != second.tracks.map(\.text))
    #expect(first.table.column("tempo") != second.table.column("tempo"))
  }

  @Test func fewerGenresAreTheFirstOnes() throws {
    let corpus = try Corpus.demo(tracks: 10, genres: 2)
    #expect(Set(DemoTexts.column("genre", of: corpus)) == ["Rock", "Jazz"])
  }

  @Test func idsGrowWithTheCorpusAndArtistsStayDifferent() throws {
    let corpus = try Corpus.demo(tracks: 5000)
    #expect(corpus.tracks[7].id == "demo-0007")
    #expect(Set(corpus.tracks.map(\.group)).count == 1000)
  }

  @Test(arguments: [
    (0, 6.0, 8, "tracks"), (100_001, 6, 8, "tracks"), (4, 0.4, 8, "duration"), (4, .nan, 8, "duration"),
    (4, 61, 8, "duration"), (4, 6, 0, "genres"), (4, 6, 9, "genres"),
  ])
  func anImpossibleParameterIsNamed(tracks: Int, duration: Double, genres: Int, parameter: String) {
    let error = #expect(throws: DemoError.self) {
      try Corpus.demo(tracks: tracks, duration: duration, genres: genres)
    }
    #expect(error?.parameter == parameter)
    #expect(error?.hint?.isEmpty == false)
  }
}

enum DemoTexts {
  static func column(_ name: String, of corpus: Corpus) -> [String] {
    guard case .text(let values) = corpus.table.column(name)?.content else { return [] }
    return values.compactMap { $0 }
  }

  static func numbers(_ name: String, of corpus: Corpus) -> [Double] {
    guard case .numbers(let values) = corpus.table.column(name)?.content else { return [] }
    return values
  }
}
