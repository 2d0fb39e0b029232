import MVAEKit

/// `load`: a corpus of music, or pictures.
enum LoadVerb {
  static let verb = Verb(
    "load", summary: "Loads a corpus of music, or pictures.", [demo, folder, fma, LoadImages.command])

  // MARK: The embedded corpus

  private static let tracks = Key<Int>.integer("tracks", "how many tracks", in: 1...100_000, default: 400)
  private static let seed = Key<Int>.integer(
    "seed", "everything random follows from it", in: Seed.range, default: 1)
  private static let duration = Key<Double>.number(
    "duration", "seconds of each track", in: 0.5...60, default: 6)
  private static let genreCount = Key<Int>.integer(
    "genres", "the first so many of the eight", in: 1...8, default: 8)
  private static let design = Key<String>.word(
    "design", "natural genres, or every factor crossed with every other", DemoDesign.allCases.map(\.rawValue),
    default: DemoDesign.natural.rawValue)

  private static let demo = Command(
    "load", "demo", summary: "Makes the embedded corpus: synthesised songs of eight genres, with lyrics.",
    details: [
      "Every cause of the sound is known and kept as a label: tempo, key, mode, brightness, loudness, instrument. "
        + "The same seed gives the same samples on every machine; nothing is stored, a track is computed when read."
    ],
    labels: [tracks.parameter, seed.parameter, duration.parameter, genreCount.parameter, design.parameter],
    examples: [
      .init("corpus = load demo", "400 tracks of 6 s in 8 genres"),
      .init("small = load demo tracks: 80 genres: 4 seed: 7", "80 tracks of 4 genres"),
    ]
  ) { invocation in
    let corpus = try Corpus.demo(
      tracks: try invocation.value(tracks), seed: UInt64(try invocation.value(seed)),
      duration: try invocation.value(duration), genres: try invocation.value(genreCount),
      design: DemoDesign(rawValue: try invocation.value(design)) ?? .natural,
      cancellation: invocation.cancellation)
    return .object(corpus)
  }

  // MARK: A folder

  private static let folderPath = Key<String>.path(
    "path", "the folder; its sub-folders are searched too", .folder, isRequired: true)
  private static let folderLabels = Key<String>.word(
    "labels", "where the label `genre` comes from: the sub-folder's name, or nowhere",
    FolderOptions.Labels.allCases.map(\.rawValue), default: FolderOptions.Labels.folder.rawValue)
  private static let table = Key<String>.path(
    "metadata", "a CSV table whose columns become labels", .input(["csv", "tsv"]))
  private static let id = Key<String>.text("id", "the table's column that names the files; found if left out")
  private static let group = Key<String>.text(
    "group", "the label column whose values keep tracks together in splits")
  private static let lyrics = Key<String>(
    parameter: Parameter(
      "lyrics",
      "a CSV table with a column `lyrics` or `text`, a folder of .txt files, or a column of the metadata",
      .either([.path(.folderOrFile), .column])),
    fallback: nil, read: { $0.text })
  private static let text = Key<[String]>(
    parameter: Parameter(
      "text", "what is read as text: the lyrics, or columns of the metadata",
      .list(.either([.word(["lyrics", "title", "artist", "album", "tags"]), .text])), fallback: "[lyrics]"),
    fallback: ["lyrics"], read: { $0.list?.compactMap(\.text) })
  private static let limit = Key<Int>.integer(
    "limit", "at most so many tracks, of each label in turn", in: 1...10_000_000)

  private static let offset = Key<Double>.number(
    "offset", "seconds of each file to pass over", in: 0...14400, default: 0)
  private static let partDuration = Key<Double>.number(
    "duration", "seconds of each file to take from there; all if left out", in: 0.1...14400)

  private static func excerpt(_ invocation: Invocation) throws -> Excerpt {
    Excerpt(offset: try invocation.value(offset), duration: invocation.optional(partDuration))
  }

  private static let folder = Command(
    "load", "folder", summary: "Loads the audio files of a folder: wav, flac, ogg, mp3, aiff, au.",
    details: [
      "Only headers are read; sound is decoded when it is needed. Files that can't be read are left out and listed "
        + "with the reason in the corpus's member `skipped`."
    ],
    subjects: [folderPath.parameter],
    labels: [
      folderLabels.parameter, table.parameter, id.parameter, group.parameter, lyrics.parameter,
      text.parameter, limit.parameter, offset.parameter, partDuration.parameter,
    ],
    examples: [
      .init("corpus = load folder \"music\"", "each sub-folder is a genre"),
      .init(
        "corpus = load folder \"music\" metadata: \"music/tracks.csv\" group: \"album\"",
        "labels from a table"),
      .init(
        "corpus = load folder \"music\" lyrics: \"texts\"", "texts/song.txt has the words of song.mp3"),
      .init(
        "corpus = load folder \"music\" metadata: \"music/tracks.csv\" lyrics: words text: [lyrics, title]",
        "words of a column, and titles"),
      .init(
        "corpus = load folder \"music\" offset: 30 duration: 30", "half a minute from the middle of each"),
    ]
  ) { invocation in
    let options = FolderOptions(
      labels: FolderOptions.Labels(rawValue: try invocation.value(folderLabels)) ?? .folder,
      metadata: invocation.optional(table).map(UserPath.expanded), id: invocation.optional(id),
      group: invocation.optional(group), lyrics: invocation.optional(lyrics).map(UserPath.expanded),
      text: try invocation.value(text), limit: invocation.optional(limit), excerpt: try excerpt(invocation))
    let path = UserPath.expanded(try invocation.value(folderPath))
    return try load(invocation) { progress in
      try Corpus.folder(
        path: path, options: options, cancellation: invocation.cancellation, progress: progress)
    }
  }

