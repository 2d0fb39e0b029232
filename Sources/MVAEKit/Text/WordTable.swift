/// Texts as the mean of their words' vectors out of a fixed table, such as GloVe (Pennington et al. 2014).
///
/// A word is looked up as it is written, then in small letters; words that the table lacks are left out and counted. A text
/// without a known word is a row of zeros.
public struct WordTable: TextEmbedder {
  public let name: String
  public let dimensions: Int
  public let identity: String
  private let words: TermIndex
  /// Where each word's row is in the table.
  private let rows: [Int32]
  /// Shape [rows, dimensions].
  private let values: [Float]
  private let text = BERTText(lowers: false)

  /// Opens a folder with a matrix (`.npy` or `.safetensors`) and its words, one a line (`vocab.txt` or `words.txt`); such a
  /// matrix with its words beside it; or a text file with a word and its numbers a line, as GloVe's are.
  ///
  /// - Throws: ``TextModelError``, ``StorageError``, `CancellationError`.
  public init(path: String, cancellation: Cancellation = Cancellation()) throws {
    let files = try WordTableFiles(path: path)
    let content = try files.read(cancellation)
    guard content.width > 0, !content.words.isEmpty else {
      throw TextModelError.notAModel(path: path, reason: "it holds no words")
    }
    var words = TermIndex()
    var rows: [Int32] = []
    for (row, word) in content.words.enumerated() {
      if row % 4096 == 0 { try cancellation.check() }
      var word = word
      // Of a word that stands there twice the first counts.
      if word.withUTF8({ words.insert($0) }) == rows.count { rows.append(Int32(truncatingIfNeeded: row)) }
    }
    guard let place = content.values.firstIndex(where: { !$0.isFinite }) else {
      self.words = words
      self.rows = rows
      values = content.values
      dimensions = content.width
      identity = "table \(content.mark)"
      name = path.split(separator: "/").last.map(String.init) ?? path
      return
    }
    throw TextModelError.notFinite(path: path, name: content.words[place / content.width])
  }

  public func read(_ text: String, cancellation: Cancellation) throws -> TextReading {
    var found: [Int32] = []
    var unknown = 0
    try self.text.words(of: text, cancellation: cancellation) { word in
      if let row = row(of: word) {
        found.append(row)
      } else if word.contains(where: Self.isOfWords) {
        unknown += 1
      }
    }
    return TextReading(pieces: found, count: found.count + unknown, unreadable: unknown)
  }

  public func embed(
    _ readings: [TextReading], _ workspace: TextWorkspace, cancellation: Cancellation
  ) throws -> [[Float]] {
    try readings.map { reading in
      var sums = [Double](repeating: 0, count: dimensions)
      for (index, row) in reading.pieces.enumerated() {
        if index % 4096 == 0 { try cancellation.check() }
        let start = Int(row) * dimensions
        for column in 0..<dimensions { sums[column] += Double(values[start + column]) }
      }
      let count = Double(max(1, reading.pieces.count))
      return sums.map { Float($0 / count) }
    }
  }

  public func workspace() -> TextWorkspace { TextWorkspace() }

  private func row(of word: UnsafeBufferPointer<UInt8>) -> Int32? {
    if let number = words.find(word) { return rows[number] }
    var small = String(decoding: word, as: UTF8.self).lowercased()
    return small.withUTF8 { words.find($0) }.map { rows[$0] }
  }

  /// Letters and digits, and whatever is not ASCII: a mark alone is no unknown word.
  private static func isOfWords(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 128...:
      true
    default: false
    }
  }
}
