extension SoundRecipe {
  /// Picked or strummed strings over root and fifth, a little percussion: folk and country alike.
  static let acoustic = SoundRecipe(
    tempo: 80..<140, metres: [.fourFour, .fourFour, .threeFour, .sixEight],
    modes: [.major, .mixolydian, .minor], instruments: [.guitar, .piano, .strings],
    progressions: [[0, 3, 4, 0], [0, 4, 5, 3], [0, 5, 3, 4], [0, 0, 3, 4]],
    brightness: 0.52, brightnessSpread: 0.4, loudness: -21, loudnessSpread: 5,
    styles: [picking, boomChick])

  private static let picking = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [DrumLine(.shaker, "..4...4...4...4.")],
        bass: "9.......8.......", harmony: "8.6.7.6.8.6.7.6."),
      .threeFour: Rhythm(
        drums: [DrumLine(.shaker, "....4...4...")], bass: "9...........", harmony: "8.6.7.6.7.6."),
      .sixEight: Rhythm(
        drums: [DrumLine(.shaker, "....4.....4.")], bass: "9.....8.....", harmony: "8.6.7.8.6.7."),
    ],
    harmony: .arpeggio, bass: .rootFifth, melody: 0.5, chordBeats: 2, gate: 2, looseness: 0.01,
    mix: MixRecipe(drums: -14, bass: -6, bassTimbre: .upright, reverbDecay: 0.7, reverbMix: 0.12))

  private static let boomChick = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "7.......6......."), DrumLine(.brush, "....7..3....7..3"),
          DrumLine(.shaker, "4.3.4.3.4.3.4.3."),
        ],
        bass: "9.......8.......", harmony: "....8.5.....8.56"),
      .threeFour: Rhythm(
        drums: [DrumLine(.kick, "7..........."), DrumLine(.brush, "....6...6...")],
        bass: "9...........", harmony: "....8...7.5."),
      .sixEight: Rhythm(
        drums: [DrumLine(.kick, "7..........."), DrumLine(.brush, "......7...4.")],
        bass: "9.....7.....", harmony: "8...6.8.5.6."),
    ],
    harmony: .strum, bass: .rootFifth, melody: 0.5, chordBeats: 4, gate: 0.9, looseness: 0.008,
    mix: MixRecipe(drums: -9, bass: -4, bassTimbre: .upright, reverbDecay: 0.6, reverbMix: 0.1))
}
