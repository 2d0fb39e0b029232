/// An axis in Vega-Lite's words.
///
/// Linear, time and logarithmic axes are Vega's own, so that they get new ticks while zooming. The others (ordinal, mel,
/// bands) go over fractions of their length with the ticks a picture has.
struct VegaPosition {
  let axis: Axis
  let scale: PositionScale
  let ticks: [Tick]

  private var isNative: Bool {
    switch scale.kind {
    case .linear, .whole, .time, .log: true
    case .mel, .ordinal, .bands: false
    }
  }

  /// Whether zooming makes sense.
  var isContinuous: Bool { axis.categories == nil }

  /// What stands for a value in the data; nothing where the scale has no position.
  func coordinate(_ value: Double) -> VegaValue {
    let fraction = scale.fraction(value)
    guard fraction.isFinite else { return .null }
    return .number(isNative ? value : fraction)
  }

  /// A place in pixels' proportion, such as an edge between the cells of a picture.
  func coordinate(between lower: Double, and upper: Double, at share: Double) -> VegaValue {
    if isNative { return .number(lower + (upper - lower) * share) }
    let (low, high) = (scale.fraction(lower), scale.fraction(upper))
    return .number(low + (high - low) * share)
  }

  /// The channel of a field or a constant.
  func channel(_ content: VegaValue) -> VegaValue {
    content.merging(["type": "quantitative", "scale": vegaScale, "axis": vegaAxis])
  }

  private var vegaScale: VegaValue {
    let ends = isNative ? [scale.domain.lowerBound, scale.domain.upperBound] : [0, 1]
    let isTurned = isNative && scale.isReversed
    return [
      "type": scale.kind == .log ? "log" : "linear", "domain": .list(ends.map { .number($0) }), "nice": false,
      "zero": false, "reverse": .flag(isTurned),
    ]
  }

  private var vegaAxis: VegaValue {
    let title = VegaValue.text(axis.fullTitle)
    guard axis.showsNumbers else {
      return ["title": title, "labels": false, "ticks": false, "grid": false]
    }
    let base: VegaValue = [
      "title": title, "grid": .flag(axis.showsGrid && isContinuous),
      "tickCount": .number(Double(max(ticks.count, 2))),
    ]
    if scale.kind == .time, scale.domain.upperBound - scale.domain.lowerBound >= 5 {
      return base.merging([
        "labelExpr": "floor(datum.value / 60) + ':' + format(datum.value % 60, '02')"
      ])
    }
    if scale.kind == .whole { return base.merging(["tickMinStep": 1]) }
    if isNative { return base }
    // Vega counts ticks in rising order.
    let ticks = ticks.sorted { scale.fraction($0.value) < scale.fraction($1.value) }
    let labels = VegaValue.list(ticks.map { .text($0.label) }).json
    let places = VegaValue.list(ticks.map { .number(scale.fraction($0.value)) })
    return base.merging([
      "values": places, "labelExpr": "\(labels)[round(datum.index * \(max(ticks.count - 1, 0)))]",
    ])
  }
}
