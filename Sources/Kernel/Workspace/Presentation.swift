import MVAEKit
import Plot

/// What a value wants to show, before any medium is chosen.
indirect enum Presentation: Sendable {
  case lines([String])
  case table(Table)
  case figure(Figure)
  case audio(Clip)
  /// Several things below each other.
  case stack([Presentation])
}
