/// Seeds as users give them.
enum Seed {
  /// Every whole number that a number of the language holds exactly.
  static let range = 0...((1 << 53) - 1)
}
