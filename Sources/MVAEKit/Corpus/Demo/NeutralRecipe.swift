extension SoundRecipe {
  /// The plain style of the factorial design; its ranges are unused, since the levels are given.
  static let neutral = SoundRecipe(
    tempo: 80..<140, metres: [.fourFour], modes: [.major, .minor], instruments: [.piano, .organ],
    progressions: [[0, 3, 4, 0]], brightness: 0.5, brightnessSpread: 0, loudness: -20, loudnessSpread: 0,
    styles: [plain])

  private static let plain = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "8.......8......."), DrumLine(.snare, "....7.......7..."),
          DrumLine(.hat, "5...5...5...5..."),
        ],
        bass: "9...7...8...7...", harmony: "8.......7.......")
    ],
    harmony: .block, bass: .root, melody: 0.6, chordBeats: 4, looseness: 0,
    mix: MixRecipe(drums: -6, bass: -4, reverbMix: 0.1))
}
