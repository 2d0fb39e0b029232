/// Why texts give no features.
public enum TextError: ExplainedError, Equatable {
  case setting(name: String, value: String, allowed: String)
  case noTexts(tracks: Int)
  case singleText
  case equalTexts(count: Int)
  /// Not one word of two letters in all texts, stop words aside.
  case noWords(texts: Int)
  /// Words there are, but none within the limits of frequency.
  case noWordsLeft(words: Int)
  case frequencies(minimum: Double, maximum: Double)
  /// A stored encoder whose parts do not fit together.
  case malformedEncoder(reason: String)

  public var message: String {
    switch self {
    case .setting(let name, let value, let allowed): "\(name) is \(value); allowed is \(allowed)"
    case .noTexts(let tracks):
      "none of the \(tracks) track\(tracks == 1 ? "" : "s") has a text"
    case .singleText: "only one track has a text, and one text cannot be told from others"
    case .equalTexts(let count): "all \(count) texts have the same words in the same proportion"
    case .noWords(let texts): "the \(texts) texts hold no words of two letters or more"
    case .noWordsLeft(let words): "none of the \(words) words is within the limits of frequency"
    case .frequencies(let minimum, let maximum):
      "words of at least \(Self.text(minimum)) and of at most \(Self.text(maximum)) texts: there are none"
    case .malformedEncoder(let reason): "the stored text encoder cannot be used: \(reason)"
    }
  }

  public var hint: String? {
    switch self {
    case .noTexts: "load the corpus with lyrics:"
    case .singleText, .equalTexts: "take tracks with different lyrics"
    case .noWords: "stop words are not counted; are the texts empty?"
    case .noWordsLeft: "lower the minimum, or raise the maximum"
    case .frequencies: "let the maximum be above the minimum"
    case .setting, .malformedEncoder: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .setting(let name, _, _): name
    case .noWordsLeft, .frequencies: "minimum"
    default: nil
    }
  }

  private static func text(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }
}
