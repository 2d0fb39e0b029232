/// Tells the delimiter, and whether a byte-order mark leads, from the first bytes of a table.
struct CSVSniffer {
  let delimiter: UInt8
  let markLength: Int

  /// - Throws: ``CSVError/utf16(path:)``, ``CSVError/empty(path:)``.
  init(head: UnsafeBufferPointer<UInt8>, path: String) throws {
    if head.isEmpty { throw CSVError.empty(path: path) }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      throw CSVError.utf16(path: path)
    }
    markLength = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if head.count == markLength { throw CSVError.empty(path: path) }
    delimiter = Self.delimiter(of: head[markLength...])
  }

  /// The candidate that splits the first ten records into equally many fields, the most of them; where none
  /// does, the one that is most frequent in the first record.
  private static func delimiter(of head: Slice<UnsafeBufferPointer<UInt8>>) -> UInt8 {
    var best = UInt8(ascii: ",")
    var highest = 0
    for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")] {
      let perRecord = counts(of: candidate, in: head)
      let first = perRecord.first ?? 0
      let score = perRecord.allSatisfy { $0 == first } ? first * 1_000_000 : first
      if score > highest {
        best = candidate
        highest = score
      }
    }
    return best
  }

  /// How often `delimiter` stands outside quotation marks in each of the first whole records.
  private static func counts(of delimiter: UInt8, in head: Slice<UnsafeBufferPointer<UInt8>>) -> [Int] {
    var counts: [Int] = []
    var count = 0
    var isQuoted = false
    var isBlank = true
    for byte in head {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if !isBlank { counts.append(count) }
        if counts.count == 10 { break }
        count = 0
        isBlank = true
      } else {
        isBlank = false
        if !isQuoted, byte == delimiter { count += 1 }
      }
    }
    return counts.isEmpty ? [count] : counts
  }
}
