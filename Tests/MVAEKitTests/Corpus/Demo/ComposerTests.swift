import Testing

@testable import MVAEKit

@Suite struct ComposerTests {
  @Test func scalesAndChordsAreTheTextbooks() {
    let cMajor = Tonality(key: 0, mode: .major)
    #expect((0...7).map { cMajor.mode.semitones(degree: $0) } == [0, 2, 4, 5, 7, 9, 11, 12])
    #expect((-7 ... -1).map { cMajor.mode.semitones(degree: $0) } == [-12, -10, -8, -7, -5, -3, -1])
    #expect(cMajor.chord(degree: 0, hasSeventh: false, lowest: 60) == [60, 64, 67])
    #expect(cMajor.chord(degree: 4, hasSeventh: true, lowest: 60) == [62, 65, 67, 71])
    #expect(Tonality(key: 9, mode: .minor).chord(degree: 0, hasSeventh: false, lowest: 57) == [57, 60, 64])
    #expect(Tonality.frequency(pitch: 69) == 440)
    #expect(Tonality.frequency(pitch: 57) == 220)
  }

  /// Each mode is the major scale begun on another of its notes.
  @Test(arguments: [
    (MusicalMode.dorian, 1), (.lydian, 3), (.mixolydian, 4), (.minor, 5),
  ])
  func modesAreRotationsOfMajor(mode: MusicalMode, first: Int) {
    let major = MusicalMode.major
    let rotated = (0..<7).map { major.semitones(degree: first + $0) - major.semitones(degree: first) }
    #expect(mode.intervals == rotated)
  }

  @Test func patternsReadAsWritten() {
    let pattern: StepPattern = "9..3"
    #expect(pattern.strengths == [1, 0, 0, Float(3) / 9])
    #expect(pattern.gap(after: 0) == 3)
    #expect(pattern.gap(after: 3) == 1)
    #expect(pattern.strength(at: 7) == Float(3) / 9)
  }

  @Test func stepsFallOnTheBeat() {
    let straight = MetricGrid(metre: .fourFour, tempo: 120, swing: 0)
    #expect(straight.time(4) == 0.5)
    #expect(straight.steps(within: 2) == 16)
    let swung = MetricGrid(metre: .fourFour, tempo: 120, swing: 0.5)
    #expect(swung.time(2) == 0.3125)
    #expect(MetricGrid(metre: .sixEight, tempo: 60, swing: 0).time(6) == 1)
  }

  /// Every note of every part belongs to the scale, but for the fifths of power chords and of the bass, which are
  /// perfect by definition.
  @Test func notesAreInTheirScale() {
    for index in 0..<160 {
      let song = DemoSong.natural(index: index, genres: 8, seed: 4)
      var composer = Composer(song: song, duration: 6)
      let score = composer.compose()
      let scale = Set(song.factors.mode.intervals.map { ($0 + song.factors.key) % 12 })
      var notes = score.melody
      if song.sound.harmony != .power { notes += score.harmony }
      if song.sound.bass != .rootFifth { notes += score.bass }
      #expect(notes.allSatisfy { scale.contains($0.pitch % 12) })
      #expect(!score.melody.isEmpty && !score.harmony.isEmpty && !score.bass.isEmpty)
    }
  }

  @Test func aShorterSongIsTheBeginningOfALongerOne() {
    let song = DemoSong.natural(index: 1, genres: 8, seed: 1)
    var (short, long) = (Composer(song: song, duration: 2), Composer(song: song, duration: 8))
    let (first, whole) = (short.compose(), long.compose())
    #expect(Array(whole.bass.prefix(first.bass.count)) == first.bass)
    #expect(Array(whole.drums.prefix(first.drums.count)) == first.drums)
  }
}
