@testable import MVAEKit

/// Texts of made-up words with topics: words are frequent as in languages (Zipf), some in one topic only.
enum MadeUpTexts {
  static func texts(_ count: Int, words: Int = 2000, length: Int = 120, topics: Int = 12, seed: UInt64)
    -> [String]
  {
    let vocabulary = vocabulary(words, seed: seed)
    return (0..<count).map { index in
      var random = RandomSource(seed: seed, stream: UInt64(index + 1))
      let topic = random.integer(below: topics)
      return (0..<length / 2 + random.integer(below: length)).map { _ in
        // Ranks fall as 1/r; half of the words come from the topic's own part of the list.
        let rank = min(words - 1, Int(exp(random.uniform())))
        let own = topic * words / topics + rank * 7 % max(1, words / topics)
        return vocabulary[random.uniform() < 0.5 ? own : rank * 13 % words]
      }.joined(separator: " ")
    }

    func exp(_ value: Double) -> Double {
      // words^value without the mathematics library: the same on every machine.
      var result = 1.0
      for _ in 0..<Int(value * 64) { result *= 1.12 }
      return result
    }
  }

  private static func vocabulary(_ count: Int, seed: UInt64) -> [String] {
    let syllables = [
      "ra", "Lo", "mi", "né", "ßu", "ta", "šo", "ki", "va", "до", "ли", "ΣΑ", "ος", "x9", "_o", "東",
    ]
    return (0..<count).map { number in
      var rest = number
      var word = syllables[number % 11]
      repeat {
        word += syllables[rest % syllables.count]
        rest /= syllables.count
      } while rest > 0
      return word
    }
  }
}
