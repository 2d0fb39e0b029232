/// Settings of TF-IDF features: scikit-learn's `TfidfVectorizer` and its defaults.
public struct TFIDFConfiguration: Sendable, Equatable, Codable {
  /// Words of fewer texts are left out (`min_df`).
  public var minimumFrequency: DocumentFrequency
  /// Words of more texts are left out (`max_df`).
  public var maximumFrequency: DocumentFrequency
  /// A word's count n weighs 1 + ln n instead of n (`sublinear_tf`).
  public var isSublinear: Bool
  /// Words that are never counted (`stop_words`).
  public var stopWords: StopWords
  /// Only so many words, those that are most frequent in all texts together (`max_features`); `nil` for all.
  ///
  /// Of words that are equally frequent the first in the order of code points are kept. scikit-learn's own choice
  /// among them is that of an unstable sort.
  public var maximumVocabulary: Int?

  public init(
    minimumFrequency: DocumentFrequency = .count(1), maximumFrequency: DocumentFrequency = .share(1),
    isSublinear: Bool = false, stopWords: StopWords = .none, maximumVocabulary: Int? = nil
  ) {
    self.minimumFrequency = minimumFrequency
    self.maximumFrequency = maximumFrequency
    self.isSublinear = isSublinear
    self.stopWords = stopWords
    self.maximumVocabulary = maximumVocabulary
  }

  /// A number of texts, or a share of all.
  public enum DocumentFrequency: Sendable, Equatable, Codable {
    case count(Int)
    case share(Double)

    func texts(of total: Int) -> Double {
      switch self {
      case .count(let count): Double(count)
      case .share(let share): share * Double(total)
      }
    }
  }

  public enum StopWords: String, Sendable, CaseIterable, Codable {
    case none
    case english
  }

  /// Throws ``TextError/setting(name:value:allowed:)`` for a setting out of range.
  func check() throws {
    try Self.check(minimumFrequency, "minimum", countFrom: 1)
    try Self.check(maximumFrequency, "maximum", countFrom: 1)
    if let limit = maximumVocabulary, limit < 1 {
      throw TextError.setting(name: "vocabulary", value: "\(limit)", allowed: "1 or more")
    }
  }

  private static func check(_ frequency: DocumentFrequency, _ name: String, countFrom least: Int) throws {
    switch frequency {
    case .count(let count) where count < least:
      throw TextError.setting(name: name, value: "\(count)", allowed: "\(least) or more texts")
    case .share(let share) where !(0...1).contains(share):
      throw TextError.setting(name: name, value: "\(share)", allowed: "a share of the texts, 0 to 1")
    case .count, .share: break
    }
  }
}
