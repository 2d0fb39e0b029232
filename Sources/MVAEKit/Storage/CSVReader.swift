import Foundation

/// Reads the records of a CSV file one after another, in memory of one record.
///
/// RFC 4180, with `,`, `;`, tab or `|` as delimiter (told from the first lines), LF, CRLF or CR line ends, a UTF-8
/// byte-order mark, quoted fields over several lines, and blank lines passed over. Fields stay bytes until
/// they are asked for, and columns that nobody wants (``keep(only:)``) cost a scan and no copy. A record longer than
/// ``longestRecord`` is an error, so that a quotation mark that never closes does not fill the memory.
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

  /// In bytes.
  static let longestRecord = 32 << 20

  let path: String
  let delimiter: UInt8
  /// The line, from 1, on which the current record begins.
  private(set) var line = 0
  /// Fields of every record: those of the first one.
  private(set) var fieldCount = 0
  /// Records read so far, the left-out ones not counted.
  private(set) var recordCount = 0
  /// Lines of records that were left out.
  private(set) var raggedLines: [Int] = []
  private var raggedFieldCount = 0

  private let ragged: RaggedRows
  private let input: ByteBlocks
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// Whether each field is copied; empty: all are.
  private var isKept: [Bool] = []
  private var nextLine = 1
  private var start = 0
  private var skipsLineFeed = false
  /// Whether the current record is a line without a single byte.
  private var isBlank = true

  /// - Throws: ``CSVError``.
  init(path: String, delimiter: UInt8? = nil, ragged: RaggedRows = .rejected) throws {
    self.path = path
    self.ragged = ragged
    input = try ByteBlocks(path: path)
    let sniffer = try CSVSniffer(head: input.head, path: path)
    try input.checkFirst()
    input.skip(sniffer.markLength)
    self.delimiter = delimiter ?? sniffer.delimiter
  }

  /// From the next record on, the fields of other columns are empty.
  func keep(only columns: [Int]) {
    isKept = [Bool](repeating: false, count: fieldCount)
    for column in columns where isKept.indices.contains(column) { isKept[column] = true }
  }

  /// How much of the file is read, in MB.
  var progress: WorkProgress {
    WorkProgress(completed: input.offset >> 20, total: max(1, input.size >> 20), unit: "MB")
  }

  /// About how many records the file has, if all are like the current one.
  var expectedRecords: Int { input.size / max(1, input.offset - start) + 1 }

  /// Moves to the next record; `false` at the end of the file.
  ///
  /// - Throws: ``CSVError``.
  func next() throws -> Bool {
    while try scan() {
      if ends.count == 1, isBlank { continue }
      if fieldCount == 0 { fieldCount = ends.count }
      if ends.count == fieldCount {
        recordCount += 1
        return true
      }
      guard ragged == .skipped else {
        throw CSVError.ragged(path: path, line: line, expected: fieldCount, found: ends.count)
      }
      if raggedLines.isEmpty { raggedFieldCount = ends.count }
      raggedLines.append(line)
    }
    return false
  }

  /// At the end of a file: that not every record below the header was left out.
  ///
  /// - Throws: ``CSVError/ragged(path:line:expected:found:)`` of the first that was.
  func requireRows(after headerRows: Int) throws {
    guard recordCount <= headerRows, let line = raggedLines.first else { return }
    throw CSVError.ragged(path: path, line: line, expected: fieldCount, found: raggedFieldCount)
  }

  /// Field `index` of the current record; empty beyond its end.
  subscript(index: Int) -> String {
    withField(index) { String(decoding: $0, as: UTF8.self) }
  }

  /// All fields of the current record.
  var fields: [String] { ends.indices.map { self[$0] } }

  /// The bytes of field `index` of the current record; none beyond its end.
  func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    guard ends.indices.contains(index) else { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    let start = index == 0 ? 0 : ends[index - 1]
    let end = ends[index]
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

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
    start = input.offset
    isBlank = true
    var place = Place.fieldStart
    var quoteLine = line
    var isStarted = false
    while try input.fill(line: nextLine) {
      if skipsLineFeed {
        skipsLineFeed = false
        if input.first == Self.lineFeed {
          input.skip(1)
          start += 1
          continue
        }
      }
      isStarted = true
      if step(&place, &quoteLine) { return true }
      if input.isEmpty, input.offset - start > Self.longestRecord { throw tooLong(place, quoteLine) }
    }
    if place == .quoted { throw CSVError.unbalancedQuote(path: path, line: quoteLine) }
    if isStarted { ends.append(bytes.count) }
    return isStarted
  }

  private func tooLong(_ place: Place, _ quoteLine: Int) -> CSVError {
    place == .quoted && nextLine > line
      ? .unbalancedQuote(path: path, line: quoteLine) : .tooLong(path: path, line: line)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// Takes one run of bytes of the block; `true` when it ended the record.
  private func step(_ place: inout Place, _ quoteLine: inout Int) -> Bool {
    switch place {
    case .fieldStart where input.first == Self.quote:
      quoteLine = nextLine
      isBlank = false
      input.skip(1)
      place = .quoted
    case .quoted:
      let run = input.run { $0 != Self.quote }
      nextLine += run.count { $0 == Self.lineFeed }
      take(run)
      if !input.isEmpty {
        input.skip(1)
        place = .afterQuote
      }
    case .afterQuote where input.first == Self.quote:
      if keepsField { bytes.append(Self.quote) }
      input.skip(1)
      place = .quoted
    case .fieldStart, .plain, .afterQuote:
      let delimiter = delimiter
      let run = input.run { $0 != delimiter && $0 != Self.lineFeed && $0 != Self.carriageReturn }
      if !run.isEmpty { isBlank = false }
      take(run)
      place = .plain
      return endField(&place)
    }
    return false
  }

  private var keepsField: Bool { ends.count >= isKept.count || isKept[ends.count] }

  private func take(_ run: UnsafeBufferPointer<UInt8>) {
    if keepsField { bytes.append(contentsOf: run) }
    input.skip(run.count)
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
