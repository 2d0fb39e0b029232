extension TableVoice {
  static let piano = TableVoice(
    bright: .slope(0.9, count: 32), dull: .slope(2.2, count: 12),
    envelope: VoiceEnvelope(attack: 0.003, decay: 1.1, release: 0.12),
    colourStart: 0.8, colourEnd: 0.08, colourTime: 0.22)

  static let organ = TableVoice(
    bright: Wavetable(harmonics: [0.8, 1, 0.6, 0.7, 0, 0.45, 0, 0.5, 0, 0, 0, 0.2, 0, 0, 0, 0.25]),
    dull: Wavetable(harmonics: [1, 0.7, 0.5, 0.2]),
    envelope: VoiceEnvelope(attack: 0.008, release: 0.06),
    colourStart: 0.75, colourEnd: 0.55, colourTime: 0.05, vibrato: 6)

  static let strings = TableVoice(
    bright: .slope(1), dull: .slope(1.7, count: 32),
    envelope: VoiceEnvelope(attack: 0.11, release: 0.3),
    colourStart: 0.2, colourEnd: 0.6, colourTime: 0.3, detune: 11, vibrato: 13)

  static let synth = TableVoice(
    bright: .slope(0.9), dull: .slope(1.5, even: 0.3),
    envelope: VoiceEnvelope(attack: 0.004, decay: 1.6, release: 0.09),
    colourStart: 1, colourEnd: 0.15, colourTime: 0.14, detune: 14)

  static let brass = TableVoice(
    bright: .slope(0.75, count: 28), dull: .slope(1.8, count: 16),
    envelope: VoiceEnvelope(attack: 0.045, decay: 3, release: 0.09),
    colourStart: 0, colourEnd: 0.7, colourTime: 0.09, vibrato: 9)

  static let roundBass = TableVoice(
    bright: .slope(1.5, count: 12), dull: .slope(2.6, count: 6),
    envelope: VoiceEnvelope(attack: 0.006, decay: 1.4, release: 0.06),
    colourStart: 0.8, colourEnd: 0.25, colourTime: 0.12)

  static let brightBass = TableVoice(
    bright: .slope(1, count: 40), dull: .slope(1.8, count: 16),
    envelope: VoiceEnvelope(attack: 0.004, decay: 1.2, release: 0.04),
    colourStart: 0.9, colourEnd: 0.25, colourTime: 0.1)
}

extension ModulatedVoice {
  static let electricPiano = ModulatedVoice(
    ratio: 1, indexStart: 2.1, indexEnd: 0.4, indexTime: 0.3,
    envelope: VoiceEnvelope(attack: 0.003, decay: 0.9, release: 0.15))

  static let bell = ModulatedVoice(
    ratio: 4, indexStart: 1.8, indexEnd: 0.25, indexTime: 0.5,
    envelope: VoiceEnvelope(attack: 0.003, decay: 0.8, release: 0.6))
}

extension PluckedVoice {
  static let guitar = PluckedVoice(decay: 0.9, softness: 0.35, thumb: 0.25, release: 0.06)

  static let uprightBass = PluckedVoice(decay: 0.6, softness: 0.5, thumb: 0.75, release: 0.05)
}
