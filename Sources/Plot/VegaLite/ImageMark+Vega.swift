extension ImageMark: VegaMark {
  /// Cells of an interactive heat map; larger ones are averaged.
  private static let cellLimit = (rows: 128, columns: 160)

  /// A rectangle a cell; the data hold values only, their places are calculated.
  func vegaLayers(_ context: VegaContext) -> [VegaValue] {
    guard rows > 0, columns > 0, values.count / columns >= rows else { return [] }
    let (height, width) = (min(rows, Self.cellLimit.rows), min(columns, Self.cellLimit.columns))
    // Row 0 of a picture is at the top of the screen, or at the bottom; here rows grow with the axis' values.
    let isTurned = lowestRowFirst == context.y.scale.isReversed
    let cells = averaged(height: height, width: width, isTurned: isTurned)
    func ends(_ position: VegaPosition, _ range: ClosedRange<Double>, _ count: Int, _ index: String) -> (
      String, String
    ) {
      let low = position.coordinate(between: range.lowerBound, and: range.upperBound, at: 0).json
      let high = position.coordinate(between: range.lowerBound, and: range.upperBound, at: 1).json
      func edge(_ index: String) -> String { "\(low) + (\(high) - (\(low))) * (\(index)) / \(count)" }
      return (edge(index), edge("\(index) + 1"))
    }
    let (left, right) = ends(context.x, xRange, width, "datum.column")
    let (low, high) = ends(context.y, yRange, height, "datum.row")
    let transform: VegaValue = [
      ["window": [["op": "row_number", "as": "i"]]],
      ["calculate": "(datum.i - 1) % \(width)", "as": "column"],
      ["calculate": "floor((datum.i - 1) / \(width))", "as": "row"], ["calculate": .text(left), "as": "x"],
      ["calculate": .text(right), "as": "x2"], ["calculate": .text(low), "as": "y"],
      ["calculate": .text(high), "as": "y2"],
    ]
    var tooltip: [VegaValue] = []
    for (field, position) in [("column", context.x), ("row", context.y)] {
      let title = VegaValue.text(position.axis.fullTitle.isEmpty ? field : position.axis.fullTitle)
      tooltip.append(["field": .text("\(field)Name"), "type": "nominal", "title": title])
    }
    tooltip.append([
      "field": "v", "type": "quantitative", "title": colors.vegaTitle, "format": ".4~g",
    ])
    let named = transform.appending([
      name(context.x, xRange, width, "column"), name(context.y, yRange, height, "row"),
    ])
    let layer: VegaValue = [
      "data": VegaContext.inline(cells.map { ["v": .number(Double("\($0)") ?? .nan)] }), "transform": named,
      "mark": ["type": "rect", "strokeWidth": 0, "clip": true],
      "encoding": context.place().merging([
        "x2": ["field": "x2"], "y2": ["field": "y2"],
        "color": [
          "field": "v", "type": "quantitative", "title": colors.vegaTitle, "scale": colors.vegaScale,
        ], "tooltip": .list(tooltip),
      ]),
    ]
    return [context.parameters.map { layer.merging(["params": $0]) } ?? layer]
  }

  /// What a tooltip calls a column or row: the category, else the value in its middle.
  private func name(
    _ position: VegaPosition, _ range: ClosedRange<Double>, _ count: Int, _ field: String
  ) -> VegaValue {
    let names = (0..<count).map { index -> VegaValue in
      let share = (Double(index) + 0.5) / Double(count)
      let scale = position.scale
      let (low, high) = (scale.fraction(range.lowerBound), scale.fraction(range.upperBound))
      if let names = position.axis.categories {
        let place = Int((range.lowerBound + (range.upperBound - range.lowerBound) * share).rounded())
        return .text(names.indices.contains(place) ? names[place] : "\(place)")
      }
      if case .bands(let centres) = scale.kind, centres.count >= 2 {
        let place = (low + (high - low) * share) * Double(centres.count) - 0.5
        return .text(NumberText.brief(BandTable.value(at: place, in: centres)))
      }
      let value = range.lowerBound + (range.upperBound - range.lowerBound) * share
      return .text(
        scale.kind == .time && range.upperBound >= 5 ? TimeTicks.label(value) : NumberText.brief(value))
    }
    return [
      "calculate": .text("\(VegaValue.list(names).json)[datum.\(field)]"), "as": .text("\(field)Name"),
    ]
  }

  /// Row 0 at the lower end of the y range; the mean of the finite values of each cell.
  private func averaged(height: Int, width: Int, isTurned: Bool) -> [Float] {
    (0..<height).flatMap { place in
      let row = isTurned ? height - 1 - place : place
      return (0..<width).map { column in
        var (sum, count) = (Float(0), 0)
        for r in (row * rows / height)..<((row + 1) * rows / height) {
          for c in (column * columns / width)..<((column + 1) * columns / width) {
            let value = values[r * columns + c]
            if value.isFinite { (sum, count) = (sum + value, count + 1) }
          }
        }
        return count > 0 ? sum / Float(count) : .nan
      }
    }
  }
}

extension VegaValue {
  fileprivate func appending(_ more: [VegaValue]) -> VegaValue {
    if case .list(let values) = self { .list(values + more) } else { self }
  }
}
