/// How the tracks of the demo corpus are laid out.
public enum DemoDesign: String, Sendable, CaseIterable {
  /// Genres with ranges of their own, artists with five tracks each, factors drawn at random within a genre.
  case natural
  /// One neutral style in which tempo, key, mode, brightness, loudness and instrument are fully crossed.
  case factorial
}
