/// The pieces of words that a BERT model knows, and how it cuts a text into them: WordPiece (Schuster & Nakajima 2012;
/// Wu et al. 2016), greedily the longest piece first.
struct WordPieces: Sendable, Equatable {
  /// A text as the numbers of its pieces, without [CLS] and [SEP].
  struct Reading: Sendable, Equatable {
    var pieces: [Int32] = []
    /// Pieces that say little: [UNK], and single letters of a script that the vocabulary does not spell.
    var unreadable = 0
  }

  private let text: BERTText
  private let beginnings: PieceIndex
  private let continuations: PieceIndex
  /// Of each piece: whether it goes on with a word, and whether it is a lone letter that says little.
  private let continues: [Bool]
  private let isLetter: [Bool]
  private let specials: [Special]
  let unknown: Int32
  let begin: Int32
  let end: Int32

  private struct Special: Sendable, Equatable {
    let name: [UInt8]
    let piece: Int32
  }

  var count: Int { continues.count }

  /// - Parameters:
  ///   - lines: of `vocab.txt`; a piece's number is its line, from 0 on.
  ///   - path: of the file, for messages.
  /// - Throws: ``TextModelError/vocabulary(path:reason:)``.
  init(lines: [String], lowers: Bool, path: String) throws {
    let foreign = lines.count { $0.utf8.contains { $0 >= 128 } }
    let isOneScript = 5 * foreign < lines.count
    var beginnings = PieceIndex()
    var continuations = PieceIndex()
    var isContinuation: [Bool] = []
    var isLetter: [Bool] = []
    for (number, line) in lines.enumerated() {
      // By code points: a vowel sign behind `##` would be one character with it.
      let continues = line.utf8.count > 2 && line.utf8.starts(with: "##".utf8)
      let piece = continues ? String(line.unicodeScalars.dropFirst(2)) : line
      let isNew =
        continues
        ? continuations.insert(piece, Int32(truncatingIfNeeded: number))
        : beginnings.insert(piece, Int32(truncatingIfNeeded: number))
      guard isNew else {
        throw TextModelError.vocabulary(path: path, reason: "\(line) stands there twice")
      }
      isContinuation.append(continues)
      let scalars = piece.unicodeScalars
      isLetter.append(
        isOneScript && scalars.count == 1
          && scalars.allSatisfy { $0.value >= 0x250 && $0.properties.isAlphabetic })
    }
    func special(_ name: String) throws -> Int32 {
      guard let piece = beginnings.find(name) else {
        throw TextModelError.vocabulary(path: path, reason: "it has no \(name)")
      }
      return piece
    }
    unknown = try special("[UNK]")
    begin = try special("[CLS]")
    end = try special("[SEP]")
    specials = ["[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]"].compactMap { name in
      beginnings.find(name).map { Special(name: Array(name.utf8), piece: $0) }
    }
    text = BERTText(lowers: lowers)
    self.beginnings = beginnings
    self.continuations = continuations
    continues = isContinuation
    self.isLetter = isLetter
  }

  /// Whether a piece goes on with the word of the piece before it.
  func isContinuation(_ piece: Int32) -> Bool { continues[Int(piece)] }

  /// Cuts a text; names of special pieces in it, such as `[SEP]`, are these pieces.
  ///
  /// - Throws: `CancellationError`.
  func read(_ text: String, cancellation: Cancellation = Cancellation()) throws -> Reading {
    var reading = Reading()
    var text = text
    let parts = text.withUTF8 { cut($0) }
    for part in parts {
      if let piece = part.special {
        reading.pieces.append(piece)
      } else {
        try self.text.words(of: part.text ?? text, cancellation: cancellation) { append($0, to: &reading) }
      }
    }
    return reading
  }

  private struct Part {
    var special: Int32?
    /// `nil` for all of it.
    var text: String?
  }

  /// The parts of a text between special pieces, and these.
  private func cut(_ bytes: UnsafeBufferPointer<UInt8>) -> [Part] {
    guard bytes.contains(UInt8(ascii: "[")) else { return [Part()] }
    var parts: [Part] = []
    var (start, place) = (0, 0)
    while place < bytes.count {
      let found =
        bytes[place] == UInt8(ascii: "[")
        ? specials.first { bytes[place...].starts(with: $0.name) } : nil
      guard let found else {
        place += 1
        continue
      }
      parts.append(Part(text: String(decoding: bytes[start..<place], as: UTF8.self)))
      parts.append(Part(special: found.piece))
      place += found.name.count
      start = place
    }
    return parts.isEmpty ? [Part()] : parts + [Part(text: String(decoding: bytes[start...], as: UTF8.self))]
  }

  private func append(_ word: UnsafeBufferPointer<UInt8>, to reading: inout Reading) {
    let first = reading.pieces.count
    var start = 0
    var isKnown = Self.scalars(word) <= Self.longestWord
    while isKnown, start < word.count {
      let index = start == 0 ? beginnings : continuations
      var end = word.count
      var piece: Int32?
      while end > start {
        piece = index.find(UnsafeBufferPointer(rebasing: word[start..<end]))
        if piece != nil { break }
        repeat { end -= 1 } while end > start && word[end] & 0xC0 == 0x80
      }
      guard let piece else {
        isKnown = false
        break
      }
      reading.pieces.append(piece)
      if isLetter[Int(piece)] { reading.unreadable += 1 }
      start = end
    }
    if !isKnown {
      let letters = reading.pieces[first...].count { isLetter[Int($0)] }
      reading.unreadable += 1 - letters
      reading.pieces.removeSubrange(first...)
      reading.pieces.append(unknown)
    }
  }

  /// In code points; a longer word is unknown.
  private static let longestWord = 100

  private static func scalars(_ word: UnsafeBufferPointer<UInt8>) -> Int {
    word.count { $0 & 0xC0 != 0x80 }
  }
}

/// Pieces by their bytes.
private struct PieceIndex: Sendable, Equatable {
  private var terms = TermIndex()
  private var pieces: [Int32] = []
  /// In bytes: nothing longer needs to be looked up.
  private var longest = 0

  /// Whether it was not there yet.
  mutating func insert(_ term: String, _ piece: Int32) -> Bool {
    var term = term
    let number = term.withUTF8 { terms.insert($0) }
    guard number == pieces.count else { return false }
    pieces.append(piece)
    longest = max(longest, term.utf8.count)
    return true
  }

  func find(_ term: UnsafeBufferPointer<UInt8>) -> Int32? {
    term.count > longest ? nil : terms.find(term).map { pieces[$0] }
  }

  func find(_ term: String) -> Int32? {
    var term = term
    return term.withUTF8 { find($0) }
  }
}
