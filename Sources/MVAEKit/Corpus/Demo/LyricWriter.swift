/// Writes the words of one song: verses and a chorus of short lines.
struct LyricWriter {
  struct Lyrics: Sendable, Equatable {
    let title: String
    /// One line a line, stanzas parted by an empty one.
    let text: String
  }

  /// Shares of ``LyricTheme/all``.
  let themes: [Double]
  let petWords: [String]

  /// Chance that a word comes from the common theme, and that a noun is a favourite of the artist.
  private static let commonShare = 0.25
  private static let petShare = 0.08

  func write(random: inout RandomSource) -> Lyrics {
    let chorus = stanza(of: 2 + random.integer(below: 2), random: &random)
    let first = stanza(of: 3 + random.integer(below: 3), random: &random)
    let second = stanza(of: 3 + random.integer(below: 3), random: &random)
    let stanzas = [first, chorus, second, chorus]
    let topic = theme(&random)
    let title = Self.capitalised("\(adjective(topic, &random)) \(noun(topic, &random))")
    return Lyrics(title: title, text: stanzas.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
  }

  private func stanza(of lines: Int, random: inout RandomSource) -> [String] {
    (0..<lines).map { _ in line(&random) }
  }

  /// A frame with its gaps filled from one theme: N a noun, A an adjective, V a verb.
  private func line(_ random: inout RandomSource) -> String {
    let topic = theme(&random)
    let frame = random.pick(Self.frames)
    let words = frame.split(separator: " ").map { word -> String in
      switch word {
      case "N": noun(topic, &random)
      case "A": adjective(topic, &random)
      case "V": verb(topic, &random)
      default: String(word)
      }
    }
    return words.joined(separator: " ")
  }

  private func noun(_ topic: LyricTheme, _ random: inout RandomSource) -> String {
    if !petWords.isEmpty && random.uniform() < Self.petShare { return random.pick(petWords) }
    return random.pick(words(topic, &random).nouns)
  }

  private func adjective(_ topic: LyricTheme, _ random: inout RandomSource) -> String {
    random.pick(words(topic, &random).adjectives)
  }

  private func verb(_ topic: LyricTheme, _ random: inout RandomSource) -> String {
    random.pick(words(topic, &random).verbs)
  }

  /// The theme of one word in a line about `topic`.
  private func words(_ topic: LyricTheme, _ random: inout RandomSource) -> LyricTheme {
    random.uniform() < Self.commonShare ? .common : topic
  }

  /// The theme of one line.
  private func theme(_ random: inout RandomSource) -> LyricTheme {
    var rest = random.uniform()
    for (share, theme) in zip(themes, LyricTheme.all) {
      rest -= share
      if rest < 0 { return theme }
    }
    return .common
  }

  private static func capitalised(_ words: String) -> String {
    words.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }

  private static let frames = [
    "the A N is calling me",
    "V with me by the N",
    "we V until the N is A",
    "I V for the A N",
    "oh the N the A N",
    "and the N will V again",
    "under the N we V",
    "nobody knows the N like I do",
    "one A N in your eyes",
    "I will V when the N is gone",
    "so we V and we V",
    "tell me how the A N can V",
    "my N is A tonight",
    "all I need is the A N",
    "let it V let it V",
    "you and the N and the A N",
  ]
}
