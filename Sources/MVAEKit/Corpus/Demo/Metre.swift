/// How beats group into bars; the grid that patterns are written on is the sixteenth note.
enum Metre: String, Sendable, CaseIterable {
  case fourFour = "4/4"
  case threeFour = "3/4"
  case sixEight = "6/8"

  var stepsPerBar: Int { self == .fourFour ? 16 : 12 }

  /// The beat is the quarter, or the dotted quarter in 6/8.
  var stepsPerBeat: Int { self == .sixEight ? 6 : 4 }

  /// How strong a step is: 3 the bar, 2 a beat, 1 an eighth, 0 between.
  func weight(step: Int) -> Int {
    let place = step % stepsPerBar
    if place == 0 { return 3 }
    if place % stepsPerBeat == 0 { return 2 }
    return place % 2 == 0 ? 1 : 0
  }
}

/// When the steps of a piece sound.
struct MetricGrid: Sendable {
  let metre: Metre
  /// Seconds of one step.
  let step: Double
  /// How far the eighth off the beat is delayed, in steps: 0 straight, 2/3 triplet swing.
  let swing: Double

  init(metre: Metre, tempo: Double, swing: Double) {
    self.metre = metre
    step = 60 / tempo / Double(metre.stepsPerBeat)
    self.swing = metre == .sixEight ? 0 : swing
  }

  func time(_ index: Int) -> Double {
    let isOffBeat = metre.stepsPerBeat == 4 && index % 4 == 2
    return step * (Double(index) + (isOffBeat ? swing : 0))
  }

  /// Steps that begin before `seconds`.
  func steps(within seconds: Double) -> Int {
    Int((seconds / step).rounded(.up))
  }
}
