import Foundation
import MVAEKit
import Testing

@testable import Kernel

/// `extract lyrics` by words and by models, as a cell has it.
@Suite struct ExtractLyricsTests {
  private let bench: Bench
  private static let tiny = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../MVAEKitTests/Text/Fixture/tiny-bert").standardized.path

  init() throws {
    bench = Bench(.standard)
    try bench.run("c = load demo tracks: 12 duration: 1 genres: 2")
  }

  private func features(_ code: String) throws -> FeatureMatrix {
    try bench.run("f = \(code)")
    return try #require(bench.workspace.value(of: "f")?.as(FeatureMatrix.self))
  }

  @Test func wordsAreTheDefault() throws {
    let plain = try features("extract lyrics c dimensions: 4")
    #expect(plain.values.columns == 4)
    #expect(try features("extract lyrics c dimensions: 4 using: tfidf") == plain)
  }

  @Test func aFolderEmbedsAndGoesOnWithLike() throws {
    let first = try features("extract lyrics c using: \"\(Self.tiny)\" long: first window: 60")
    #expect(first.values.columns == 32)
    try bench.run("words = f")
    #expect(try features("extract lyrics c like: words") == first)
  }

  @Test(arguments: [
    ("using: \"tiny\" dimensions: 3", "OtherMethod"), ("using: \"tiny\" stop_words: english", "OtherMethod"),
    ("using: \"tiny\" vocabulary: 30", "OtherMethod"), ("using: \"tiny\" seed: 3", "OtherMethod"),
    ("long: first", "OtherMethod"), ("window: 99 using: tfidf", "OtherMethod"),
    ("using: \"tiny\" window: 99", "TextModelError"),
    ("using: \"/nowhere/at/all\"", "StorageError"),
  ])
  func whatDoesNotBelongIsRefused(_ labels: String, _ id: String) throws {
    let code = "extract lyrics c " + labels.replacingOccurrences(of: "\"tiny\"", with: "\"\(Self.tiny)\"")
    let problem = try #require(bench.problems(code).first)
    #expect(problem.id == id, "\(problem)")
  }

  @Test func wordsAreCompleted() {
    #expect(bench.completions("extract lyrics c using: m|").items.contains { $0.text == "minilm" })
  }
}
