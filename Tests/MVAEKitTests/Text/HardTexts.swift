/// Texts that are hard for tokenisers, equal to those of Tests/reference/hard_texts.py: fixed ones, then made-up ones.
enum HardTexts {
  static let all = (0..<500).map { $0 < fixed.count ? fixed[$0] : made($0) }

  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static let fixed: [String] = [
    "",
    " ",
    "Hello, world!",
    "I'm gonna love you 'til the end of time; don't you?",
    "\u{9} tabs \u{A}\u{A} and\u{D}\u{A}lines \u{B} \u{C}",
    "na\u{EF}ve caf\u{E9} \u{C5}ngstr\u{F6}m \u{141}\u{D3}D\u{179} \u{130}stanbul stra\u{DF}e",
    "cafe\u{301} vs caf\u{E9} a\u{308} \u{1E69} s\u{323}\u{307}",
    "\u{41F}\u{440}\u{438}\u{432}\u{435}\u{442}, \u{43A}\u{430}\u{43A} \u{434}\u{435}\u{43B}\u{430}? \u{401}\u{43B}\u{43A}\u{430}",
    "\u{39A}\u{3B1}\u{3BB}\u{3B7}\u{3BC}\u{3AD}\u{3C1}\u{3B1} \u{3BA}\u{3CC}\u{3C3}\u{3BC}\u{3B5} \u{3A3}\u{38A}\u{3A3}\u{3A5}\u{3A6}\u{39F}\u{3A3}",
    "\u{645}\u{631}\u{62D}\u{628}\u{627} \u{628}\u{627}\u{644}\u{639}\u{627}\u{644}\u{645} \u{627}\u{644}\u{633}\u{64E}\u{651}\u{644}\u{627}\u{645}\u{64F}",
    "\u{5E9}\u{5B8}\u{5C1}\u{5DC}\u{5D5}\u{5B9}\u{5DD} \u{5E2}\u{5D5}\u{5DC}\u{5DD}",
    "\u{928}\u{92E}\u{938}\u{94D}\u{924}\u{947} \u{926}\u{941}\u{928}\u{93F}\u{92F}\u{93E} \u{915}\u{94D}\u{937}\u{924}\u{94D}\u{930}\u{93F}\u{92F}",
    "\u{E2A}\u{E27}\u{E31}\u{E2A}\u{E14}\u{E35}\u{E0A}\u{E32}\u{E27}\u{E42}\u{E25}\u{E01}",
    "\u{6211}\u{7231}\u{5317}\u{4EAC}\u{5929}\u{5B89}\u{95E8} mixed with English",
    "\u{6771}\u{4EAC}\u{30BF}\u{30EF}\u{30FC}\u{3067}\u{30B3}\u{30FC}\u{30D2}\u{30FC}\u{3092}\u{98F2}\u{3080}",
    "\u{AC00}\u{B098}\u{B2E4}\u{B77C} \u{D55C}\u{AD6D}\u{C5B4} \u{B178}\u{B798} \u{AC00}\u{C0AC}",
    "emoji \u{1F600}\u{1F3B5}\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}\u{200D}\u{1F466} \u{1F1E9}\u{1F1EA} \u{2764}\u{FE0F} ok",
    "soft\u{AD}hyphen zero\u{200B}width join\u{200D}er bidi\u{202E}mark",
    "nul\u{0}inside \u{FFFD} replaced \u{E000} private \u{FEFF} bom",
    "[CLS] [SEP] [MASK] [UNK] [PAD] [cls] a[SEP]b",
    many("x", 100) + " " + many("y", 101) + " " + many("\u{E9}", 100),
    "!!!???...,,,;;;:::'''\"\"\"---___",
    "$100 + 20% = 120\u{20AC} ~ ^ ` | < >",
    "3.14159 1,000,000 \u{BD} \u{2167} \u{FF12}\u{FF10}\u{FF12}\u{FF14} x\u{B2}",
    "\u{FB01}ne \u{FB02}ow \u{1C5}ungla \u{149} \u{1E9E} \u{390}",
    "a\u{A0}b\u{2003}c\u{3000}d\u{2028}e\u{2029}f\u{85}g",
    "\u{1D518}\u{1D52B}\u{1D526}\u{1D520}\u{1D52C}\u{1D521}\u{1D522} \u{1D565}\u{1D556}\u{1D569}\u{1D565} \u{1F170}\u{1F171}",
    "\u{BF}Qu\u{E9}? \u{A1}S\u{ED}! \u{AB}guillemets\u{BB} \u{201E}quotes\u{201C} \u{2013} \u{2014} \u{2026} \u{2018}\u{2019}",
    "\u{378}\u{530} unassigned \u{E0001} tag \u{1FAE8} new",
    "\u{1B13}\u{1B2C}\u{11A01} \u{1734} \u{166D} \u{111C9}",
    many("word ", 800),
    many("na na na hey ", 70),
    many("supercalifragilisticexpialidocious antidisestablishmentarianism ", 40),
    many("\u{611B}", 300),
    many("\u{1F600}", 260),
    many("\u{430}", 90) + " " + many("\u{628}", 90),
    many("don't-stop.believing/now\\then@home #tag", 20),
    many("A", 99) + many("\u{301}", 5),
    "\u{301}\u{301}a",
    many("\u{DF}", 60) + many(" \u{130}", 60),
  ]

  private static let syllables = [
    "la", "mor", "ne", "vi", "sha", "tu", "ro", "ki", "bel", "o", "dan", "ce", "ght", "ing", "ea", "ou", "st",
    "\u{E9}", "\u{FC}", "\u{F1}", "\u{436}", "\u{434}\u{430}", "\u{3BB}\u{3BF}", "\u{646}", "\u{611B}",
    "\u{306E}", "\u{AC00}",
  ]

  private static let words = """
    the rain love night you me i heart dance fire baby never again tonight dreams road home light shadow river whiskey broken angel city moon stars gone forever yesterday running falling singing rock roll blues summer winter girl boy time world eyes
    """.split(separator: " ").map(String.init)

  private static let marks = [
    "", "", "", "", "", "", ",", ".", "!", "?", "\u{A}", "...", " \u{1F600}", "\u{AD}", "'s", "\u{200D}",
  ]

  /// Knuth's MMIX generator, the upper 31 bits.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private static func made(_ number: Int) -> String {
    var numbers = Numbers(state: UInt64(number))
    for _ in 0..<3 { _ = numbers.below(2) }
    let count = [3, 12, 40, 150, 190, 240, 300, 800][numbers.below(8)]
    return (0..<count).map { _ in
      var word: String
      if numbers.below(8) > 0 {
        word = words[numbers.below(words.count)]
      } else {
        word = (0..<1 + numbers.below(4)).map { _ in syllables[numbers.below(syllables.count)] }.joined()
      }
      if numbers.below(9) == 0 { word = word.uppercased() }
      return word + marks[numbers.below(marks.count)]
    }.joined(separator: " ")
  }
}
