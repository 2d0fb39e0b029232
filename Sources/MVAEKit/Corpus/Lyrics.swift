import Foundation

/// Texts of tracks: from a table, a folder of text files, or a column of the metadata.
struct Lyrics {
  /// By position of the tracks.
  let texts: [String?]
  /// What the table says of their languages, by position of the tracks; `nil` without such a column.
  var languages: [String?]?
  let report: JoinReport
  /// Text files that could not be read.
  var skipped: [SkippedFile] = []

  /// Where lyrics lie.
  enum Place: Equatable {
    case table(String)
    case folder(String)
    /// Of the metadata.
    case column(Int)

    /// The file or folder at `wish`, plain or inside `root`, else the column of that name.
    ///
    /// - Parameters:
    ///   - columns: of the metadata.
    ///   - column: finds one by what its user calls it; `nil`: by its name in any case.
    /// - Throws: ``CorpusError/lyricsMissing(name:columns:)``.
    init(_ wish: String, root: String, columns: [String], column: ((String) -> Int?)? = nil) throws {
      for path in [wish, root + "/" + wish] {
        var status = stat()
        guard !path.utf8.contains(0), stat(path, &status) == 0 else { continue }
        self = status.st_mode & S_IFMT == S_IFDIR ? .folder(path) : .table(path)
        return
      }
      guard let index = column.map({ $0(wish) }) ?? TextTable.index(of: wish, in: columns) else {
        throw CorpusError.lyricsMissing(name: wish, columns: columns)
      }
      self = .column(index)
    }
  }

  /// Reads a table with a column of texts.
  ///
  /// - Throws: ``CorpusError``, naming `lyrics`.
  init(table path: String, relativePaths: [String], cancellation: Cancellation) throws {
    let answer = try CorpusError.blaming("lyrics") {
      try LyricsTable(path: path, cancellation: cancellation).answer(for: relativePaths)
    }
    self.init(answer.texts, answer.report, relativePaths)
    if answer.hasLanguages { languages = answer.languages }
  }

  /// Reads the `.txt` files of a folder, at any depth, named by path, file name or number of their track.
  ///
  /// - Throws: ``CorpusError``, naming `lyrics`.
  init(folder path: String, relativePaths: [String], cancellation: Cancellation) throws {
    let listing = try FileListing(folder: path, of: .text, parameter: "lyrics", cancellation: cancellation)
    let keys = TrackKeys(relativePaths: relativePaths)
    var report = JoinReport(path: path, keyColumn: "file name", unit: .file)
    var texts = [String?](repeating: nil, count: relativePaths.count)
    var isMet = [Bool](repeating: false, count: relativePaths.count)
    var skipped = listing.skipped
    for file in listing.files {
      try cancellation.check()
      let stem = TrackKeys.stem(of: file.relativePath)
      guard let track = keys.track(for: String(file.relativePath.dropLast(4))) ?? keys.track(for: stem) else {
        report.extra.add(file.relativePath)
        continue
      }
      if isMet[track] {
        report.duplicate.add(file.relativePath)
        continue
      }
      isMet[track] = true
      do throws(TextFile.Failure) {
        texts[track] = try TextFile.read(file.path)
      } catch {
        skipped.append(SkippedFile(path: file.relativePath, reason: error.reason))
      }
    }
    for (track, path) in relativePaths.enumerated() where !isMet[track] { report.missing.add(path) }
    report.matched = relativePaths.count - report.missing.count
    guard report.matched > 0 else {
      throw CorpusError.noTextMatched(
        path: path, files: listing.files.count, example: relativePaths.first ?? "")
    }
    self.init(texts, report, relativePaths)
    self.skipped = skipped
  }

  /// Takes a column of the metadata.
  ///
  /// - Parameter report: of the table that the column is of.
  init(column: [String?], named name: String, of report: JoinReport, relativePaths: [String]) {
    var own = JoinReport(path: report.path, keyColumn: name)
    own.matched = column.count { $0 != nil }
    self.init(column, own, relativePaths)
  }

  private init(_ values: [String?], _ report: JoinReport, _ names: [String]) {
    var report = report
    texts = values.enumerated().map { track, value in
      guard let value else { return nil }
      let text = LabelValues.trim(value)
      if text.isEmpty { report.empty.add(names[track]) }
      return text.isEmpty ? nil : text
    }
    self.report = report
  }
}
