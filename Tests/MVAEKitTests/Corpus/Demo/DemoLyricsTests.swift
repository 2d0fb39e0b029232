import Testing

@testable import MVAEKit

@Suite struct DemoLyricsTests {
  @Test func aSongIsEightToSixteenShortLines() throws {
    for track in try Corpus.demo().tracks {
      guard let text = track.text else { continue }
      let lines = text.split(separator: "\n")
      #expect((8...16).contains(lines.count))
      #expect(lines.allSatisfy { (2...10).contains($0.split(separator: " ").count) })
    }
  }

  /// 5 % of 2000 with a standard deviation of 10: 60 to 140 within 4 of them.
  @Test func aboutOneTrackInTwentyIsInstrumental() throws {
    let silent = try Corpus.demo(tracks: 2000).tracks.count { $0.text == nil }
    #expect((60...140).contains(silent))
  }

  /// With two pairs of genres alike in their words 0.75 is the best there is on average; 1/8 is chance.
  @Test(arguments: [UInt64(1), 2, 3])
  func wordsTellGenresApartByHalf(seed: UInt64) throws {
    let tracks = try Corpus.demo(seed: seed).tracks.filter { $0.text != nil }
    let genres = tracks.map { genre(of: $0) }
    let accuracy = DemoStatistics.centroidAccuracy(
      bags(tracks.map { $0.text ?? "" }), labels: genres, groups: tracks.map(\.group))
    #expect((0.5...0.8).contains(accuracy))
  }

  @Test func wordsOfThemesAreDifferent() {
    let words = (LyricTheme.all + [.common]).flatMap { $0.nouns + $0.adjectives }
    #expect(Set(words).count == words.count)
  }

  private func genre(of track: Track) -> String {
    if case .text(let name) = track.labels["genre"] { name } else { "" }
  }

  /// Word counts, each times the share of texts that lack the word, at unit length: a word of every song weighs
  /// nothing.
  private func bags(_ texts: [String]) -> [[Double]] {
    let words = texts.map { $0.split { !$0.isLetter }.map(String.init) }
    let vocabulary = Array(Set(words.joined())).sorted()
    let place = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($1, $0) })
    var rarity = [Double](repeating: 1, count: vocabulary.count)
    for word in words.flatMap(Set.init) { rarity[place[word] ?? 0] -= 1 / Double(texts.count) }
    return words.map { words in
      var bag = [Double](repeating: 0, count: vocabulary.count)
      for word in words { bag[place[word] ?? 0] += rarity[place[word] ?? 0] }
      let length = bag.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return bag.map { $0 / max(1, length) }
    }
  }
}
