extension SoundRecipe {
  /// Four on the floor or a broken beat, arpeggios, echo and a pumping mix.
  static let electronic = SoundRecipe(
    tempo: 112..<142, metres: [.fourFour], modes: [.minor, .dorian, .major],
    instruments: [.synth, .bell, .electricPiano],
    progressions: [[0, 5, 3, 4], [0, 6, 5, 6], [5, 3, 0, 4], [0, 0, 5, 6]],
    brightness: 0.62, brightnessSpread: 0.4, loudness: -17.5, loudnessSpread: 5,
    styles: [house, breakbeat])

  private static let house = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "9...9...9...9..."), DrumLine(.clap, "....8.......8..."),
          DrumLine(.hat, "..8...8...8...8."), DrumLine(.shaker, "4242424242424242"),
        ],
        bass: "..9...8...9...87", harmony: "9.7.7.9.7.7.9.7.")
    ],
    harmony: .arpeggio, bass: .octaves, melody: 0.3, chordBeats: 4, gate: 0.8, looseness: 0,
    mix: MixRecipe(
      drums: 1, bass: -3, bassTimbre: .bright, tremoloDepth: 0.55, tremoloRate: 1, delayMix: 0.28,
      reverbDecay: 1.2, reverbMix: 0.12))

  private static let breakbeat = StyleRecipe(
    rhythms: [
      .fourFour: Rhythm(
        drums: [
          DrumLine(.kick, "9.....7...9....."), DrumLine(.snare, "....9..4.4..9..."),
          DrumLine(.hat, "7575757575757575"),
        ],
        bass: "9..7....9..7..7.", harmony: "9...7..8..7.8...")
    ],
    harmony: .block, bass: .root, melody: 0.5, chordBeats: 4, gate: 0.5, looseness: 0,
    mix: MixRecipe(
      drums: 1, bass: -2, bassTimbre: .bright, drive: 1.5, delayBeats: 0.5, delayMix: 0.3,
      reverbMix: 0.1))
}