  // MARK: The Free Music Archive

  private static let audioPath = Key<String>.path(
    "path", "the folder of audio, such as fma_small", .folder, isRequired: true)
  private static let metadata = Key<String>.path(
    "metadata", "the folder with tracks.csv and genres.csv; looked for beside the audio if left out", .folder)
  private static let subset = Key<String>.word(
    "subset", "the archive's nested subsets", ArchiveOptions.Subset.allCases.map(\.rawValue), default: "full")
  private static let genres = Key<[String]>.texts("genres", "top genres to keep; all if left out")
  private static let archiveGroup = Key<String>.word(
    "group", "what keeps tracks together in splits", ArchiveOptions.Group.allCases.map(\.rawValue),
    default: "artist")

  private static let audioFiles = Key<String>.word(
    "audio", "whether tracks without an audio file are left out, or kept for their text and ready features",
    ArchiveOptions.Audio.allCases.map(\.rawValue), default: ArchiveOptions.Audio.required.rawValue)
  private static let inferGenres = Key<Bool>.flag(
    "infer_genres", "a track without a top genre gets the one root that all its genres share", default: false)

  private static let fma = Command(
    "load", "fma",
    summary: "Loads a part of the Free Music Archive with its tables (Defferrard et al. 2017).",
    details: [
      "Audio as `000/000002.mp3`, `tracks.csv` with its three header rows, `genres.csv`. Labels: genre (the top genre), "
        + "genres, title, artist, album, split, subset, language, duration, listens, favorites. `text:` and `lyrics:` take "
        + "any column of tracks.csv: \"tags\" of the track, \"artist/bio\"."
    ],
    subjects: [audioPath.parameter],
    labels: [
      metadata.parameter, lyrics.parameter, text.parameter, limit.parameter, subset.parameter,
      genres.parameter,
      inferGenres.parameter, audioFiles.parameter, archiveGroup.parameter, offset.parameter,
      partDuration.parameter,
    ],
    examples: [
      .init(
        "corpus = load fma \"fma_small\" metadata: \"fma_metadata\" limit: 800", "100 tracks of each genre"),
      .init(
        "corpus = load fma \"fma_small\" metadata: \"fma_metadata\" genres: [\"Rock\", \"Folk\"]",
        "two genres"),
      .init(
        "words = load fma \"fma_metadata\" audio: optional subset: medium text: [title, artist, tags]",
        "no audio at all"),
    ]
  ) { invocation in
    let options = ArchiveOptions(
      subset: ArchiveOptions.Subset(rawValue: try invocation.value(subset)) ?? .full,
      genres: invocation.optional(genres) ?? [],
      group: ArchiveOptions.Group(rawValue: try invocation.value(archiveGroup)) ?? .artist,
      lyrics: invocation.optional(lyrics).map(UserPath.expanded), text: try invocation.value(text),
      audio: ArchiveOptions.Audio(rawValue: try invocation.value(audioFiles)) ?? .required,
      infersGenres: try invocation.value(inferGenres), limit: invocation.optional(limit),
      excerpt: try excerpt(invocation))
    let audio = UserPath.expanded(try invocation.value(audioPath))
    let tables = invocation.optional(metadata).map(UserPath.expanded)
    return try load(invocation) { progress in
      try Corpus.fma(
        audio: audio, metadata: tables, options: options, cancellation: invocation.cancellation,
        progress: progress)
    }
  }

  private static func load(_ invocation: Invocation, _ work: (@escaping ProgressHandler) throws -> CorpusLoad)
    throws
    -> Value
  {
    let corpus = try invocation.withProgress(work).corpus
    if !corpus.skipped.isEmpty {
      invocation.warn(
        "\(NumberText.count(corpus.skipped.count, "file")) can't be read and \(corpus.skipped.count == 1 ? "is" : "are") "
          + "left out; the corpus's member `skipped` says why")
    }
    return .object(corpus)
  }
}
