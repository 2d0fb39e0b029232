import Testing

@testable import MVAEKit

@Suite struct LyricsTests {
  private func music() throws -> AudioFolder {
    let folder = try AudioFolder()
    for name in ["000/000002.wav", "000/000005.wav", "b/song.wav"] { try folder.addTone(name) }
    try folder.add(
      "meta.csv", text: "file,title,artist,words\n2,Rain,Ann,\"Il pleut, il pleut\"\nsong,Sun,Bob,\n")
    return folder
  }

  private func load(
    _ folder: AudioFolder, lyrics: String?, metadata: String? = nil, text: [String] = ["lyrics"]
  ) throws -> CorpusLoad {
    try Corpus.folder(
      path: folder.path, options: FolderOptions(metadata: metadata, lyrics: lyrics, text: text))
  }

  /// Delimiters, quotes, several lines, with and without a byte-order mark.
  @Test(arguments: [
    "\u{FEFF}track_id;lyrics\r\n2;\"one; two\r\nthree\"\r\n",
    "lyrics|file\n\"one; two\r\nthree\"|000/000002.wav\n",
    "name\ttext\n000002\t\"one; two\r\nthree\"\n",
  ])
  func tablesOfAnyKind(table: String) throws {
    let folder = try music()
    try folder.add("lyrics.csv", text: table)
    let load = try load(folder, lyrics: "lyrics.csv")
    #expect(load.corpus.tracks.map(\.text) == ["one; two\r\nthree", nil, nil])
    #expect(load.lyrics?.matched == 1 && load.lyrics?.missing.count == 2)
  }

  @Test func foldersOfTextFiles() throws {
    let folder = try music()
    try folder.add("texts/2.txt", text: "\u{FEFF}by number\n")
    try folder.add("texts/deep/000/000005.txt", text: "  \n")
    try folder.add("texts/b/song.txt", text: "by path")
    try folder.add("texts/zz/song.txt", text: "again")
    try folder.add("texts/other.txt", text: "nobody's")
    try folder.add("texts/notes.md", text: "no text")
    let load = try load(folder, lyrics: "texts")
    #expect(load.corpus.tracks.map(\.text) == ["by number", nil, "by path"])
    let report = try #require(load.lyrics)
    #expect(report.matched == 3 && report.missing.count == 0)
    #expect(report.extra.examples == ["other.txt"] && report.duplicate.examples == ["zz/song.txt"])
    #expect(report.empty.examples == ["000/000005.wav"])
    #expect(
      load.corpus.notes.contains {
        $0.hasPrefix("texts: 3 tracks matched by file name, 1 files without a track (other.txt)")
      })
    #expect(load.corpus.joins.map(\.source) == ["texts"])
  }

  @Test func textFilesThatCannotBeReadAreListed() throws {
    let folder = try music()
    try folder.add("texts/2.txt", text: "good")
    try folder.add("texts/5.txt", bytes: [0xFF, 0xFE, 0x61, 0])
    try folder.add("texts/song.txt", bytes: [0x61, 0xE9, 0x62])
    let corpus = try load(folder, lyrics: "texts").corpus
    #expect(corpus.tracks.map(\.text) == ["good", nil, nil])
    #expect(corpus.skipped.map(\.path) == ["5.txt", "song.txt"])
    #expect(corpus.skipped[0].reason.contains("UTF-16") && corpus.skipped[1].reason.contains("not UTF-8"))
  }

  @Test func aColumnOfTheMetadata() throws {
    let folder = try music()
    let load = try load(
      folder, lyrics: "Words", metadata: "meta.csv", text: ["title", "artist", "lyrics"])
    #expect(load.corpus.tracks.map(\.text) == ["Rain\nAnn\nIl pleut, il pleut", nil, "Sun\nBob"])
    #expect(load.corpus.tracks.map(\.hasLyrics) == [true, false, false])
    #expect(load.corpus.table.column("words") == nil, "texts are no labels")
    #expect(load.lyrics?.keyColumn == "words" && load.lyrics?.matched == 2)
  }

  @Test func whatIsNotThereIsSaid() throws {
    let folder = try music()
    let name = #expect(throws: CorpusError.self) { try load(folder, lyrics: "wrds", metadata: "meta.csv") }
    #expect(name?.parameter == "lyrics" && name?.hint?.hasPrefix("did you mean words?") == true)
    let path = #expect(throws: CorpusError.self) { try load(folder, lyrics: "none.csv") }
    #expect(path?.message == "there is no file or folder \"none.csv\"")
    #expect(path?.hint?.contains("folder of .txt files") == true)
    try folder.add("ragged.csv", text: "track_id,lyrics\n2,la, la\n5,lo, lo\n")
    let ragged = #expect(throws: CorpusError.self) { try load(folder, lyrics: "ragged.csv") }
    #expect(ragged?.message.contains("line 2 has 3 fields") == true && ragged?.parameter == "lyrics")
    try folder.add("texts/other.txt", text: "x")
    let match = #expect(throws: CorpusError.self) { try load(folder, lyrics: "texts") }
    #expect(match?.parameter == "lyrics" && match?.message.contains("1 files") == true)
    let part = #expect(throws: CorpusError.self) {
      try load(folder, lyrics: nil, metadata: "meta.csv", text: ["titl"])
    }
    #expect(part?.parameter == "text" && part?.hint?.hasPrefix("did you mean title?") == true)
  }

  @Test func languagesAreCounted() throws {
    let folder = try music()
    try folder.add(
      "texts/2.txt", text: "The rain is on the road and you are not with me, but I know that it will stop.")
    try folder.add("texts/5.txt", text: "na na na na na na hey")
    let corpus = try load(folder, lyrics: "texts").corpus
    #expect(corpus.table.column("language")?.texts == ["en", "unknown", nil])
    #expect(corpus.primaryLabel == nil, "a language is no class")
    try folder.add("l.csv", text: "track_id,lang,lyrics\n2,fr,oui\n5,,la\n")
    let stated = try load(folder, lyrics: "l.csv").corpus
    #expect(stated.table.column("language")?.texts == ["fr", "unknown", nil])
    try folder.add("m.csv", text: "file,language\n2,en\n5,de\n")
    let known = try load(folder, lyrics: "l.csv", metadata: "m.csv").corpus
    #expect(known.table.column("language")?.texts == ["en", "de", nil], "the metadata's own stays")
  }

  @Test func listsOfPythonBecomeWords() {
    #expect(TrackText.words("['lo-fi', \"home's\"]") == "lo-fi, home's")
    #expect(TrackText.words("[]") == "" && TrackText.words(" plain ") == "plain")
  }
}
