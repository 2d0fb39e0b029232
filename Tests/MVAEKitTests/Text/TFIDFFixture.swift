/// Texts of many scripts with what scikit-learn 1.9.1's `TfidfVectorizer` makes of them.
enum TFIDFFixture {
  static let texts = [
    "The rain falls, the RAIN sings", "Café naïve STRASSE straße, été été", "ΟΔΟΣ ΣΑΣ odd_name x2 ١٢٣ a b c",
    "sunshine sunshine on the road", "", "!? a . I", "東京 東京 夜 rain", "İstanbul ǅungla ½cup Ⅷ ﬁne",
  ]

  static let vocabulary = [
    "café", "falls", "naïve", "odd_name", "on", "rain", "road", "sings", "stanbul", "strasse", "straße",
    "sunshine", "the", "x2", "½cup", "été", "ǆungla", "οδος", "σας", "١٢٣", "東京", "ﬁne",
  ]

  /// Of a word in one text of the eight, and of one in two.
  static let rare = 2.504077396776
  static let shared = 2.098612288668

  /// Row → column → weight.
  static let weights: [[Int: Double]] = [
    [12: 0.607247192978, 5: 0.607247192978, 1: 0.3622855871, 7: 0.3622855871],
    [0: 0.353553390593, 2: 0.353553390593, 9: 0.353553390593, 10: 0.353553390593, 15: 0.707106781187],
    [17: 0.4472135955, 18: 0.4472135955, 3: 0.4472135955, 13: 0.4472135955, 19: 0.4472135955],
    [12: 0.323720429691, 11: 0.772530510034, 4: 0.386265255017, 6: 0.386265255017], [:], [:],
    [5: 0.386478948108, 20: 0.922298228703], [8: 0.5, 16: 0.5, 14: 0.5, 21: 0.5],
  ]

  static let sublinearWeights: [[Int: Double]] = [
    [12: 0.577997999989, 5: 0.577997999989, 1: 0.407330715768, 7: 0.407330715768],
    [0: 0.381614145814, 2: 0.381614145814, 9: 0.381614145814, 10: 0.381614145814, 15: 0.646128915046],
    [17: 0.4472135955, 18: 0.4472135955, 3: 0.4472135955, 13: 0.4472135955, 19: 0.4472135955],
    [12: 0.355133049338, 11: 0.717466022355, 4: 0.42374699057, 6: 0.42374699057], [:], [:],
    [5: 0.443612480187, 20: 0.896218705129], [8: 0.5, 16: 0.5, 14: 0.5, 21: 0.5],
  ]
}
