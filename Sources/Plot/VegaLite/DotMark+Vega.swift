extension DotMark: VegaMark {
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    let looks = DotLooks(count: min(x.count, y.count))
    let data = VegaContext.inline(rows(context))
    if case .muted = color {
      return [
        [
          "data": data, "encoding": context.place(),
          "mark": [
            "type": "point", "filled": true, "size": .number(area(looks.radius * 0.85)),
            "color": VegaValue(context.theme.noise), "opacity": 1,
          ],
        ]
      ]
    }
    let mark: VegaValue = [
      "type": "point", "filled": true, "size": .number(area(looks.radius)),
      "opacity": .number(looks.opacity), "color": VegaValue(context.frame.classes.style("").line),
    ]
    var layer: VegaValue = [
      "data": data, "mark": mark, "encoding": encoding(context, opacity: looks.opacity),
    ]
    if var parameters = context.parameters {
      if case .categories = color, case .list(let more) = parameters {
        let pick: VegaValue = [
          "name": "pick", "select": ["type": "point", "fields": ["c"]], "bind": "legend",
        ]
        parameters = .list(more + [pick])
      }
      layer = layer.merging(["params": parameters])
    }
    return [layer] + highlights(context)
  }

  private func rows(_ context: VegaContext) -> [VegaValue] {
    let count = min(x.count, y.count)
    return (0..<count).compactMap { row in
      let (px, py) = (context.x.coordinate(x[row]), context.y.coordinate(y[row]))
      guard px != .null, py != .null else { return nil }
      var fields: [VegaValue.Member] = [.init(key: "x", value: px), .init(key: "y", value: py)]
      switch color {
      case .single, .muted: break
      case .categories(let column, _):
        fields.append(.init(key: "c", value: .text(className(column, row))))
      case .numbers(let values, _):
        fields.append(.init(key: "c", value: .number(row < values.count ? values[row] : .nan)))
      }
      if let size { fields.append(.init(key: "s", value: .number(row < size.count ? size[row] : .nan))) }
      if row < labels.count { fields.append(.init(key: "t", value: .text(labels[row]))) }
      return .members(fields)
    }
  }

  private func className(_ column: CategoryColumn, _ row: Int) -> String {
    let code = row < column.codes.count ? column.codes[row] : CategoryColumn.unlabelled
    return code >= 0 ? column.names[code] : code == CategoryColumn.noise ? "noise" : "unlabelled"
  }

  private func encoding(_ context: VegaContext, opacity: Double) -> VegaValue {
    var encoding = context.place()
    var tooltip: [VegaValue] = labels.isEmpty ? [] : [["field": "t", "type": "nominal", "title": "label"]]
    switch color {
    case .single, .muted: break
    case .categories(let column, let title):
      encoding = encoding.merging(classEncoding(column, title: title, context, opacity: opacity))
      tooltip.append(["field": "c", "type": "nominal", "title": .text(title ?? "class")])
    case .numbers(_, let scale):
      encoding = encoding.merging([
        "color": [
          "field": "c", "type": "quantitative", "title": scale.vegaTitle, "scale": scale.vegaScale,
        ]
      ])
      tooltip.append(["field": "c", "type": "quantitative", "title": scale.vegaTitle])
    }
    if size != nil {
      let title = VegaValue.text(sizeTitle ?? "size")
      encoding = encoding.merging([
        "size": [
          "field": "s", "type": "quantitative", "title": title,
          "scale": [
            "range": [.number(area(1.5)), .number(area(DotLooks(count: x.count).largestRadius))],
            "zero": false,
          ],
        ]
      ])
      tooltip.append(["field": "s", "type": "quantitative", "title": title])
    }
    if context.x.axis.showsNumbers {
      for (field, axis) in [("x", context.x.axis), ("y", context.y.axis)] where axis.categories == nil {
        tooltip.append([
          "field": .text(field), "type": "quantitative", "title": .text(axis.fullTitle), "format": ".4~g",
        ])
      }
    }
    return encoding.merging(["tooltip": .list(tooltip)])
  }

  private func classEncoding(
    _ column: CategoryColumn, title: String?, _ context: VegaContext, opacity: Double
  ) -> VegaValue {
    let (classes, theme) = (context.frame.classes, context.theme)
    var names = classes.names
    var colors = names.map { VegaValue(classes.style($0).line) }
    var shapes = names.map { classes.style($0).shape.vegaName }
    if column.noiseCount > 0 {
      (names, colors, shapes) = (names + ["noise"], colors + [VegaValue(theme.noise)], shapes + ["circle"])
    }
    if column.unlabelledCount > 0 {
      (names, colors, shapes) = (
        names + ["unlabelled"], colors + [VegaValue(theme.unlabelled)], shapes + ["circle"]
      )
    }
    let domain = VegaValue.list(names.map { .text($0) })
    let title: VegaValue = title.map { .text($0) } ?? .null
    var result: VegaValue = [
      "color": [
        "field": "c", "type": "nominal", "title": title,
        "scale": ["domain": domain, "range": .list(colors)],
      ],
      "shape": [
        "field": "c", "type": "nominal", "title": title,
        "scale": ["domain": domain, "range": .list(shapes)],
      ],
    ]
    if context.parameters != nil {
      result = result.merging([
        "opacity": ["condition": ["param": "pick", "value": .number(opacity)], "value": 0.06]
      ])
    }
    return result
  }

  /// Rings with names, as in the picture.
  private func highlights(_ context: VegaContext) -> [VegaValue] {
    let rows = highlighted.filter { $0 >= 0 && $0 < min(x.count, y.count) }
    guard !rows.isEmpty else { return [] }
    let data = rows.map { row -> VegaValue in
      [
        "x": context.x.coordinate(x[row]), "y": context.y.coordinate(y[row]),
        "t": .text(row < labels.count ? labels[row] : ""),
      ]
    }
    let ink = VegaValue(context.theme.ink)
    return [
      [
        "data": VegaContext.inline(data), "encoding": context.place(),
        "mark": ["type": "point", "filled": false, "size": 130, "color": ink, "strokeWidth": 1.6],
      ],
      [
        "data": VegaContext.inline(data),
        "encoding": context.place().merging(["text": ["field": "t", "type": "nominal"]]),
        "mark": ["type": "text", "align": "left", "dx": 10, "fontWeight": 600, "color": ink],
      ],
    ]
  }

  /// Of a symbol, a little larger than in a picture, to be pointed at.
  private func area(_ radius: Double) -> Double { 4.5 * radius * radius }
}

extension DotShape {
  /// Vega's name of the shape, or an outline where it has none.
  var vegaName: VegaValue {
    switch self {
    case .circle: "circle"
    case .square: "square"
    case .triangle: "triangle-up"
    case .diamond: "diamond"
    case .plus: "cross"
    case .triangleDown: "triangle-down"
    case .cross:
      "M-.7,-1L0,-.3L.7,-1L1,-.7L.3,0L1,.7L.7,1L0,.3L-.7,1L-1,.7L-.3,0L-1,-.7Z"
    }
  }
}
