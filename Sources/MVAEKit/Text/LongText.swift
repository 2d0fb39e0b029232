/// What is made of a text that is longer than an encoder reads at once.
public enum LongText: Sendable, Equatable, Codable {
  /// It is read window by window of at most so many pieces, about equally long; their embeddings are averaged by length.
  case windows(pieces: Int)
  /// All but its beginning is left out, 254 pieces as sentence-transformers does with all-MiniLM-L6-v2.
  case first(pieces: Int)

  /// Pieces of one window, without the two that mark its ends.
  public var pieces: Int {
    switch self {
    case .windows(let pieces), .first(let pieces): pieces
    }
  }

  /// What all-MiniLM-L6-v2 was trained to read at once.
  public static let standardPieces = 254

  /// Where windows of a text of `pieces` begin and end; they begin with words.
  func windows(_ pieces: [Int32], isContinuation: (Int32) -> Bool) -> [Range<Int>] {
    guard case .windows(let limit) = self, pieces.count > limit else {
      return [0..<min(pieces.count, self.pieces)]
    }
    var windows: [Range<Int>] = []
    var start = 0
    while start < pieces.count {
      let left = pieces.count - start
      let count = (left + limit - 1) / limit
      var end = start + (left + count - 1) / count
      if end < pieces.count {
        // A window without a second word is cut within its word.
        let word = (start + 1...end).last { !isContinuation(pieces[$0]) }
        end = word ?? end
      }
      windows.append(start..<end)
      start = end
    }
    return windows
  }
}
