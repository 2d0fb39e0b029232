import Foundation
import Testing

@testable import MVAEKit

/// A random encoder of two layers of 32 against PyTorch (Tests/reference/encoders.py), and MiniLM where its weights are.
@Suite(.timeLimit(.minutes(5))) struct SentenceEncoderTests {
  private static let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixture")
  static let tiny = fixture.appendingPathComponent("tiny-bert").path

  private func tinyEncoder(_ long: LongText = .first(pieces: 62)) throws -> SentenceEncoder {
    try SentenceEncoder(folder: Self.tiny, long: long)
  }

  /// What PyTorch made of the first texts.
  private struct Reference {
    let embeddings: [Float]
    let width: Int
    let counts: [Int]
    let marks: [Int]

    init(_ path: String) throws {
      let file = try SafetensorsFile(path: path)
      let tensor = try #require(file["embeddings"])
      embeddings = try #require(tensor.floats)
      width = tensor.shape[1]
      counts = try #require(file["counts"]?.integers)
      marks = try #require(file["marks"]?.integers)
    }
  }

  /// - Parameter tolerance: of every component of embeddings of length 1.
  private func expect(_ encoder: SentenceEncoder, equals reference: Reference, tolerance: Float) throws {
    let texts = Array(HardTexts.all.prefix(reference.counts.count))
    var wrong: [Int] = []
    for (index, text) in texts.enumerated() {
      let pieces = try encoder.read(text, cancellation: Cancellation()).pieces
      if pieces.count != reference.counts[index] || mark(pieces) != reference.marks[index] {
        wrong.append(index)
      }
    }
    #expect(wrong.isEmpty, "other pieces in texts \(wrong)")
    let found = try encoder.embeddings(of: texts).values.values
    try #require(found.count == reference.embeddings.count)
    let worst = zip(found, reference.embeddings).map { abs($0 - $1) }.max() ?? 1
    print("\(texts.count) texts, \(reference.width) components: largest difference \(worst)")
    #expect(worst < tolerance)
  }

  private func mark(_ pieces: [Int32]) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for piece in pieces {
      for shift in stride(from: 0, to: 32, by: 8) {
        hash = (hash ^ UInt64(truncatingIfNeeded: piece >> shift) & 0xFF) &* 0x100_0000_01B3
      }
    }
    return Int(truncatingIfNeeded: hash)
  }

  /// Single precision in another order of sums; measured 4e-7.
  @Test func aRandomEncoderEqualsPyTorch() throws {
    try expect(
      try tinyEncoder(), equals: Reference(Self.tiny + "/reference.safetensors"), tolerance: 2e-6)
  }

  /// Measured 2e-7.
  @Test func miniLMEqualsSentenceTransformers() throws {
    let environment = ProcessInfo.processInfo.environment
    guard
      let folder = environment["MVAE_MINILM"] ?? TextModelSource.minilmFolder(environment: environment),
      FileManager.default.fileExists(atPath: folder + "/model.safetensors")
    else {
      print(
        "skipped \(#function): no weights of all-MiniLM-L6-v2 (./scripts/fetch-minilm, or set MVAE_MINILM)")
      return
    }
    try expect(
      try SentenceEncoder(folder: folder, long: .first(pieces: LongText.standardPieces)),
      equals: Reference(Self.fixture.appendingPathComponent("minilm.safetensors").path), tolerance: 2e-6)
  }

  @Test func neitherThreadsNorNeighboursMatter() throws {
    let encoder = try tinyEncoder(.windows(pieces: 20))
    let texts = Array(HardTexts.all.prefix(60))
    let all = try encoder.embeddings(of: texts, threads: 1)
    #expect(try encoder.embeddings(of: texts, threads: 3) == all)
    for index in [2, 21, 30, 59] {
      #expect(
        try encoder.embeddings(of: [texts[index]]).values.values == Array(all.values.row(index)))
    }
    for index in texts.indices {
      let length = all.values.row(index).reduce(0) { $0 + $1 * $1 }
      #expect(abs(length - 1) < 1e-5)
    }
  }

  /// The average of windows, each by itself, weighted by their pieces.
  @Test func longTextsAreReadByWindows() throws {
    let words = (0..<50).map { ["the", "rain", "love", "night", "heart"][$0 % 5] }
    let encoder = try tinyEncoder(.windows(pieces: 20))
    let whole = try encoder.embeddings(of: [words.joined(separator: " ")]).values.values
    let parts = [words[0..<17], words[17..<34], words[34..<50]].map { $0.joined(separator: " ") }
    let windows = try encoder.embeddings(of: parts).values
    var mean = (0..<32).map { column in
      17 * windows.row(0)[column + windows.row(0).startIndex]
        + 17 * windows.row(1)[column + windows.row(1).startIndex]
        + 16 * windows.row(2)[column + windows.row(2).startIndex]
    }
    let length = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
    mean = mean.map { $0 / length }
    #expect(zip(whole, mean).allSatisfy { abs($0 - $1) < 1e-6 })
    let first = try tinyEncoder(.first(pieces: 20)).embeddings(of: [words.joined(separator: " ")])
    let beginning = try tinyEncoder(.first(pieces: 62)).embeddings(
      of: [words[..<20].joined(separator: " ")])
    #expect(first.values == beginning.values)
  }

  @Test func windowsBeginWithWordsAndMissNothing() {
    let pieces = (0..<Int32(1000)).map { $0 % 7 == 0 ? Int32(0) : Int32(1) }
    for limit in [5, 7, 20, 254, 999, 1000] {
      let windows = LongText.windows(pieces: limit).windows(pieces) { $0 == 1 }
      #expect(windows.flatMap { Array($0) } == Array(0..<1000))
      #expect(windows.allSatisfy { (1...limit).contains($0.count) })
      if limit >= 7 { #expect(windows.allSatisfy { $0.lowerBound % 7 == 0 }) }
    }
    #expect(LongText.first(pieces: 9).windows(pieces) { $0 == 1 } == [0..<9])
    #expect(LongText.windows(pieces: 9).windows([]) { $0 == 1 } == [0..<0])
  }

  @Test func progressTellsOfEveryTextAndCancellationEnds() throws {
    let encoder = try tinyEncoder()
    let cancellation = Cancellation()
    #expect(throws: CancellationError.self) {
      try encoder.embeddings(of: HardTexts.all, threads: 1, cancellation: cancellation) { progress in
        #expect(progress.total == 500 && progress.unit == "texts")
        if progress.completed > 20 { cancellation.cancel() }
      }
    }
  }
}
