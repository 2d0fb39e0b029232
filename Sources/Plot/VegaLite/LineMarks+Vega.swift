extension LineMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let count = min(x.count, y.count)
    let mark: VegaValue = [
      "type": "line", "strokeWidth": .number(width), "strokeDash": dashed ? [6, 4] : [1, 0],
      "color": VegaValue(context.frame.classes.style(name ?? "").line),
      // Dots are what the pointer finds.
      "point": count <= 300 ? ["filled": true, "size": showsPoints ? 30 : 12] : false,
    ]
    var encoding = context.place().merging(["tooltip": tooltip(context)])
    if let name { encoding = encoding.merging(["color": context.classColor(["datum": .text(name)])]) }
    let layer: VegaValue = [
      "data": VegaContext.inline(context.positions(x, y)), "mark": mark, "encoding": encoding,
    ]
    return [context.parameters.map { layer.merging(["params": $0]) } ?? layer]
  }

  private func tooltip(_ context: VegaContext) -> VegaValue {
    let x: VegaValue = ["field": "x", "type": "quantitative", "title": .text(context.x.axis.fullTitle)]
    let y: VegaValue = [
      "field": "y", "type": "quantitative", "format": ".4~g",
      "title": .text(name ?? context.y.axis.fullTitle),
    ]
    return [x, y]
  }
}

extension BandMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let rows = zip(x, zip(lower, upper)).map { x, ends -> VegaValue in
      [
        "x": context.x.coordinate(x), "y": context.y.coordinate(ends.0), "y2": context.y.coordinate(ends.1),
      ]
    }
    let layer: VegaValue = [
      "data": VegaContext.inline(rows),
      "mark": [
        "type": "area", "opacity": style == .faint ? 0.18 : 1,
        "color": VegaValue(context.frame.classes.style(name ?? "").line),
      ],
      "encoding": context.place().merging(["y2": ["field": "y2"]]),
    ]
    return [context.parameters.map { layer.merging(["params": $0]) } ?? layer]
  }
}

extension RuleMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let axis = direction == .x ? context.x : context.y
    let place = axis.coordinate(value)
    guard place != .null else { return [] }
    let channel = direction == .x ? "x" : "y"
    let encoding: VegaValue = .members([.init(key: channel, value: axis.channel(["datum": place]))])
    let color = VegaValue(context.theme.secondaryInk)
    let line: VegaValue = [
      "data": ["values": [["v": place]]], "encoding": encoding,
      "mark": ["type": "rule", "strokeDash": [4, 3], "color": color],
    ]
    guard let label else { return [line] }
    let text: VegaValue = [
      "data": ["values": [["v": place]]],
      "encoding": encoding.merging(
        direction == .x
          ? ["y": ["value": 10]] : ["x": ["value": .number(context.frame.area.width - 3)]]),
      "mark": [
        "type": "text", "text": .text(label), "align": direction == .x ? "left" : "right",
        "dx": direction == .x ? 5 : 0, "dy": direction == .x ? 0 : -7, "color": color,
      ],
    ]
    return [line, text]
  }
}

extension TextMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let rows = texts.enumerated().prefix(min(x.count, y.count)).map { index, text -> VegaValue in
      [
        "x": context.x.coordinate(x[index]), "y": context.y.coordinate(y[index]), "t": .text(text),
      ]
    }
    return [
      [
        "data": VegaContext.inline(rows),
        "mark": ["type": "text", "fontSize": .number(size), "color": VegaValue(context.theme.ink)],
        "encoding": context.place().merging(["text": ["field": "t", "type": "nominal"]]),
      ]
    ]
  }
}
