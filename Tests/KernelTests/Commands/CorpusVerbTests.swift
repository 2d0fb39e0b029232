import Foundation
import MVAEKit
import Testing

@testable import Kernel

/// `filter`, `subset` and `split`, and what `load` and `import` take of tables, without a recording.
@Suite struct CorpusVerbTests {
  private static func bench() throws -> Bench {
    let bench = Bench(.standard)
    try bench.run("corpus = load demo tracks: 80 genres: 4 seed: 1")
    return bench
  }

  @Test(arguments: [
    ("filter corpus lyrics: present", true), ("filter corpus lyrics: missing", false),
  ])
  func filtersByLyrics(code: String, isPresent: Bool) throws {
    let bench = try Self.bench()
    try bench.run("part = \(code)")
    let part = try #require(bench.workspace.value(of: "part")?.as(Corpus.self))
    #expect(!part.tracks.isEmpty && part.tracks.allSatisfy { $0.hasLyrics == isPresent })
  }

  /// A category is written bare, in lists too, and beside numbers.
  @Test func filtersByBareCategories() throws {
    let bench = try Self.bench()
    try bench.run("part = filter corpus genre: [Rock, Jazz] lyrics: present tempo: present")
    let part = try #require(bench.workspace.value(of: "part")?.as(Corpus.self))
    #expect(Set(part.table.categories(of: "genre")) == ["Rock", "Jazz"])
    let one = try #require(bench.problems("filter corpus genre: \"Rokc\"").first)
    #expect(one.id == "UnknownCategory" && one.hint == "did you mean \"Rock\"?")
    #expect(bench.problems("filter corpus genre: missing").first?.id == "NothingLeft")
    #expect(bench.completions("filter corpus genre: Ro|").items.map(\.text) == ["Rock"])
    #expect(bench.completions("filter corpus lyr|").items.map(\.text) == ["lyrics:"])
  }

  @Test func subsetsAreStratified() throws {
    let bench = try Self.bench()
    try bench.run(
      "part = subset corpus count: 20 by: genre seed: 3\nagain = subset corpus count: 20 by: genre seed: 3")
    let part = try #require(bench.workspace.value(of: "part")?.as(Corpus.self))
    let genres = try #require(part.table.column("genre")?.categoryCounts)
    #expect(genres.map(\.count) == [5, 5, 5, 5])
    #expect(bench.workspace.value(of: "again")?.as(Corpus.self)?.table == part.table)
    let many = try #require(bench.problems("subset corpus count: 81").first)
    #expect(many.message.contains("80 tracks") && many.span.start == 21)
    #expect(bench.problems("subset corpus").first?.id == "MissingArgument")
  }

  @Test func splitsArePartsOfTheirKind() throws {
    let bench = try Self.bench()
    let shown = try #require(try bench.run("parts = split corpus by: group seed: 1\nparts"))
    #expect(shown.contains("Split by group") && shown.contains("Rock"))
    let split = try #require(bench.workspace.value(of: "parts")?.as(SplitValue.self))
    let parts = try ["train", "validation", "test"].map { try #require(split.member($0)?.as(Corpus.self)) }
    #expect(parts.map(\.tracks.count).reduce(0, +) == 80)
    #expect(Set(parts[0].table.groups).isDisjoint(with: parts[2].table.groups))
    try bench.run(
      "words = extract lyrics corpus dimensions: 4\nhalves = split words by: genre fractions: [0.5, 0.5]")
    let halves = try #require(bench.workspace.value(of: "halves")?.as(SplitValue.self))
    #expect(halves.test.as(FeatureMatrix.self) != nil)
    #expect(bench.completions("halves.t|").items.map(\.text) == ["train", "test"])
    #expect(bench.problems("split corpus by: official").first?.message.contains("no column `split`") == true)
    let wrong = try #require(bench.problems("split corpus fractions: [0.5, 0.1]").first)
    #expect(wrong.span.start == 24 && wrong.hint?.contains("add up to 1") == true)
  }

  /// The archive's tables alone: no audio, ready features, official parts.
  @Test func tablesWithoutAudio() throws {
    let folder = try TemporaryTables()
    let bench = Bench(.standard)
    try bench.run("c = load fma \"\(folder.path)\" audio: optional text: [title, artist]")
    let shown = try #require(try bench.run("c"))
    #expect(shown.contains("lyrics: none; text: 4 of 4 tracks"))
    #expect(try #require(try bench.run("c.report")).contains("tracks.csv"))
    try bench.run("f = import \"\(folder.path)/features.csv\" features: mfcc statistics: [mean] corpus: c")
    let features = try #require(bench.workspace.value(of: "f")?.as(FeatureMatrix.self))
    #expect(
      features.columnNames == ["mfcc_mean_01", "mfcc_mean_02"]
        && features.rows.ids == ["000002", "000005", "000020"])
    #expect(features.values.values == [1, 2, 5, 6, 9, 10])
    try bench.run("parts = split f by: official\nheld = filter f split: test")
    #expect(bench.workspace.value(of: "held")?.as(FeatureMatrix.self)?.rows.ids == ["000005"])
    let wrong = try #require(bench.problems("import \"\(folder.path)/features.csv\" features: mfc").first)
    #expect(wrong.id == "UnknownWord" || wrong.hint?.contains("mfcc") == true)
    let sound = try #require(bench.problems("extract mfcc c").first)
    #expect(sound.message.contains("has no audio file"))
  }
}

/// Four tracks in the archive's layout, and features of three of them.
private final class TemporaryTables {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent("mvae-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    try write(
      "tracks.csv",
      ",artist,artist,set,set,track,track,track\n,id,name,split,subset,genre_top,genres,title\ntrack_id,,,,,,,\n"
        + "2,1,Ann,training,small,Rock,[12],One\n5,1,Ann,test,small,Rock,[12],Two\n"
        + "10,2,Bob,validation,medium,,[25],Three\n20,3,Cy,training,large,Folk,[17],Four\n")
    try write(
      "features.csv",
      "feature,mfcc,mfcc,mfcc,zcr\nstatistics,mean,mean,std,mean\nnumber,01,02,01,01\ntrack_id,,,,\n"
        + "2,1,2,3,4\n20,9,10,11,12\n5,5,6,7,8\n99,0,0,0,0\n")
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  private func write(_ name: String, _ text: String) throws {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
  }
}
