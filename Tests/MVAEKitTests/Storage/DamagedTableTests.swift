import Foundation
import Testing

@testable import MVAEKit

/// Tables as they come out of accidents: an error with the line, or a note; never a guess, never all memory.
@Suite struct DamagedTableTests {
  private func error(_ bytes: [UInt8], ragged: CSVReader.RaggedRows = .rejected) throws -> CSVError? {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, "t.csv")
    do {
      let reader = try CSVReader(path: path, ragged: ragged)
      while try reader.next() {}
      return nil
    } catch let error as CSVError {
      return error
    }
  }

  private func table(_ rows: Int) -> [UInt8] {
    Array("id,name\n".utf8) + (0..<rows).flatMap { Array("\($0),a name\n".utf8) }
  }

  /// In the first block and in a later one, the line is counted from the beginning of the file.
  @Test(arguments: [3, 50_000])
  func zeroBytes(rows: Int) throws {
    let error = try error(table(rows) + Array("7,a\0b\n".utf8))
    guard case .zeroByte(_, let line)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(line == rows + 2)
    #expect(error?.hint != nil && error?.message.contains("line \(rows + 2)") == true)
  }

  @Test(
    arguments: [
      [0xE9, 0x2C], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82], [0x80],
    ] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) throws {
    for rows in [3, 50_000] {
      let error = try error(table(rows) + Array("7,".utf8) + bytes + Array("\n".utf8))
      guard case .notUTF8(_, let line)? = error else {
        Issue.record("\(bytes): \(String(describing: error))")
        return
      }
      #expect(line == rows + 2 && error?.hint?.contains("iconv") == true)
    }
    guard case .notUTF8? = try error(Array("a,b\n1,é".utf8.dropLast())) else {
      Issue.record("an end within a character")
      return
    }
  }

  @Test(arguments: [[0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]])
  func utf16(mark: [UInt8]) throws {
    let error = try error(mark + [0x61, 0, 0x2C, 0, 0x62, 0, 0x0A, 0])
    guard case .utf16? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(error?.hint?.contains("utf-16") == true)
  }

  /// A sample of the line of 1 GB that `scripts/soak` makes: `MVAE_LONG_LINE` in MB.
  @Test(arguments: [true, false])
  func endlessLinesAndQuotesAreBounded(isQuoted: Bool) throws {
    let megabytes = ProcessInfo.processInfo.environment["MVAE_LONG_LINE"].flatMap(Int.init) ?? 48
    let folder = try TemporaryFolder()
    let path = folder.path("long.csv")
    var head = Array("id,name\n1,\(isQuoted ? "\"" : "")".utf8)
    try Data(head).write(to: URL(fileURLWithPath: path))
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    head = [UInt8](repeating: UInt8(ascii: "x"), count: (1 << 20) - 1) + [UInt8(ascii: isQuoted ? "\n" : "y")]
    for _ in 0..<megabytes { try handle.write(contentsOf: Data(head)) }
    try handle.close()
    let before = ProcessPeak.reset()
    let reader = try CSVReader(path: path)
    let error = #expect(throws: CSVError.self) { while try reader.next() {} }
    let grown = (ProcessPeak.bytes - before) >> 20
    print("a line of \(megabytes) MB\(isQuoted ? ", quoted" : ""): memory grew by \(grown) MB")
    #expect(grown < 200)
    switch error {
    case .tooLong(_, 2) where !isQuoted: break
    case .unbalancedQuote(_, 2) where isQuoted: break
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test func wrongColumnsAndRaggedRows() throws {
    let folder = try AudioFolder()
    try folder.addTone("000/000002.wav")
    let head = ",artist,track,track\n,id,genre_top,title\ntrack_id,,,\n"
    let cases: [(String, String)] = [
      ("a,b\n1,2\n3,4\n", "is not a tracks.csv"),
      (head.replacing("track_id", with: "number") + "2,1,Rock,One\n", "is not a tracks.csv"),
      (head + "2,1,Rock\n5,1\n", "line 4 has 3 fields where the first line has 4"),
      (head + "2,1,\"Rock,One\n3,1,Rock,Two\n", "line 4: a quotation mark opens here and never closes"),
      (head + "\n\n", "no row with a track's number"),
    ]
    for (text, message) in cases {
      try folder.add("fma_metadata/tracks.csv", text: text)
      let error = #expect(throws: CorpusError.self) { try Corpus.fma(audio: folder.path) }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
      #expect(error?.parameter == "metadata")
    }
    try folder.add("fma_metadata/tracks.csv", text: head + "1,2,3\n2,1,Rock,One\n4\n")
    let load = try Corpus.fma(audio: folder.path)
    #expect(
      load.corpus.notes.contains {
        $0.contains("2 lines have another number of fields") && $0.contains("line 4")
      })
  }

  @Test func checkKnowsEveryCharacter() {
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 37) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      var check = UTF8Check()
      let bytes = Array(String(Character(scalar)).utf8)
      let wrong = bytes.withUnsafeBufferPointer { check.firstWrong(in: $0) }
      #expect(wrong == nil && check.end() == nil, "\(value)")
    }
  }

  /// The fast path of numbers is the nearest number, as Swift's own reading is.
  @Test func numbersAreTheNearest() {
    var random = RandomSource(seed: 1)
    for _ in 0..<200_000 {
      let digits = random.integer(below: 1 << 53) >> random.integer(below: 53)
      let text =
        "\(random.integer(below: 2) == 0 ? "-" : "")\(digits).\(random.integer(below: 100_000))e\(random.integer(below: 60) - 30)"
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { field in
        #expect(DecimalText.float(field) == Float(text), "\(text)")
        #expect(DecimalText.double(field) == Double(text), "\(text)")
      }
    }
    for text in [
      "", "-", ".", "e5", "1e", "1e+", "0x10", "1_0", "nan", "inf", "1.", ".5", "+3", "1e400", "16777217",
      "1.2.3",
    ] {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { field in
        #expect(DecimalText.double(field)?.bitPattern == Double(text)?.bitPattern, "\(text)")
        #expect(DecimalText.float(field)?.bitPattern == Float(text)?.bitPattern, "\(text)")
      }
    }
  }
}
