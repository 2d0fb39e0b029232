import Foundation
import Testing

@testable import MVAEKit

/// The same files as pandas reads them.
@Suite(.serialized) struct TablePeerTests {
  /// JSON of `program`, which reads the file in `sys.argv[1]` into `d`.
  private func pandas(_ program: String, _ arguments: [String]) throws -> Any {
    let text = try PythonPeer.run("import json, sys, pandas as pd\n" + program, arguments)
    return try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
  }

  private static let readTracks = """
    d = pd.read_csv(sys.argv[1], index_col=0, header=[0, 1], dtype=str, keep_default_na=False)
    columns = {"genre": ("track", "genre_top"), "title": ("track", "title"), "artist": ("artist", "name"),
      "album": ("album", "title"), "split": ("set", "split"), "subset": ("set", "subset"),
      "language": ("track", "language_code"), "duration": ("track", "duration"),
      "listens": ("track", "listens"), "favorites": ("track", "favorites"), "bio": ("artist", "bio")}
    d = d[d.index.map(lambda i: str(i).isdigit())]
    out = {"ids": [str(i).zfill(6) for i in d.index]}
    out |= {name: list(d[key]) if key in d else [] for name, key in columns.items()}
    print(json.dumps(out))
    """

  /// 2,100 genuine rows, and the 96 of the scores: ids, texts and numbers of every column, missing ones as well.
  @Test(arguments: ["fma-metadata/tracks_excerpt.csv", "scores/fma_metadata/tracks.csv"])
  func tracks(name: String) throws {
    guard let path = AudioReference.path(name), PythonPeer.has("pandas") else { return }
    let peer = try #require(try pandas(Self.readTracks, [path]) as? [String: [String]])
    let nothing = try TemporaryFolder()
    let load = try Corpus.fma(
      audio: nothing.url.path, metadata: path,
      options: ArchiveOptions(text: ["artist/bio"], audio: .optional))
    let corpus = load.corpus
    let ids = try #require(peer["ids"])
    #expect(corpus.table.ids == ids.sorted() && ids.count > 90)
    let place = Dictionary(uniqueKeysWithValues: ids.enumerated().map { ($1, $0) })
    let order = try corpus.table.ids.map { try #require(place[$0]) }
    var compared = 0
    for (column, values) in peer where !["ids", "bio"].contains(column) {
      let expected = values.isEmpty ? order.map { _ in "" } : order.map { values[$0] }
      for (row, value) in expected.enumerated() {
        switch corpus.tracks[row].labels[column] {
        case nil: #expect(value.isEmpty, "\(column) \(row)")
        case .text(let text)?: #expect(text == value, "\(column) \(row)")
        case .number(let number)?: #expect(number == Double(value), "\(column) \(row)")
        }
        compared += 1
      }
    }
    let bios = try #require(peer["bio"])
    if !bios.isEmpty {
      let texts = order.map { bios[$0].trimmingCharacters(in: .whitespacesAndNewlines) }
      #expect(corpus.tracks.map { $0.text ?? "" } == texts)
    }
    print("\(name): \(compared) cells equal pandas'")
  }

  private static let readFeatures = """
    d = pd.read_csv(sys.argv[1], index_col=0, header=list(range(int(sys.argv[2]))), float_precision="round_trip")
    d = d.loc[:, [c for c in d.columns if sys.argv[3] in c and (not sys.argv[4] or sys.argv[4] in c)]].dropna(how="all")
    print(json.dumps({"ids": [int(i) for i in d.index], "values": d.to_numpy().ravel().tolist()}))
    """

  /// Every number of the groups asked for, as single precision; the genuine 2,000 tracks and Echo Nest's table.
  @Test(arguments: [
    ("features_mfcc_2000.csv", "mfcc", ""), ("features_mfcc_2000.csv", "mfcc", "std"),
    ("echonest_excerpt.csv", "audio_features", ""), ("echonest_excerpt.csv", "audio_features", "tempo"),
  ])
  func readyFeatures(name: String, group: String, statistic: String) throws {
    guard let path = AudioReference.path("fma-metadata/" + name), PythonPeer.has("pandas") else { return }
    let peer = try #require(try pandas(Self.readFeatures, [path, "3", group, statistic]) as? [String: Any])
    let matrix = try FeatureMatrix.importCSV(
      path: path, groups: [group], statistics: statistic.isEmpty ? [] : [statistic]
    ).features
    let ids = try #require(peer["ids"] as? [Int])
    let values = try #require(peer["values"] as? [Double])
    #expect(matrix.rows.ids.compactMap { Int($0) } == ids && ids.count > 1000)
    #expect(matrix.values.values == values.map { Float($0) })
    print("\(name) \(group) \(statistic): \(values.count) numbers equal pandas'")
  }

  /// A table of texts over several lines: the chorales.
  @Test func lyrics() throws {
    guard let path = AudioReference.path("scores/lyrics.csv"), PythonPeer.has("pandas") else { return }
    let program = """
      d = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
      print(json.dumps([list(d.columns)] + d.values.tolist()))
      """
    let peer = try #require(try pandas(program, [path]) as? [[String]])
    let table = try TextTable(path: path, cancellation: Cancellation())
    #expect([table.columns] + table.rows == peer && peer.count == 19)
  }
}
