/// How much each theme weighs in a genre's lyrics, in the order of ``LyricTheme/all``.
struct LyricRecipe: Sendable, Equatable {
  let weights: [Double]

  //                                   road field city night romance faith home sea dance rain
  static let neon = LyricRecipe(weights: [1, 0, 5, 3, 0, 0, 0, 0, 3, 0])
  static let blue = LyricRecipe(weights: [0, 0, 0, 2, 1, 0, 0, 4, 0, 5])
  static let meadow = LyricRecipe(weights: [0, 7, 0, 0, 0, 0, 2, 2, 0, 1])
  static let highway = LyricRecipe(weights: [7, 0, 0, 0, 1, 0, 4, 0, 0, 0])
  static let chapel = LyricRecipe(weights: [0, 1, 0, 0, 0, 7, 3, 0, 1, 0])
  static let velvet = LyricRecipe(weights: [0, 0, 0, 1, 7, 1, 0, 0, 3, 0])
  static let even = LyricRecipe(weights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1])

  /// Weight that every theme has in every genre: the reason why words alone never tell a genre for certain.
  private static let floor = 0.3

  /// The shares of the themes in one song (summing to 1): genre, mood and artist together.
  func themes(mood: SongMood, artist: DemoArtist) -> [Double] {
    let raw = zip(weights, LyricTheme.all).map { weight, theme in
      let mooded = (weight + Self.floor) * (mood.themes.contains(theme.name) ? 1.7 : 1)
      return artist.theme == theme ? mooded + 1 : mooded
    }
    let total = raw.reduce(0, +)
    return raw.map { $0 / total }
  }
}

extension SongMood {
  /// Themes that the mood doubles.
  var themes: Set<String> {
    switch self {
    case .joyful: ["dance", "home"]
    case .calm: ["sea", "field"]
    case .melancholy: ["rain", "night"]
    case .restless: ["road", "city"]
    }
  }
}
