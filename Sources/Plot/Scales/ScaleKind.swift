/// How an axis turns values into positions.
public enum ScaleKind: Sendable, Equatable {
  case linear
  /// Linear, of things that are counted: ticks at whole numbers only.
  case whole
  /// Base 10; values at or below zero have no position.
  case log
  /// Seconds, with ticks as m:ss.
  case time
  /// Hertz on Slaney's mel scale, with ticks in hertz.
  case mel
  /// Values are positions 0, 1, 2, … of the named categories, each in a band of equal width.
  case ordinal([String])
  /// Hertz (or any rising values) at the centres of bands of equal width, straight lines in between: the exact axis of a
  /// spectrogram whatever its bands are.
  case bands([Double])
}
