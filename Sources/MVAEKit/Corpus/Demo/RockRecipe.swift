extension SoundRecipe {
  /// Backbeat, driven guitars, eighth-note bass.
  static let rock = SoundRecipe(
    tempo: 100..<160, metres: [.fourFour, .fourFour, .fourFour, .sixEight],
    modes: [.major, .minor, .mixolydian], instruments: [.guitar, .organ, .synth],
    progressions: [[0, 4, 5, 3], [0, 3, 4, 3], [0, 6, 3, 0], [5, 3, 0, 4]],
    brightness: 0.66, brightnessSpread: 0.4, loudness: -17, loudnessSpread: 5,
    styles: [indie, hard])

  private static let indie = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "9.....7.9......."), DrumLine(.snare, "....9.......9..."),
          DrumLine(.hat, "7.5.7.5.7.5.7.5."),
        ],
        bass: "9.7.7.7.9.7.7.7.", harmony: "9..6..7.9.6.7..6"),
      .sixEight: Rhythm(
        drums: [
          DrumLine(.kick, "9.........6."), DrumLine(.snare, "......9....."),
          DrumLine(.hat, "7.5.5.7.5.5."),
        ],
        bass: "9...7.8...7.", harmony: "9.6.7.8.6.7."),
    ],
    harmony: .strum, bass: .root, melody: 0.45, chordBeats: 2,
    mix: MixRecipe(drums: -1, bass: -4, bassTimbre: .bright, drive: 2.5, reverbMix: 0.1))

  private static let hard = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "9..7..9.9.7....."), DrumLine(.snare, "....9.......9..3"),
          DrumLine(.ride, "8...7...8...7..."), DrumLine(.hat, "..6...6...6...6."),
        ],
        bass: "9.8.8.8.9.8.8.8.", harmony: "9.7.7.8.9.7.7.8."),
      .sixEight: Rhythm(
        drums: [
          DrumLine(.kick, "9.7.....7.7."), DrumLine(.snare, "......9....."),
          DrumLine(.ride, "8.6.6.8.6.6."),
        ],
        bass: "9.8.8.9.8.8.", harmony: "9.8.8.9.8.8."),
    ],
    harmony: .power, bass: .root, melody: 0.35, chordBeats: 4, gate: 0.8,
    mix: MixRecipe(drums: 0, bass: -4, bassTimbre: .bright, drive: 6, reverbMix: 0.08))
}
