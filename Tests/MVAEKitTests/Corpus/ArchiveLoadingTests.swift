import Testing

@testable import MVAEKit

@Suite struct ArchiveLoadingTests {
  static let header = """
    ,artist,album,set,set,track,track,track
    ,id,title,split,subset,genre_top,genres,title
    track_id,,,,,,,

    """

  private func archive() throws -> AudioFolder {
    let folder = try AudioFolder()
    for name in ["000/000002.wav", "000/000005.wav", "000/000010.wav", "000/000777.wav", "001/001000.wav"] {
      try folder.addTone("audio/" + name)
    }
    try folder.addTone("audio/notes.wav")
    try folder.add(
      "fma_metadata/tracks.csv",
      text: Self.header + "2,1,A,training,small,Hip-Hop,[21],Food\n5,1,A,training,medium,Hip-Hop,[21],\n"
        + "10,,B,test,large,Pop,\"[10, 21]\",Freeway\n20,7,,test,small,Rock,[12],Gone\n"
        + "1000,,,test,,,[],Untitled\n1,broken\n")
    try folder.add(
      "fma_metadata/genres.csv",
      text: "genre_id,#tracks,parent,title,top_level\n10,1,0,Pop,10\n21,2,0,Hip-Hop,21\n")
    return folder
  }

  @Test func rowsAndFilesAreJoined() throws {
    let folder = try archive()
    let load = try Corpus.fma(audio: folder.path + "/audio")
    let table = load.corpus.table
    #expect(table.ids == ["000002", "000005", "000010", "001000"])
    #expect(table.groups == ["artist 1", "artist 1", "album B", "001000"])
    #expect(table.columnNames == ["genre", "genres", "title", "album", "split", "subset"])
    #expect(table.column("genre")?.texts == ["Hip-Hop", "Hip-Hop", "Pop", nil])
    #expect(table.column("genres")?.texts?[2] == "Pop; Hip-Hop")
    #expect(load.corpus.tracks.map(\.title) == ["Food", "000005", "Freeway", "Untitled"])
    #expect(load.corpus.primaryLabel == "genre")
    let report = try #require(load.archive)
    #expect(report.rows == 5 && report.selected == 5 && report.withoutAudio.count == 1)
    #expect(report.files == 6 && report.withoutRow.count == 2 && report.raggedLines == [9])
  }

  /// small ⊂ medium ⊂ large ⊂ full; a row without a mark is in full alone.
  @Test(arguments: [
    (ArchiveOptions.Subset.small, 1), (.medium, 2), (.large, 3), (.full, 4),
  ])
  func subsetsAreNested(subset: ArchiveOptions.Subset, count: Int) throws {
    let folder = try archive()
    let load = try Corpus.fma(
      audio: folder.path + "/audio", metadata: folder.path + "/fma_metadata",
      options: ArchiveOptions(subset: subset))
    #expect(load.corpus.tracks.count == count)
  }

