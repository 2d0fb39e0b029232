/// The tracks of a corpus that have a text.
struct LyricsTexts {
  /// Positions in the corpus, ascending, and the text of each.
  let indices: [Int]
  let texts: [String]
  /// What its user should know of tracks without one, in words.
  let note: String?

  /// - Throws: ``ExtractionError/emptyCorpus``, ``TextError/noTexts(tracks:)``.
  init(of corpus: Corpus) throws {
    guard !corpus.tracks.isEmpty else { throw ExtractionError.emptyCorpus }
    let present = corpus.tracks.enumerated().compactMap { index, track in
      track.text.flatMap { text in
        text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? nil : (index, text)
      }
    }
    guard !present.isEmpty else { throw TextError.noTexts(tracks: corpus.tracks.count) }
    indices = present.map(\.0)
    texts = present.map(\.1)
    let total = corpus.tracks.count
    let missing = total - present.count
    note =
      missing > 0
      ? "\(missing) of \(total) tracks ha\(missing == 1 ? "s" : "ve") no text and "
        + "\(missing == 1 ? "is" : "are") left out" : nil
  }
}
