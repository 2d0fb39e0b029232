/// What a mark needs to say itself in Vega-Lite: the frame it is drawn in and its axes.
struct VegaContext {
  let frame: PlotFrame
  let x: VegaPosition
  let y: VegaPosition
  /// Set on the one layer that carries the chart's zoom and legend clicks.
  var parameters: VegaValue?

  var theme: Theme { frame.theme }

  /// Fields as x and y.
  func place(_ x: VegaValue = ["field": "x"], _ y: VegaValue = ["field": "y"]) -> VegaValue {
    ["x": self.x.channel(x), "y": self.y.channel(y)]
  }

  func positions(_ xs: [Double], _ ys: [Double]) -> [VegaValue] {
    zip(xs, ys).map { ["x": x.coordinate($0), "y": y.coordinate($1)] }
  }

  /// The colours of all classes, whichever of them a layer has.
  func classColor(_ content: VegaValue, title: String? = nil, legend: Bool = true) -> VegaValue {
    let names = frame.classes.names
    let colors = names.map { VegaValue(frame.classes.style($0).line) }
    let base = content.merging([
      "type": "nominal", "title": title.map { .text($0) } ?? .null,
      "scale": ["domain": .list(names.map { .text($0) }), "range": .list(colors)],
    ])
    return legend ? base : base.merging(["legend": .null])
  }

  static func inline(_ rows: [VegaValue]) -> VegaValue { ["values": .list(rows)] }
}

extension ColorScale {
  /// As the scale of a quantitative colour.
  var vegaScale: VegaValue {
    let ends: VegaValue = ["domain": [.number(domain.lowerBound), .number(domain.upperBound)]]
    return switch map.name {
    case "gray": ends.merging(["range": ["#000000", "#ffffff"]])
    case "blue-red": ends.merging(["scheme": "redblue", "reverse": true])
    default: ends.merging(["scheme": .text(map.name)])
    }
  }

  var vegaTitle: VegaValue {
    guard let unit, !unit.isEmpty else { return .text(title) }
    return .text(title.isEmpty ? unit : "\(title) (\(unit))")
  }
}
