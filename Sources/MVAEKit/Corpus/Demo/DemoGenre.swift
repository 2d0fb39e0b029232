/// A genre of the demo corpus: a way to sound, a way with words, and its name.
///
/// Two genres may hold the same sound or the same lyrics; then nothing but the other tells them apart.
struct DemoGenre: Sendable, Equatable {
  let name: String
  /// Names of the sound's styles, in the order of `sound.styles`.
  let styles: [String]
  let sound: SoundRecipe
  let lyrics: LyricRecipe

  static let all = [
    DemoGenre(name: "Rock", styles: ["Indie Rock", "Hard Rock"], sound: .rock, lyrics: .neon),
    DemoGenre(name: "Jazz", styles: ["Swing", "Bossa Nova"], sound: .jazz, lyrics: .blue),
    DemoGenre(name: "Electronic", styles: ["House", "Breakbeat"], sound: .electronic, lyrics: .neon),
    DemoGenre(name: "Ambient", styles: ["Drone", "Chillout"], sound: .ambient, lyrics: .blue),
    DemoGenre(name: "Folk", styles: ["Fingerstyle", "Campfire"], sound: .acoustic, lyrics: .meadow),
    DemoGenre(name: "Country", styles: ["Bluegrass", "Honky-Tonk"], sound: .acoustic, lyrics: .highway),
    DemoGenre(name: "Gospel", styles: ["Spiritual", "Praise"], sound: .soul, lyrics: .chapel),
    DemoGenre(name: "Soul", styles: ["Slow Jam", "Northern Soul"], sound: .soul, lyrics: .velvet),
  ]
}
