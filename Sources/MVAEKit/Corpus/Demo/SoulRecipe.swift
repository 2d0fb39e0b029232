extension SoundRecipe {
  /// Sustained keys, a syncopated bass and a soft backbeat: gospel and soul alike.
  static let soul = SoundRecipe(
    tempo: 66..<112, metres: [.fourFour, .fourFour, .sixEight], modes: [.major, .mixolydian, .dorian],
    instruments: [.organ, .electricPiano, .piano, .brass],
    progressions: [[0, 3, 0, 4], [0, 5, 1, 4], [3, 4, 2, 5], [0, 2, 3, 4]],
    brightness: 0.48, brightnessSpread: 0.4, loudness: -19.5, loudnessSpread: 5,
    styles: [slow, groove])

  private static let slow = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "8.........7....."), DrumLine(.rim, "....7.......7..."),
          DrumLine(.hat, "6.4.6.4.6.4.6.4."),
        ],
        bass: "9.....6...7.....", harmony: "8.......7......."),
      .sixEight: Rhythm(
        drums: [
          DrumLine(.kick, "8.........5."), DrumLine(.snare, "......7....."),
          DrumLine(.hat, "6.4.4.6.4.4."),
        ],
        bass: "9.....7...6.", harmony: "8.....7....."),
    ],
    harmony: .block, hasSevenths: true, bass: .root, melody: 0.55, chordBeats: 2, looseness: 0.008,
    mix: MixRecipe(
      drums: -6, bass: -2, tremoloDepth: 0.3, tremoloRate: 3, reverbDecay: 1.6, reverbMix: 0.2))

  private static let groove = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "9..5......8....."), DrumLine(.snare, "....8..3....8..."),
          DrumLine(.clap, "....6.......6..."), DrumLine(.hat, "6456645664566456"),
        ],
        bass: "9..7..6.8..7..65", harmony: "..7...6...7..6.."),
      .sixEight: Rhythm(
        drums: [
          DrumLine(.kick, "9...5.....7."), DrumLine(.snare, "......8....."),
          DrumLine(.clap, "......6....."), DrumLine(.hat, "645664645664"),
        ],
        bass: "9...7.8...6.", harmony: "7...6.7...6."),
    ],
    harmony: .block, hasSevenths: true, bass: .octaves, melody: 0.6, chordBeats: 2, gate: 0.6,
    looseness: 0.006,
    mix: MixRecipe(drums: -3, bass: -1, reverbDecay: 1, reverbMix: 0.14))
}
