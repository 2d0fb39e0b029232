extension BarMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let along = horizontal ? context.x : context.y
    let across = horizontal ? context.y : context.x
    let names = across.axis.categories ?? []
    let zero =
      along.coordinate(0) == .null ? along.coordinate(along.scale.domain.lowerBound) : along.coordinate(0)
    let width = 0.76 / Double(slots)
    let rows = values.enumerated().map { index, value -> VegaValue in
      let start = Double(index) - 0.38 + Double(slot) * width
      let gap = slots > 1 ? width * 0.06 : 0
      return [
        "a": across.coordinate(start + gap), "b": across.coordinate(start + width - gap), "z": zero,
        "v": along.coordinate(value), "n": .text(index < names.count ? names[index] : "\(index)"),
        "l": .number(index < errorLower.count ? errorLower[index] : .nan),
        "u": .number(index < errorUpper.count ? errorUpper[index] : .nan),
      ]
    }
    let sides =
      horizontal
      ? context.place(["field": "z"], ["field": "a"]).merging(["x2": ["field": "v"], "y2": ["field": "b"]])
      : context.place(["field": "a"], ["field": "z"]).merging(["x2": ["field": "b"], "y2": ["field": "v"]])
    let plain = isMuted ? context.theme.unlabelled : context.frame.classes.style("").fill
    let color: VegaValue =
      (isMuted ? nil : name).map { ["color": context.classColor(["datum": .text($0)])] }
      ?? ["color": ["value": VegaValue(plain)]]
    let tooltip: VegaValue = [
      ["field": "n", "type": "nominal", "title": .text(across.axis.fullTitle)],
      [
        "field": "v", "type": "quantitative", "title": .text(name ?? along.axis.fullTitle), "format": ".4~g",
      ],
    ]
    let bars: VegaValue = [
      "data": VegaContext.inline(rows), "mark": "rect",
      "encoding": sides.merging(color).merging(["tooltip": tooltip]),
    ]
    let layer = context.parameters.map { bars.merging(["params": $0]) } ?? bars
    return [layer] + (errorLower.isEmpty ? [] : [errors(context, across)])
  }

  private func errors(_ context: VegaContext, _ across: VegaPosition) -> VegaValue {
    let width = 0.76 / Double(slots)
    let middles = values.indices.map { Double($0) - 0.38 + (Double(slot) + 0.5) * width }
    return ErrorBarMark.vegaRule(
      context, positions: middles, lower: errorLower, upper: errorUpper, lies: horizontal,
      color: context.theme.ink)
  }
}

extension ErrorBarMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let style = context.frame.classes.style(name ?? "")
    let lies = direction == .x
    let names = (lies ? context.y.axis : context.x.axis).categories ?? []
    let rows = zip(positions, values).map { position, value -> VegaValue in
      let index = Int(max(min(position.isFinite ? position.rounded() : 0, 1e6), 0))
      return [
        "x": context.x.coordinate(lies ? value : position),
        "y": context.y.coordinate(lies ? position : value), "v": .number(value),
        "n": .text(index < names.count ? names[index] : ""),
      ]
    }
    let measured = (lies ? context.x : context.y).axis
    let color: VegaValue =
      name.map { ["color": context.classColor(["datum": .text($0)])] } ?? [
        "color": ["value": VegaValue(style.line)]
      ]
    let tooltip: VegaValue = [
      ["field": "n", "type": "nominal", "title": " "],
      [
        "field": "v", "type": "quantitative", "title": .text(name ?? measured.fullTitle), "format": ".4~g",
      ],
    ]
    let dots: VegaValue = [
      "data": VegaContext.inline(rows),
      "mark": ["type": "point", "filled": true, "size": 64, "opacity": 1, "shape": style.shape.vegaName],
      "encoding": context.place().merging(color).merging(["tooltip": tooltip]),
    ]
    return [
      Self.vegaRule(context, positions: positions, lower: lower, upper: upper, lies: lies, color: style.line),
      context.parameters.map { dots.merging(["params": $0]) } ?? dots,
    ]
  }

  static func vegaRule(
    _ context: VegaContext, positions: [Double], lower: [Double], upper: [Double], lies: Bool, color: Color
  ) -> VegaValue {
    let (along, across) = lies ? (context.x, context.y) : (context.y, context.x)
    let rows = zip(positions, zip(lower, upper)).map { position, ends -> VegaValue in
      let (low, high) = (along.coordinate(ends.0), along.coordinate(ends.1))
      return lies
        ? ["x": low, "x2": high, "y": across.coordinate(position)]
        : ["x": across.coordinate(position), "y": low, "y2": high]
    }
    return [
      "data": VegaContext.inline(rows), "mark": ["type": "rule", "color": VegaValue(color)],
      "encoding": context.place().merging(lies ? ["x2": ["field": "x2"]] : ["y2": ["field": "y2"]]),
    ]
  }
}

extension RegionDrawing {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    guard !corners.isEmpty else { return [] }
    let rows = corners.enumerated().map { order, corner -> VegaValue in
      [
        "x": context.x.coordinate(corner.x), "y": context.y.coordinate(corner.y),
        "o": .number(Double(order)),
      ]
    }
    let color = VegaValue(context.frame.classes.style(name ?? "").line)
    return [
      [
        "data": VegaContext.inline(rows),
        "mark": [
          "type": "line", "interpolate": "linear-closed", "strokeWidth": 1.5, "color": color, "fill": color,
          "fillOpacity": 0.08, "tooltip": .text(name ?? ""),
        ],
        "encoding": context.place().merging(["order": ["field": "o", "type": "quantitative"]]),
      ]
    ]
  }
}

extension HullMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    RegionDrawing(corners: corners, name: name).vegaLayers(context)
  }
}

extension EllipseMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    RegionDrawing(corners: outline, name: name).vegaLayers(context)
  }
}
