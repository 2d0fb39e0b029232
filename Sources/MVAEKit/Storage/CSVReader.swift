import Foundation

/// Reads the records of a CSV file one after another, in memory of one record.
///
/// RFC 4180, with `,`, `;` or tab as delimiter (told from the first lines), LF, CRLF or CR line ends, a UTF-8
/// byte-order mark, quoted fields over several lines, and blank lines passed over. Fields stay bytes until
/// they are asked for, so columns that nobody reads cost a scan and no string.
///
///     let reader = try CSVReader(path: "tracks.csv")
///     while try reader.next() { print(reader.line, reader[0]) }
final class CSVReader {
  /// What becomes of a record whose number of fields differs from the first record's.
  enum RaggedRows {
    /// ``CSVError/ragged(path:line:expected:found:)``
    case rejected
    /// Left out, its line kept in ``CSVReader/raggedLines``.
    case skipped
  }

  let path: String
  let delimiter: UInt8
  /// The line, from 1, on which the current record begins.
  private(set) var line = 0
  /// Fields of every record: those of the first one.
  private(set) var fieldCount = 0
  /// Lines of records that were left out.
  private(set) var raggedLines: [Int] = []

  private let ragged: RaggedRows
  private var input: ByteBlocks
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var nextLine = 1
  private var skipsLineFeed = false

  /// - Throws: ``CSVError``.
  init(path: String, delimiter: UInt8? = nil, ragged: RaggedRows = .rejected) throws {
    self.path = path
    self.ragged = ragged
    input = try ByteBlocks(path: path)
    let head = input.head
    let sniffer = try CSVSniffer(head: head, path: path)
    input.skip(sniffer.markLength)
    self.delimiter = delimiter ?? sniffer.delimiter
  }

  /// Moves to the next record; `false` at the end of the file.
  ///
  /// - Throws: ``CSVError``.
  func next() throws -> Bool {
    while try scan() {
      if ends.count == 1, bytes.isEmpty { continue }
      if fieldCount == 0 { fieldCount = ends.count }
      if ends.count == fieldCount { return true }
      guard ragged == .skipped else {
        throw CSVError.ragged(path: path, line: line, expected: fieldCount, found: ends.count)
      }
      raggedLines.append(line)
    }
    return false
  }

  /// Field `index` of the current record; empty beyond its end.
  subscript(index: Int) -> String {
    guard ends.indices.contains(index) else { return "" }
    return String(decoding: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]], as: UTF8.self)
  }

  /// All fields of the current record.
  var fields: [String] { ends.indices.map { self[$0] } }

  private enum Place {
    case fieldStart
    case plain
    case quoted
    case afterQuote
  }

  /// Reads one record into `bytes` and `ends`; `false` when there is none left.
  private func scan() throws -> Bool {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    line = nextLine
    var place = Place.fieldStart
    var quoteLine = line
    var isStarted = false
    while try input.fill(path: path, line: line) {
      if skipsLineFeed {
        skipsLineFeed = false
        if input.first == Self.lineFeed {
          input.skip(1)
          continue
        }
      }
      isStarted = true
      if step(&place, &quoteLine) { return true }
    }
    if place == .quoted { throw CSVError.unbalancedQuote(path: path, line: quoteLine) }
    if isStarted { ends.append(bytes.count) }
    return isStarted
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Takes one run of bytes of the block; `true` when it ended the record.
  private func step(_ place: inout Place, _ quoteLine: inout Int) -> Bool {
    switch place {
    case .fieldStart where input.first == Self.quote:
      quoteLine = nextLine
      input.skip(1)
      place = .quoted
    case .quoted:
      let run = input.run { $0 != Self.quote }
      nextLine += run.count { $0 == Self.lineFeed }
      bytes.append(contentsOf: run)
      input.skip(run.count)
      if !input.isEmpty {
        input.skip(1)
        place = .afterQuote
      }
    case .afterQuote where input.first == Self.quote:
      bytes.append(Self.quote)
      input.skip(1)
      place = .quoted
    case .fieldStart, .plain, .afterQuote:
      let delimiter = delimiter
      let run = input.run { $0 != delimiter && $0 != Self.lineFeed && $0 != Self.carriageReturn }
      bytes.append(contentsOf: run)
      input.skip(run.count)
      place = .plain
      return endField(&place)
    }
    return false
  }

  /// Takes the byte that ends a field, if the block has one; `true` when it ends the record as well.
  private func endField(_ place: inout Place) -> Bool {
    guard !input.isEmpty else { return false }
    ends.append(bytes.count)
    let byte = input.first
    input.skip(1)
    place = .fieldStart
    if byte == delimiter { return false }
    nextLine += 1
    skipsLineFeed = byte == Self.carriageReturn
    return true
  }
}
