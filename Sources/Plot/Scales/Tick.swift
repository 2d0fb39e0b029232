/// A labelled place on an axis.
public struct Tick: Sendable, Equatable {
  public let value: Double
  public let label: String
}

extension PositionScale {
  /// About `count` ticks inside the domain with labels that are all different.
  func ticks(count: Int) -> [Tick] {
    switch kind {
    case .linear: LinearTicks.ticks(in: domain, count: count)
    case .whole: LinearTicks.wholeTicks(in: domain, count: count)
    case .log: LogTicks.ticks(in: domain, count: count)
    case .time: TimeTicks.ticks(in: domain, count: count)
    case .mel, .bands: FrequencyTicks.ticks(on: self, count: count)
    case .ordinal(let names):
      names.enumerated().map { Tick(value: Double($0.offset), label: $0.element) }
    }
  }
}
