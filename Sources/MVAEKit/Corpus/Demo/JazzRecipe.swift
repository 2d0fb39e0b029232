extension SoundRecipe {
  /// Ride cymbal, walking bass and seventh chords off the beat; or a bossa's syncopation.
  static let jazz = SoundRecipe(
    tempo: 90..<180, metres: [.fourFour, .fourFour, .threeFour], modes: [.major, .dorian, .mixolydian],
    instruments: [.piano, .electricPiano, .guitar, .brass],
    progressions: [[1, 4, 0, 5], [0, 5, 1, 4], [2, 5, 1, 4], [0, 3, 0, 4]],
    brightness: 0.45, brightnessSpread: 0.4, loudness: -22, loudnessSpread: 5,
    styles: [swing, bossa])

  private static let swing = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.ride, "8...8.5.8...8.5."), DrumLine(.hat, "....6.......6..."),
          DrumLine(.brush, "..3...4...3...5."), DrumLine(.kick, "4.......3......."),
        ],
        bass: "9...8...9...8...", harmony: "7.....6....5..6."),
      .threeFour: Rhythm(
        drums: [
          DrumLine(.ride, "8...8.5.8.5."), DrumLine(.hat, "....6...5..."), DrumLine(.kick, "5..........."),
        ],
        bass: "9...7...8...", harmony: "7.....6...5."),
    ],
    harmony: .block, hasSevenths: true, bass: .walking, melody: 0.7, chordBeats: 2, gate: 0.55,
    swing: 0.62, looseness: 0.01,
    mix: MixRecipe(drums: -5, bass: -2, bassTimbre: .upright, reverbDecay: 0.9, reverbMix: 0.14))

  private static let bossa = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "7.....6.7.....6."), DrumLine(.rim, "7.....6.....7..."),
          DrumLine(.shaker, "5353535353535353"),
        ],
        bass: "9.....7.9.....7.", harmony: "8...7.....7..7.."),
      .threeFour: Rhythm(
        drums: [
          DrumLine(.kick, "7.........5."), DrumLine(.rim, "....7...6..."),
          DrumLine(.shaker, "535353535353"),
        ],
        bass: "9.....7.7...", harmony: "8...7.....7."),
    ],
    harmony: .block, hasSevenths: true, bass: .rootFifth, melody: 0.55, chordBeats: 4, gate: 0.7,
    looseness: 0.008,
    mix: MixRecipe(drums: -7, bass: -2, bassTimbre: .upright, reverbDecay: 1.1, reverbMix: 0.16))
}
