import Testing

@testable import MVAEKit

@Suite struct TFIDFVectorizerTests {
  private func fit(_ configuration: TFIDFConfiguration = TFIDFConfiguration()) throws -> TFIDFVectorizer.Fit {
    try TFIDFVectorizer.fit(TFIDFFixture.texts, configuration: configuration)
  }

  @Test(arguments: [false, true])
  func weightsEqualScikitLearn(isSublinear: Bool) throws {
    let fit = try fit(TFIDFConfiguration(isSublinear: isSublinear))
    #expect(fit.vectorizer.vocabulary == TFIDFFixture.vocabulary)
    for (column, found) in fit.vectorizer.inverseDocumentFrequencies.enumerated() {
      let expected = [5, 12].contains(column) ? TFIDFFixture.shared : TFIDFFixture.rare
      #expect(abs(found - expected) < 1e-11)
    }
    let weights = isSublinear ? TFIDFFixture.sublinearWeights : TFIDFFixture.weights
    #expect(fit.rows.matrix.rows == weights.count)
    for (row, expected) in weights.enumerated() {
      let found = fit.rows.matrix.dense(row: row)
      // Stored to 12 digits.
      #expect(found.indices.allSatisfy { abs(found[$0] - (expected[$0] ?? 0)) < 1e-11 })
      #expect(fit.rows.matrix.count(ofRow: row) == expected.count)
    }
  }

  /// Each as scikit-learn's with the parameter of that meaning.
  @Test func limitsChooseTheVocabulary() throws {
    let rare = TFIDFFixture.vocabulary.filter { $0 != "rain" && $0 != "the" }
    let cases: [(TFIDFConfiguration, [String])] = [
      (TFIDFConfiguration(minimumFrequency: .count(2)), ["rain", "the"]),
      (TFIDFConfiguration(minimumFrequency: .share(0.25)), ["rain", "the"]),
      (TFIDFConfiguration(maximumFrequency: .count(2)), TFIDFFixture.vocabulary),
      (TFIDFConfiguration(maximumFrequency: .share(0.2)), rare),
      (TFIDFConfiguration(maximumFrequency: .count(1)), rare),
      (TFIDFConfiguration(maximumVocabulary: 5), ["rain", "sunshine", "the", "été", "東京"]),
      (
        TFIDFConfiguration(stopWords: .english), TFIDFFixture.vocabulary.filter { $0 != "the" && $0 != "on" }
      ),
    ]
    for (configuration, expected) in cases {
      #expect(try fit(configuration).vectorizer.vocabulary == expected)
    }
  }

  @Test func newTextsAreWeighedAsTheFittedOnes() throws {
    let fit = try fit()
    let again = try fit.vectorizer.transform(TFIDFFixture.texts)
    #expect(again == fit.rows)
    let new = try fit.vectorizer.transform(["rain of somewhere else", "nothing known", "--", "RAIN the"])
    #expect(new.unknownShares == [0.75, 1, 1, 0])
    #expect(new.matrix.rowStarts == [0, 1, 1, 1, 3])
    #expect(new.matrix.values[0] == 1)
  }

  /// ´ and ́ make the same character for Swift's strings, and CJK compatibility ideographs the same word.
  @Test func codePointsTellWordsApart() throws {
    let texts = ["\u{F900}\u{F900} x1", "\u{8C48}\u{8C48} x1", "\u{1F71}\u{3AC}"]
    let fit = try TFIDFVectorizer.fit(texts)
    #expect(fit.vectorizer.vocabulary.count == 4)
    let back = try TFIDFVectorizer(
      vocabulary: fit.vectorizer.vocabulary,
      inverseDocumentFrequencies: fit.vectorizer.inverseDocumentFrequencies)
    #expect(try back.transform(texts) == fit.rows)
  }

  @Test func sameBytesAtAnyThreadCount() throws {
    let texts = MadeUpTexts.texts(500, seed: 3)
    let one = try TFIDFVectorizer.fit(texts, threads: 1)
    #expect(try TFIDFVectorizer.fit(texts, threads: 3) == one)
    #expect(try one.vectorizer.transform(texts, threads: 2) == one.rows)
  }

  @Test func impossibleRequestsAreErrors() throws {
    #expect(throws: TextError.noWords(texts: 2)) { try TFIDFVectorizer.fit(["a b", "!"]) }
    #expect(throws: TextError.noWords(texts: 0)) { try TFIDFVectorizer.fit([]) }
    let stopped = TFIDFConfiguration(stopWords: .english)
    #expect(throws: TextError.noWords(texts: 1)) {
      try TFIDFVectorizer.fit(["the and of"], configuration: stopped)
    }
    #expect(throws: TextError.noWordsLeft(words: 22)) {
      try fit(TFIDFConfiguration(minimumFrequency: .count(3)))
    }
    #expect(throws: TextError.frequencies(minimum: 3, maximum: 2)) {
      try fit(TFIDFConfiguration(minimumFrequency: .count(3), maximumFrequency: .count(2)))
    }
    let wrong = [
      TFIDFConfiguration(minimumFrequency: .count(0)), TFIDFConfiguration(minimumFrequency: .share(-0.1)),
      TFIDFConfiguration(maximumFrequency: .share(1.1)), TFIDFConfiguration(maximumFrequency: .share(.nan)),
      TFIDFConfiguration(maximumVocabulary: 0),
    ]
    for (configuration, name) in zip(wrong, ["minimum", "minimum", "maximum", "maximum", "vocabulary"]) {
      let error = #expect(throws: TextError.self) { try fit(configuration) }
      #expect(error?.parameter == name)
    }
    #expect(throws: TextError.malformedEncoder(reason: "a word appears twice")) {
      try TFIDFVectorizer(vocabulary: ["aa", "aa"], inverseDocumentFrequencies: [1, 1])
    }
  }

  @Test func cancellationEndsIt() throws {
    let texts = MadeUpTexts.texts(200, seed: 1)
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try TFIDFVectorizer.fit(texts, cancellation: cancellation)
    }
  }
}
