import Foundation
import Testing

@testable import MVAEKit

@Suite struct CSVReaderTests {
  private func records(_ text: String, ragged: CSVReader.RaggedRows = .rejected) throws -> [[String]] {
    try withFile(Array(text.utf8)) { path in
      let reader = try CSVReader(path: path, ragged: ragged)
      var rows: [[String]] = []
      while try reader.next() { rows.append(reader.fields) }
      return rows
    }
  }

  private func withFile<Result>(_ bytes: [UInt8], body: (String) throws -> Result) throws -> Result {
    let folder = try AudioReference.temporaryFolder("csv")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/table.csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  /// The grammar of RFC 4180, section 2, and what real files add to it.
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
    ("a\tb\n\t\n", [["a", "b"], ["", ""]]),
    ("a,b\n\"x, \"\"y\"\"\",\"two\r\nlines\"\n", [["a", "b"], ["x, \"y\"", "two\r\nlines"]]),
    ("a,b\n\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"\",\n", [["a", "b"], ["", ""]]),
    ("a,b\n1,x\"y\"\n", [["a", "b"], ["1", "x\"y\""]]),
    ("a,b\n\"x\"y,2\n", [["a", "b"], ["xy", "2"]]),
    ("one\ntwo\n", [["one"], ["two"]]),
    ("é,b\n日本,2\n", [["é", "b"], ["日本", "2"]]),
  ])
  func grammar(text: String, expected: [[String]]) throws {
    #expect(try records(text) == expected)
  }

  @Test func errorsNameTheLine() throws {
    #expect(throws: CSVError.self) { try records("") }
    let unbalanced = #expect(throws: CSVError.self) { try records("a,b\n1,\"x\ny\n") }
    guard case .unbalancedQuote(_, let line) = unbalanced else {
      Issue.record("\(String(describing: unbalanced))")
      return
    }
    #expect(line == 2)
    let ragged = #expect(throws: CSVError.self) { try records("a,b\n\"1\n2\",3\n4,5,6\n") }
    guard case .ragged(_, let at, let expected, let found) = ragged else {
      Issue.record("\(String(describing: ragged))")
      return
    }
    #expect(at == 4 && expected == 2 && found == 3)
    #expect(try records("a,b\n1\n2,3\n", ragged: .skipped) == [["a", "b"], ["2", "3"]])
  }

  @Test func bytesThatAreNoTextAreRefused() throws {
    _ = try withFile([0xFF, 0xFE, 0x61, 0]) { path in
      #expect(throws: CSVError.utf16(path: path)) { try CSVReader(path: path) }
    }
    #expect(throws: CSVError.notFound(path: "/nowhere.csv")) { try CSVReader(path: "/nowhere.csv") }
    #expect(throws: CSVError.notAFile(path: "/")) { try CSVReader(path: "/") }
  }

  /// Fields and line ends that straddle the reader's blocks of 256 KiB.
  @Test func blocksAreSeamless() throws {
    let long = String(repeating: "x\"\"y\n", count: 60_000)
    let text = "a,b\r\n" + (0..<3).map { "\($0),\"\(long)\"\r\n" }.joined()
    let rows = try records(text)
    #expect(rows.count == 4)
    let expected = long.replacingOccurrences(of: "\"\"", with: "\"")
    #expect(rows[3] == ["2", expected])
  }

  /// 60 MB a second is far below what it does: a guard against a quadratic reader, not a benchmark.
  @Test func largeFilesAreFast() throws {
    let row =
      "12345,\"some text, with \"\"quotes\"\"\",,,3.14159," + String(repeating: "word ", count: 20) + "\n"
    let text = "a,b,c,d,e,f\n" + String(repeating: row, count: 120_000)
    try withFile(Array(text.utf8)) { path in
      let time = ThreadTime()
      let start = time.seconds
      let reader = try CSVReader(path: path)
      var count = 0
      while try reader.next() { count += 1 }
      let elapsed = time.seconds - start
      print("CSV \(text.utf8.count / 1_000_000) MB in \(elapsed) s of the processor")
      #expect(count == 120_001)
      #expect(elapsed < 1)
    }
  }
}
