import Testing

@testable import MVAEKit

@Suite struct FolderLoadingTests {
  @Test func filesAreFoundSortedAndLabelled() throws {
    let folder = try AudioFolder()
    for name in ["rock/b.wav", "rock/a.flac", "jazz/deep/c.wav", "top.WAV", ".hidden/x.wav", "jazz/.y.wav"] {
      try folder.addTone(name)
    }
    try folder.add("cover.jpg", text: "no audio")
    let corpus = try Corpus.folder(path: folder.path, options: FolderOptions(labels: .folder)).corpus
    #expect(corpus.table.ids == ["c", "a", "b", "top"])
    #expect(corpus.table.column("genre")?.texts == ["jazz", "rock", "rock", nil])
    #expect(corpus.table.groups == ["c", "a", "b", "top"])
    #expect(corpus.primaryLabel == "genre")
    #expect(corpus.skipped.isEmpty)
    #expect(abs(corpus.tracks[0].duration - 0.5) < 1e-6)
  }

  @Test func whatCannotBeReadIsReported() throws {
    let folder = try AudioFolder()
    try folder.addTone("good.wav")
    try folder.addTone("short.wav", seconds: 0.05)
    try folder.add("empty.wav", text: "")
    try folder.add("text.mp3", text: String(repeating: "these are words. ", count: 100))
    try folder.add("aac.m4a", bytes: [0, 0, 0, 32] + Array("ftypM4A ".utf8))
    try folder.add("raw.au", text: String(repeating: "headerless ", count: 100))
    try folder.link("gone.wav", to: "nothing.wav")
    let corpus = try Corpus.folder(path: folder.path).corpus
    #expect(corpus.table.ids == ["good"])
    #expect(
      corpus.skipped.map(\.path) == ["aac.m4a", "empty.wav", "gone.wav", "raw.au", "short.wav", "text.mp3"])
    #expect(corpus.skipped[0].reason.contains("cannot be decoded"))
    #expect(corpus.skipped[1].reason == "holds no audio")
    #expect(corpus.skipped[4].reason.contains("0.05 s"))
  }

  @Test func linkLoopsEnd() throws {
    let folder = try AudioFolder()
    try folder.addTone("a/b/one.wav")
    try folder.link("a/b/back", to: "a")
    try folder.link("a/self", to: "a/self")
    try folder.link("again", to: "a")
    #expect(try Corpus.folder(path: folder.path).corpus.table.ids == ["one"])
  }

  @Test func emptyAndMissingFolders() throws {
    let folder = try AudioFolder()
    #expect(throws: CorpusError.noAudio(path: folder.path)) { try Corpus.folder(path: folder.path) }
    let missing = #expect(throws: CorpusError.self) { try Corpus.folder(path: folder.path + "/nowhere") }
    #expect(missing?.parameter == "path")
    try folder.add("broken.wav", text: "RIFF")
    let broken = #expect(throws: CorpusError.self) { try Corpus.folder(path: folder.path) }
    #expect(broken?.message.contains("broken.wav") == true)
  }

  @Test func equalStemsGetLongerIds() throws {
    let folder = try AudioFolder()
    try folder.addTone("a/x.wav")
    try folder.addTone("b/x.wav")
    #expect(try Corpus.folder(path: folder.path).corpus.table.ids == ["a/x", "b/x"])
    try folder.addTone("b/x.flac")
    #expect(try Corpus.folder(path: folder.path).corpus.table.ids == ["a/x.wav", "b/x.flac", "b/x.wav"])
  }

  @Test func limitKeepsEveryFolder() throws {
    let folder = try AudioFolder()
    for name in ["a/1.wav", "a/2.wav", "a/3.wav", "b/4.wav", "c/5.wav"] { try folder.addTone(name) }
    let corpus = try Corpus.folder(path: folder.path, options: FolderOptions(limit: 3)).corpus
    #expect(corpus.table.ids == ["1", "4", "5"])
    #expect(corpus.notes == ["limited to 3 of 5 files"])
    #expect(throws: CorpusError.limit(0)) {
      try Corpus.folder(path: folder.path, options: FolderOptions(limit: 0))
    }
  }

  @Test func metadataIsJoined() throws {
    let folder = try AudioFolder()
    for name in ["a.wav", "sub/b.wav", "c.wav"] { try folder.addTone(name) }
    try folder.add(
      "table.csv",
      text: "year;style;file;album;code\n1999;ambient;music/sub/b.wav;X;007\n2001;techno;a.wav;X;008\n"
        + "2002;techno;a.wav;Z;1\n2003;techno;zzz.wav;Z;1\n2004;short\n")
    let options = FolderOptions(metadata: "table.csv", group: "album")
    let load = try Corpus.folder(path: folder.path, options: options)
    let corpus = load.corpus
    #expect(corpus.table.columnNames == ["year", "style", "file", "album", "code"])
    #expect(corpus.table.column("style")?.texts == ["techno", nil, "ambient"])
    #expect(corpus.table.column("code")?.texts == ["008", nil, "007"])
    let years = corpus.table.column("year")?.numbers
    #expect(years?[0] == 2001 && years?[1].isNaN == true && years?[2] == 1999)
    #expect(corpus.table.groups == ["X", "c", "X"])
    #expect(corpus.primaryLabel == "style")
    let report = try #require(load.metadata)
    #expect(report.keyColumn == "file" && report.matched == 2)
    #expect(report.missing.examples == ["c.wav"] && report.extra.examples == ["zzz.wav"])
    #expect(report.duplicate.count == 1 && report.raggedLines == [6])
    #expect(corpus.notes.count == 2)
  }

  @Test func columnsThatAreNotThereAreSuggested() throws {
    let folder = try AudioFolder()
    try folder.addTone("a.wav")
    try folder.add("table.csv", text: "file,album\na,X\n")
    let group = #expect(throws: CorpusError.self) {
      try Corpus.folder(path: folder.path, options: FolderOptions(metadata: "table.csv", group: "albun"))
    }
    #expect(group?.parameter == "group")
    #expect(group?.hint == "did you mean album? There are file, album")
    let id = #expect(throws: CorpusError.self) {
      try Corpus.folder(path: folder.path, options: FolderOptions(metadata: "table.csv", id: "name"))
    }
    #expect(id?.parameter == "id")
    let nothing = #expect(throws: CorpusError.self) {
      try Corpus.folder(path: folder.path, options: FolderOptions(metadata: "table.csv", id: "album"))
    }
    #expect(nothing?.parameter == "metadata")
    let missing = #expect(throws: CorpusError.self) {
      try Corpus.folder(path: folder.path, options: FolderOptions(lyrics: "none.csv"))
    }
    #expect(missing?.parameter == "lyrics")
  }

  @Test func lyricsAreJoined() throws {
    let folder = try AudioFolder()
    for name in ["001.wav", "002.wav"] { try folder.addTone(name) }
    try folder.add("lyrics.csv", text: "track_id,lyrics\n1,\"la\nla\"\n9,x\n")
    let load = try Corpus.folder(path: folder.path, options: FolderOptions(lyrics: "lyrics.csv"))
    #expect(load.corpus.tracks.map(\.text) == ["la\nla", nil])
    #expect(load.lyrics?.matched == 1 && load.lyrics?.extra.count == 1)
  }

  /// 240 clips, 3 a track, in folders by style, with a table.
  @Test func gameMusicLoads() throws {
    guard let path = AudioReference.path("game-music") else { return }
    let options = FolderOptions(labels: .folder, metadata: "metadata.csv", group: "track_id")
    let load = try Corpus.folder(path: path, options: options)
    #expect(load.corpus.tracks.count == 240)
    #expect(load.corpus.skipped.isEmpty)
    #expect(load.metadata?.matched == 240 && load.metadata?.keyColumn == "clip_id")
    #expect(Set(load.corpus.table.groups).count == 80)
    #expect(load.corpus.table.column("genre")?.texts == load.corpus.table.column("style")?.texts)
  }
}
