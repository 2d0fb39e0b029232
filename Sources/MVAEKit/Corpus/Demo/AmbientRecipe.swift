extension SoundRecipe {
  /// Slow pads and far bells in a large room; hardly a drum.
  static let ambient = SoundRecipe(
    tempo: 56..<92, metres: [.fourFour, .threeFour], modes: [.lydian, .major, .dorian],
    instruments: [.strings, .bell, .synth, .organ],
    progressions: [[0, 3, 0, 4], [0, 4, 3, 3], [0, 1, 0, 3], [5, 3, 0, 0]],
    brightness: 0.38, brightnessSpread: 0.4, loudness: -24, loudnessSpread: 5,
    styles: [drone, chillout])

  private static let drone = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(bass: "9...............", harmony: "9.......7......."),
      .threeFour: Rhythm(bass: "9...........", harmony: "9..........."),
    ],
    harmony: .block, hasSevenths: true, bass: .root, melody: 0.25, chordBeats: 4, gate: 1.3,
    looseness: 0.03,
    mix: MixRecipe(
      drums: -20, bass: -6, tremoloDepth: 0.25, tremoloRate: 0.25, delayMix: 0.25, reverbDecay: 3.5,
      reverbMix: 0.45))

  private static let chillout = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [DrumLine(.shaker, "4...3...4...3..."), DrumLine(.kick, "6.........4.....")],
        bass: "9.......6.......", harmony: "8...6...7...6..."),
      .threeFour: Rhythm(
        drums: [DrumLine(.shaker, "4...3...3..."), DrumLine(.kick, "6...........")],
        bass: "9...........", harmony: "8...6...6..."),
    ],
    harmony: .arpeggio, hasSevenths: true, bass: .root, melody: 0.3, chordBeats: 4, gate: 2.5,
    looseness: 0.015,
    mix: MixRecipe(
      drums: -9, bass: -5, delayFeedback: 0.5, delayMix: 0.35, reverbDecay: 2.8, reverbMix: 0.38))
}
