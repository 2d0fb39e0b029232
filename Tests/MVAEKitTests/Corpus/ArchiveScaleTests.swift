import Foundation
import Testing

@testable import MVAEKit

/// Tables as large as the Free Music Archive's, made here: a sample in the tests, all 106,574 rows in `scripts/soak`
/// (`MVAE_ARCHIVE_ROWS`), where the bounds of time and memory hold.
@Suite(.serialized) struct ArchiveScaleTests {
  private static let wanted = ProcessInfo.processInfo.environment["MVAE_ARCHIVE_ROWS"].flatMap(Int.init)
  private let rows = Self.wanted ?? 4000

  /// 52 columns, long biographies in quotes over several lines, about 2.2 KB a row.
  private func writeTracks(_ path: String) throws {
    let writer = try #require(TableWriter(path: path))
    let names = [
      "album/id", "album/information", "album/title", "artist/bio", "artist/id", "artist/name", "set/split",
      "set/subset", "track/duration", "track/favorites", "track/genre_top", "track/genres",
      "track/language_code",
      "track/listens", "track/tags", "track/title",
    ]
    let all = names + (names.count..<52).map { "track/other\($0)" }
    for part in 0...1 {
      writer.write("," + all.map { String($0.split(separator: "/")[part]) }.joined(separator: ",") + "\n")
    }
    writer.write("track_id" + String(repeating: ",", count: 52) + "\n")
    let words = "we are \"\"a band\"\" from the north, who play\nloud and quiet songs, é and ü; "
    let genres = ["Rock", "Electronic", "Folk", "Hip-Hop", "", "Old-Time / Historic"]
    for row in 0..<rows {
      let bio = String(repeating: words, count: 12 + row % 7 * 3)
      let album = String(repeating: words, count: 4 + row % 3 * 2)
      writer.write(
        "\(row * 3 / 2 + 2),\(row / 11),\"\(album)\",A Rather Long Album Title \(row / 11),\"\(bio)\",\(row / 6),"
          + "The Artists Number \(row / 6),\(row % 10 == 0 ? "test" : row % 10 == 1 ? "validation" : "training"),"
          + "\(row % 13 == 0 ? "small" : row % 4 == 0 ? "medium" : "large"),\(30 + row % 500),\(row % 90),"
          + "\(genres[row % 6]),\"[12, 25]\",\(row % 3 == 0 ? "en" : ""),\(row),\"['lo-fi', 'home']\","
          + "Some Song Title \(row)" + String(repeating: ",", count: 36) + "\n")
    }
    writer.close()
  }

  @Test func tracksLoad() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("tracks.csv")
    try writeTracks(path)
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    let before = ProcessPeak.reset()
    let start = ContinuousClock.now
    let corpus = try Corpus.fma(audio: folder.url.path, options: ArchiveOptions(audio: .optional)).corpus
    let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    let grown = (ProcessPeak.bytes - before) >> 20
    #expect(corpus.tracks.count == rows)
    #expect(corpus.tracks[rows - 1].title == "Some Song Title \(rows - 1)")
    print("tracks.csv: \(rows) rows, \(size >> 20) MB in \(seconds) s, memory grew by \(grown) MB")
    if Self.wanted != nil { #expect(seconds < 10 && grown < 500 && size > 200 << 20) }
    let split = try RowSplit(official: corpus.table)
    #expect(split.partedGroups(of: corpus.table) > 0 && split.leftOut.isEmpty)
  }

  /// 518 columns under the archive's header, of which 40 are asked for.
  @Test func featuresStream() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("features.csv")
    let writer = try #require(TableWriter(path: path))
    let groups = ["chroma_cens", "mfcc", "tonnetz", "zcr"]
    let statistics = ["kurtosis", "max", "mean", "median", "min", "skew", "std"]
    var parts: [[String]] = []
    for column in 0..<518 {
      parts.append([groups[column / 140], statistics[column % 140 / 20], String(1 + column % 20)])
    }
    for (level, title) in ["feature", "statistics", "number"].enumerated() {
      writer.write(title + "," + parts.map { $0[level] }.joined(separator: ",") + "\n")
    }
    writer.write("track_id" + String(repeating: ",", count: 518) + "\n")
    let line = (0..<518).map { "\(Double($0 * 7919 % 10007) * 0.12345678901)e-02" }.joined(separator: ",")
    let count = Self.wanted ?? 2000
    for row in 0..<count { writer.write("\(row + 2),\(line)\n") }
    writer.close()
    let size = try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    let before = ProcessPeak.reset()
    let start = ContinuousClock.now
    let matrix = try FeatureMatrix.importCSV(path: path, groups: ["mfcc"], statistics: ["mean", "std"])
      .features
    let seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    let grown = (ProcessPeak.bytes - before) >> 20
    let rate = Double(size) / 1e6 / seconds
    #expect(matrix.values.shape == [count, 40])
    print("features.csv: \(size >> 20) MB in \(seconds) s, \(Int(rate)) MB/s, memory grew by \(grown) MB")
    if Self.wanted != nil { #expect(rate > 60 && grown < 200) }
  }

  /// Within a second a cancelled load has ended, wherever it was.
  @Test func loadsAreInterrupted() throws {
    let folder = try TemporaryFolder()
    try writeTracks(folder.path("tracks.csv"))
    let cancellation = Cancellation()
    #expect(throws: CancellationError.self) {
      try Corpus.fma(
        audio: folder.url.path, options: ArchiveOptions(audio: .optional), cancellation: cancellation
      ) { progress in
        if progress.unit == "MB" { cancellation.cancel() }
      }
    }
  }
}

/// The most memory this process has held, in bytes.
enum ProcessPeak {
  /// Forgets the peak so far (Linux, proc(5)); what is held now is the new one.
  static func reset() -> Int {
    try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    return bytes
  }

  static var bytes: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) << 10
  }
}

/// Writes a large table in pieces.
private final class TableWriter {
  private let file: UnsafeMutablePointer<FILE>

  init?(path: String) {
    guard let file = fopen(path, "wb") else { return nil }
    self.file = file
  }

  func write(_ text: String) { fputs(text, file) }

  func close() { fclose(file) }
}
