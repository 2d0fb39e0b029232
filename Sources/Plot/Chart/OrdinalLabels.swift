/// Category names that fit their axis.
enum OrdinalLabels {
  /// - Parameters:
  ///   - band: the axis' length in pixels.
  ///   - least: the pixels a label needs along the axis; with less, only every so many are kept.
  ///   - room: the pixels a label may be wide.
  static func thinned(_ ticks: [Tick], band: Double, least: Double, room: Double) -> [Tick] {
    let each = band / Double(max(ticks.count, 1))
    let step = max(Int((least / max(each, 0.01)).rounded(.up)), 1)
    return ticks.enumerated().filter { $0.offset % step == 0 }.map { _, tick in
      Tick(value: tick.value, label: TextMetrics.truncated(tick.label, to: room, size: ChartLayout.tickSize))
    }
  }
}
