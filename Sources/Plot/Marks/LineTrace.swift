/// A series in pixels: its path, with long series thinned to what a screen can show.
struct LineTrace {
  private(set) var path = ScenePath()
  private(set) var points: [DotPoint] = []
  /// Points between two gaps, which a line alone would not show.
  private(set) var lonely: [DotPoint] = []

  init(x: [Double], y: [Double], frame: PlotFrame) {
    var run: [(x: Double, y: Double)] = []
    for row in 0..<min(x.count, y.count) {
      let (px, py) = (frame.pixelX(x[row]), frame.pixelY(y[row]))
      if px.isFinite, py.isFinite {
        run.append((px, py))
      } else {
        close(&run, width: frame.area.width)
      }
    }
    close(&run, width: frame.area.width)
  }

  private mutating func close(_ run: inout [(x: Double, y: Double)], width: Double) {
    defer { run.removeAll(keepingCapacity: true) }
    guard let first = run.first else { return }
    let dots = run.map { DotPoint(x: Float($0.x), y: Float($0.y)) }
    points += dots
    guard run.count > 1 else { return lonely += dots }
    let kept = Double(run.count) > 4 * max(width, 1) ? Self.thinned(run) : run
    path.move(first.x, first.y)
    for point in kept.dropFirst() { path.line(point.x, point.y) }
  }

  /// The first, lowest, highest and last point of each pixel column: the line looks the same.
  private static func thinned(_ run: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var kept: [(x: Double, y: Double)] = []
    var start = 0
    while start < run.count {
      let column = run[start].x.rounded(.down)
      var end = start
      var (low, high) = (start, start)
      while end < run.count, run[end].x.rounded(.down) == column {
        if run[end].y < run[low].y { low = end }
        if run[end].y > run[high].y { high = end }
        end += 1
      }
      var last = -1
      for index in [start, min(low, high), max(low, high), end - 1] where index != last {
        kept.append(run[index])
        last = index
      }
      start = end
    }
    return kept
  }
}
