/// What a line can be about: its words.
struct LyricTheme: Sendable, Equatable {
  let name: String
  /// Singular, to follow "the".
  let nouns: [String]
  let adjectives: [String]
  /// Intransitive, in the base form: "we … all day".
  let verbs: [String]

  private init(_ name: String, nouns: String, adjectives: String, verbs: String) {
    self.name = name
    self.nouns = nouns.split(separator: " ").map(String.init)
    self.adjectives = adjectives.split(separator: " ").map(String.init)
    self.verbs = verbs.split(separator: " ").map(String.init)
  }

  static let all = [
    LyricTheme(
      "road", nouns: "road highway engine mile wheel truck bridge station",
      adjectives: "dusty long restless open faded", verbs: "drive ride leave wander roll"),
    LyricTheme(
      "field", nouns: "field river meadow willow mountain harvest valley sparrow",
      adjectives: "green wild sweet tall gentle", verbs: "grow bloom plant gather climb"),
    LyricTheme(
      "city", nouns: "city street window tower signal neon crowd subway",
      adjectives: "loud electric crowded concrete bright", verbs: "run shout collide hurry spark"),
    LyricTheme(
      "night", nouns: "night moon shadow star midnight lamp mirror sleep",
      adjectives: "dark silver late hidden velvet", verbs: "dream whisper glow linger vanish"),
    LyricTheme(
      "romance", nouns: "kiss lover touch promise darling fire ring embrace",
      adjectives: "tender sugar burning true honest", verbs: "love hold melt adore surrender"),
    LyricTheme(
      "faith", nouns: "glory angel mercy spirit grace prayer heaven choir",
      adjectives: "holy mighty humble blessed golden", verbs: "pray rise believe praise kneel"),
    LyricTheme(
      "home", nouns: "home kitchen porch mother garden table door brother",
      adjectives: "warm old wooden plain familiar", verbs: "stay return rest gather remember"),
    LyricTheme(
      "sea", nouns: "sea ocean tide sailor harbour island wave anchor",
      adjectives: "blue deep salty endless drifting", verbs: "sail drift float dive breathe"),
    LyricTheme(
      "dance", nouns: "dance rhythm party drum floor groove summer stage",
      adjectives: "happy fast shining young dizzy", verbs: "dance move jump shake spin"),
    LyricTheme(
      "rain", nouns: "rain cloud winter tear letter memory ghost umbrella",
      adjectives: "grey cold lonely slow broken", verbs: "cry fall fade wait forget"),
  ]

  /// Words that belong to every song.
  static let common = LyricTheme(
    "common", nouns: "heart day world voice song way light hand",
    adjectives: "new little quiet good strange", verbs: "sing go turn change shine")
}
