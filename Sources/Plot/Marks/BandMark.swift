/// The area between two curves: a waveform's envelope, a spread around a mean.
public struct BandMark: Mark {
  public enum Style: Sendable {
    /// Solid, for a waveform.
    case solid
    /// Faint, behind a line.
    case faint
  }

  public var x: [Double]
  public var lower: [Double]
  public var upper: [Double]
  /// The class whose colour it takes.
  public var name: String?
  public var style: Style
  /// What it is in the text that stands for the picture; nothing when it only accompanies a line.
  public var kind: String?

  public init(
    x: [Double], lower: [Double], upper: [Double], name: String? = nil, style: Style = .faint,
    kind: String? = nil
  ) {
    self.x = x
    self.lower = lower
    self.upper = upper
    self.name = name
    self.style = style
    self.kind = kind
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    if direction == .x { return Extent(of: x, padding: style == .faint ? 0.02 : 0) }
    guard let low = Extent(of: lower, padding: 0.05) else { return Extent(of: upper, padding: 0.05) }
    return low.union(Extent(of: upper, padding: 0.05))
  }

  public var classes: [String] { name.map { [$0] } ?? [] }

  public var summary: MarkSummary { MarkSummary(kind: kind, contents: contents) }

  public func droppedCount(in frame: PlotFrame) -> Int {
    (0..<min(x.count, lower.count, upper.count)).reduce(0) { $0 + (isDrawable($1, in: frame) ? 0 : 1) }
  }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    let look = frame.classes.style(name ?? "")
    let path = outline(in: frame)
    guard !path.steps.isEmpty else { return }
    scene.clipped(to: frame.area) { scene in
      switch style {
      // The hairline keeps silence, where both curves meet, visible.
      case .solid: scene.draw(path, fill: look.line, stroke: look.line, strokeWidth: 0.8)
      case .faint:
        var color = look.fill
        color.alpha = 46
        scene.fill(path, color: color)
      }
    }
  }

  private func outline(in frame: PlotFrame) -> ScenePath {
    var path = ScenePath()
    var run: [Int] = []
    func close() {
      if let first = run.first {
        path.move(frame.pixelX(x[first]), frame.pixelY(upper[first]))
        for row in run.dropFirst() { path.line(frame.pixelX(x[row]), frame.pixelY(upper[row])) }
        for row in run.reversed() { path.line(frame.pixelX(x[row]), frame.pixelY(lower[row])) }
        path.close()
      }
      run.removeAll(keepingCapacity: true)
    }
    for row in 0..<min(x.count, lower.count, upper.count) {
      if isDrawable(row, in: frame) { run.append(row) } else { close() }
    }
    close()
    return path
  }

  private func isDrawable(_ row: Int, in frame: PlotFrame) -> Bool {
    frame.pixelX(x[row]).isFinite && frame.pixelY(lower[row]).isFinite && frame.pixelY(upper[row]).isFinite
  }

  private var contents: String? {
    guard kind != nil, let low = Extent(of: lower), let high = Extent(of: upper) else { return nil }
    return "values from \(NumberText.brief(low.lower)) to \(NumberText.brief(high.upper))"
  }
}
