/// Sorts dots into batches of equal looks, in drawing order.
struct DotBatching {
  let mark: DotMark
  let frame: PlotFrame
  let looks: DotLooks

  /// Looks a dot can have by its colour: grey ones first, which are drawn below all others.
  private struct Paint {
    let fill: Color
    let outline: Color?
    let shape: DotShape
    let scale: Double
  }

  static let sizeSteps = 12
  static let colorSteps = 64
  private static let greys = 2

  func batches() -> [DotBatch] {
    let paints = self.paints()
    let grid = CellGrid(
      paints: paints.count, shapes: mark.shape == nil ? 1 : DotShape.allCases.count,
      steps: mark.size == nil ? 1 : Self.sizeSteps, layers: looks.layers)
    let (points, rows) = dealt(into: grid)
    return points.indices.filter { !points[$0].isEmpty }.map { cell in
      let paint = paints[grid.paint(of: cell)]
      let radius = (mark.size == nil ? looks.radius : looks.radius(step: grid.step(of: cell))) * paint.scale
      let width = DotLooks.outlineWidth(radius: radius)
      return DotBatch(
        shape: mark.shape == nil ? paint.shape : DotShape.allCases[grid.shape(of: cell)], radius: radius,
        fill: width > 0 ? paint.fill : paint.outline ?? paint.fill, outline: width > 0 ? paint.outline : nil,
        outlineWidth: width, opacity: looks.opacity, points: points[cell],
        rows: rows.isEmpty ? [] : rows[cell])
    }
  }

  /// All combinations of looks as one number each; layers come first, so that counting upwards is drawing order.
  private struct CellGrid {
    let paints: Int
    let shapes: Int
    let steps: Int
    let layers: Int

    var count: Int { paints * shapes * steps * layers }

    func cell(layer: Int, paint: Int, shape: Int, step: Int) -> Int {
      ((layer * paints + paint) * shapes + shape) * steps + step
    }

    func paint(of cell: Int) -> Int { cell / (shapes * steps) % paints }
    func shape(of cell: Int) -> Int { cell / steps % shapes }
    func step(of cell: Int) -> Int { cell % steps }
  }

  private func dealt(into grid: CellGrid) -> (points: [[DotPoint]], rows: [[Int]]) {
    let paintOf = paintOfRow()
    let stepOf = sizeStepOfRow()
    var points = [[DotPoint]](repeating: [], count: grid.count)
    var rows = [[Int]](repeating: [], count: mark.labels.isEmpty ? 0 : grid.count)
    // Dots beyond the frame would be clipped; leaving them out keeps coordinates small.
    let margin = 12.0
    let (left, right) = (frame.area.x - margin, frame.area.maxX + margin)
    let (top, bottom) = (frame.area.y - margin, frame.area.maxY + margin)
    for row in 0..<min(mark.x.count, mark.y.count) {
      let px = frame.pixelX(mark.x[row])
      let py = frame.pixelY(mark.y[row])
      // Also false for what is not a number.
      guard px >= left, px <= right, py >= top, py <= bottom else { continue }
      let paint = paintOf?[row] ?? Self.greys
      let cell = grid.cell(
        layer: paint < Self.greys ? 0 : row % looks.layers, paint: paint,
        shape: grid.shapes == 1 ? 0 : shapeOf(row), step: stepOf?[row] ?? 0)
      points[cell].append(DotPoint(x: Float(px), y: Float(py)))
      if !rows.isEmpty { rows[cell].append(row) }
    }
    return (points, rows)
  }

  private func paints() -> [Paint] {
    let theme = frame.theme
    let noise = Paint(
      fill: theme.noise, outline: theme.noise.readable(on: theme.surface, minimum: 3), shape: .circle,
      scale: 0.85)
    let unlabelled = Paint(fill: theme.unlabelled, outline: nil, shape: .circle, scale: 0.85)
    switch mark.color {
    case .single:
      let style = frame.classes.style("")
      return [noise, unlabelled, Paint(fill: style.fill, outline: style.outline, shape: .circle, scale: 1)]
    case .muted:
      return [noise, unlabelled, Paint(fill: theme.noise, outline: nil, shape: .circle, scale: 0.85)]
    case .categories(let column, _):
      // Styles repeat after 70 classes, so classes that look alike share a batch.
      let styles = column.names.prefix(Self.distinctStyles).map { frame.classes.style($0) }
      return [noise, unlabelled]
        + styles.map { Paint(fill: $0.fill, outline: $0.outline, shape: $0.shape, scale: 1) }
    case .numbers(_, let scale):
      return [noise, unlabelled]
        + (0..<Self.colorSteps).map { step in
          let fill = scale.map.color(at: (Double(step) + 0.5) / Double(Self.colorSteps))
          let line = fill.readable(on: theme.surface, minimum: 3)
          // Small dots show too little of a colour that is to be read off a bar.
          return Paint(fill: fill, outline: line == fill ? nil : line, shape: .circle, scale: 1.2)
        }
    }
  }

  private static let distinctStyles = 70

  private func paintOfRow() -> [Int]? {
    let count = min(mark.x.count, mark.y.count)
    switch mark.color {
    case .single, .muted: return nil
    case .categories(let column, _):
      return (0..<count).map { row in
        let code = row < column.codes.count ? column.codes[row] : CategoryColumn.unlabelled
        return code >= 0 ? Self.greys + code % Self.distinctStyles : code == CategoryColumn.noise ? 0 : 1
      }
    case .numbers(let values, let scale):
      return (0..<count).map { row in
        let fraction = row < values.count ? scale.fraction(values[row]) : .nan
        guard fraction.isFinite else { return 1 }
        return Self.greys + Int(min(max(fraction, 0), 0.9999) * Double(Self.colorSteps))
      }
    }
  }

  private func sizeStepOfRow() -> [Int]? {
    guard let sizes = mark.size else { return nil }
    let scale = PositionScale(.linear, extent: Extent(of: sizes))
    return (0..<min(mark.x.count, mark.y.count)).map { row in
      let fraction = row < sizes.count ? scale.fraction(sizes[row]) : 0
      return Int((min(max(fraction.isFinite ? fraction : 0, 0), 1) * Double(Self.sizeSteps - 1)).rounded())
    }
  }

  private func shapeOf(_ row: Int) -> Int {
    guard let codes = mark.shape?.codes, row < codes.count, codes[row] >= 0 else { return 0 }
    return codes[row] % DotShape.allCases.count
  }
}
