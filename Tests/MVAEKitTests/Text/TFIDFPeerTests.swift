import Foundation
import Testing

@testable import MVAEKit

/// Against scikit-learn and Python themselves, when this machine has them.
@Suite struct TFIDFPeerTests {
  private struct Case: Codable {
    var texts: [String]
    var minimum = 1
    var maximum = 1.0
    var isSublinear = false
    var stopWords: String?
  }

  private struct Answer: Codable {
    let vocabulary: [String]
    let idf: [Double]
    let starts: [Int]
    let columns: [Int32]
    let values: [Double]
  }

  @Test func entriesEqualScikitLearn() throws {
    guard PythonPeer.has("sklearn") else { return }
    let demo = try Corpus.demo(tracks: 200).tracks.compactMap(\.text)
    let made = MadeUpTexts.texts(400, seed: 8)
    let cases = [
      Case(texts: TFIDFFixture.texts), Case(texts: demo), Case(texts: made, minimum: 3, maximum: 0.4),
      Case(texts: demo + made, isSublinear: true, stopWords: "english"),
      Case(texts: MadeUpTexts.texts(3000, words: 6000, length: 60, seed: 9)),
    ]
    let folder = try TemporaryFolder()
    try JSONEncoder().encode(cases).write(to: folder.url.appendingPathComponent("cases.json"))
    let program = """
      import json, sys
      from sklearn.feature_extraction.text import TfidfVectorizer
      answers = []
      for case in json.load(open(sys.argv[1] + "/cases.json")):
        v = TfidfVectorizer(min_df=case["minimum"], max_df=float(case["maximum"]), sublinear_tf=case["isSublinear"],
          stop_words=case.get("stopWords"))
        x = v.fit_transform(case["texts"]).tocsr()
        x.sort_indices()
        answers.append(dict(vocabulary=v.get_feature_names_out().tolist(), idf=v.idf_.tolist(),
          starts=x.indptr.tolist(), columns=x.indices.tolist(), values=x.data.tolist()))
      print(json.dumps(answers))
      """
    let output = try PythonPeer.run(program, [folder.url.path])
    let answers = try JSONDecoder().decode([Answer].self, from: Data(output.utf8))
    #expect(answers.count == cases.count)
    for (item, answer) in zip(cases, answers) {
      let configuration = TFIDFConfiguration(
        minimumFrequency: .count(item.minimum), maximumFrequency: .share(item.maximum),
        isSublinear: item.isSublinear, stopWords: item.stopWords == nil ? .none : .english)
      let fit = try TFIDFVectorizer.fit(item.texts, configuration: configuration)
      #expect(fit.vectorizer.vocabulary == answer.vocabulary)
      #expect(fit.rows.matrix.rowStarts == answer.starts)
      #expect(fit.rows.matrix.columnIndices == answer.columns)
      #expect(largestDifference(fit.vectorizer.inverseDocumentFrequencies, answer.idf) < 1e-12)
      #expect(largestDifference(fit.rows.matrix.values, answer.values) < 1e-12)
    }
  }

  private func largestDifference(_ first: [Double], _ second: [Double]) -> Double {
    guard first.count == second.count else { return .infinity }
    return zip(first, second).map { abs($0 - $1) }.max() ?? 0
  }

  /// Every code point that Python's Unicode knows beside letters and in a sigma's neighbourhood. U+0295 was a
  /// cased letter up to Unicode 14 and is none since.
  @Test func wordsEqualPythons() throws {
    guard PythonPeer.has("re") else { return }
    let program = #"""
      import re, sys, unicodedata
      with open(sys.argv[1], "w", encoding="utf-8", newline="") as f:
        for c in range(0x110000):
          k = chr(c)
          if unicodedata.category(k) in ("Cn", "Cs") or c == 0x295: continue
          for text in (k + "a" + k + k, "AΣ" + k, k + "Σ" + k + "A", "A" + k + "Σ"):
            f.write("%x %s\n" % (c, "|".join(re.findall(r"(?u)\b\w\w+\b", text.lower()))))
      """#
    let folder = try TemporaryFolder()
    _ = try PythonPeer.run(program, [folder.path("words")])
    let lines = String(
      decoding: try Data(contentsOf: folder.url.appendingPathComponent("words")), as: UTF8.self
    )
    .utf8.split(separator: UInt8(ascii: "\n"))
    var wrong: [String] = []
    var scanner = WordScanner(cancellation: Cancellation())
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: false)
      let scalar = try #require(UInt32(String(parts[0]) ?? "", radix: 16).flatMap { Unicode.Scalar($0) })
      let text = ["\(scalar)a\(scalar)\(scalar)", "AΣ\(scalar)", "\(scalar)Σ\(scalar)A", "A\(scalar)Σ"][
        index % 4]
      var found: [[UInt8]] = []
      try scanner.scan(text) { found.append(Array($0)) }
      if Array(found.joined(separator: [UInt8(ascii: "|")])) != Array(parts[1]) { wrong.append(text) }
    }
    #expect(lines.count > 1_000_000)
    #expect(
      wrong.isEmpty, "\(wrong.prefix(20).map { $0.unicodeScalars.map { String($0.value, radix: 16) } })")
  }
}