  @Test func genresAndLimits() throws {
    let folder = try archive()
    let audio = folder.path + "/audio"
    let pop = try Corpus.fma(audio: audio, options: ArchiveOptions(genres: ["pop"])).corpus
    #expect(pop.table.ids == ["000010"])
    let two = try Corpus.fma(audio: audio, options: ArchiveOptions(genres: ["Pop", "Hip-Hop"], limit: 2))
    #expect(two.corpus.table.ids == ["000002", "000010"])
    let unknown = #expect(throws: CorpusError.self) {
      try Corpus.fma(audio: audio, options: ArchiveOptions(genres: ["Hip Hop"]))
    }
    #expect(unknown?.parameter == "genres")
    #expect(unknown?.hint == "did you mean Hip-Hop? There are Hip-Hop, Pop, Rock")
    let gone = #expect(throws: CorpusError.self) {
      try Corpus.fma(audio: audio, options: ArchiveOptions(genres: ["Rock"]))
    }
    #expect(gone?.parameter == "metadata")
  }

  /// Rows 1000 and 20 have no file; row 20 has a top genre, row 3 only parts of Rock, row 4 of two roots.
  @Test func tracksWithoutAudioAndRoots() throws {
    let folder = try archive()
    try folder.add(
      "fma_metadata/tracks.csv",
      text: Self.header + "2,1,A,training,small,Hip-Hop,[21],Food\n3,2,,test,small,,\"[25, 31]\",Bits\n"
        + "4,3,,test,large,,\"[25, 21]\",Both\n20,7,B,test,small,Rock,[12],Gone\n")
    try folder.add(
      "fma_metadata/genres.csv",
      text:
        "genre_id,#tracks,parent,title,top_level\n12,1,0,Rock,12\n25,1,12,Punk,12\n31,1,25,Metal,12\n21,2,0,Hip-Hop,21\n"
    )
    try folder.add("texts/4.txt", text: "words")
    let load = try Corpus.fma(
      audio: folder.path + "/audio", metadata: folder.path + "/fma_metadata",
      options: ArchiveOptions(
        lyrics: folder.path + "/texts", text: ["lyrics", "title", "album"], audio: .optional,
        infersGenres: true))
    let corpus = load.corpus
    #expect(corpus.table.ids == ["000002", "000003", "000004", "000020"])
    #expect(corpus.table.column("genre")?.texts == ["Hip-Hop", "Rock", nil, "Rock"])
    #expect(corpus.table.column("audio")?.texts == ["present", "missing", "missing", "missing"])
    #expect(corpus.tracks.map(\.text) == ["Food\nA", "Bits", "words\nBoth", "Gone\nB"])
    #expect(corpus.tracks.map(\.hasLyrics) == [false, false, true, false])
    #expect(load.archive?.inferredGenres == 1 && load.archive?.withoutAudio.count == 3)
    #expect(load.archive?.withoutAudio.examples == ["000003", "000004", "000020"])
    #expect(throws: CorpusError.audioMissing(id: "000003")) {
      try corpus.tracks[1].source.read(sampleRate: 8000, cancellation: Cancellation())
    }
    let plain = try Corpus.fma(
      audio: folder.path + "/audio", options: ArchiveOptions(lyrics: "title", audio: .optional)
    ).corpus
    #expect(plain.table.column("genre")?.texts == ["Hip-Hop", nil, nil, "Rock"])
    #expect(plain.tracks.map(\.text) == ["Food", "Bits", "Both", "Gone"])
  }

  @Test func otherTablesAreRefused() throws {
    let folder = try archive()
    try folder.add("other.csv", text: "a,b\n1,2\n3,4\n5,6\n")
    let other = folder.path + "/other.csv"
    #expect(throws: CorpusError.notFMA(path: other)) {
      try Corpus.fma(audio: folder.path + "/audio", metadata: other)
    }
    let missing = #expect(throws: CorpusError.self) {
      try Corpus.fma(audio: folder.path + "/audio", metadata: "/nowhere")
    }
    #expect(missing?.parameter == "metadata")
  }

  /// 96 recordings with tables in the archive's layout, 18 with texts.
  @Test func scoresLoad() throws {
    guard let path = AudioReference.path("scores") else { return }
    let load = try Corpus.fma(
      audio: path + "/audio", metadata: path + "/fma_metadata",
      options: ArchiveOptions(lyrics: path + "/lyrics.csv"))
    #expect(load.corpus.tracks.count == 96)
    #expect(load.corpus.skipped.isEmpty)
    #expect(load.corpus.tracks.filter { $0.text != nil }.count == load.lyrics?.matched)
    #expect(load.lyrics?.matched == 18)
    #expect(Set(load.corpus.table.column("genre")?.texts ?? []).count == 5)
    #expect(abs(load.corpus.tracks[0].duration - 10.06) < 0.1)
  }

  /// 2,100 genuine rows: every row is read, with the titles of their genres.
  @Test func genuineTablesAreRead() throws {
    guard let path = AudioReference.path("fma-metadata/tracks_excerpt.csv"),
      let genres = AudioReference.path("fma-metadata/genres.csv")
    else { return }
    let table = try ArchiveTable(
      path: path, options: ArchiveOptions(), hasAudio: { _ in true }, cancellation: Cancellation())
    #expect(table.rows.count == 2100 && table.report.raggedLines.isEmpty)
    #expect(table.rows[0].number == 2 && table.rows[0][.genre] == "Hip-Hop")
    let titles = try ArchiveGenres(path: genres, cancellation: Cancellation())
    #expect(titles.names(table.rows[0][.genres]) == "Hip-Hop")
    let small = try ArchiveTable(
      path: path, options: ArchiveOptions(subset: .small), hasAudio: { _ in true },
      cancellation: Cancellation())
    #expect(small.rows.count == 1089)
  }
}
