/// Ticks in hertz on mel and band axes: octaves of 64 Hz that keep their distance.
enum FrequencyTicks {
  static func ticks(on scale: PositionScale, count: Int) -> [Tick] {
    let octaves: [Double] = [0, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536]
    let inside = octaves.filter { scale.domain.contains($0) }
    guard inside.count >= 3 else { return LinearTicks.ticks(in: scale.domain, count: count) }
    var kept: [Double] = []
    var last = Double.infinity
    let distance = 0.35 / Double(max(count, 1))
    for value in inside.reversed() {
      let fraction = scale.fraction(value)
      if last - fraction >= distance {
        kept.append(value)
        last = fraction
      }
    }
    return kept.reversed().map { Tick(value: $0, label: NumberText.fixed($0, decimals: 0)) }
  }
}
