/// A line through points in their order; gaps where a value is not finite.
public struct LineMark: Mark {
  public var x: [Double]
  public var y: [Double]
  /// Its class, which gives it a colour and a legend's key; nothing for a single unnamed line.
  public var name: String?
  public var dashed: Bool
  /// Whether each point has a dot; for short series.
  public var showsPoints: Bool
  public var width: Double

  public init(
    x: [Double], y: [Double], name: String? = nil, dashed: Bool = false, showsPoints: Bool = false,
    width: Double = 2
  ) {
    self.x = x
    self.y = y
    self.name = name
    self.dashed = dashed
    self.showsPoints = showsPoints
    self.width = width
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    direction == .x ? Extent(of: x, where: y, padding: 0.02) : Extent(of: y, where: x, padding: 0.05)
  }

  public var classes: [String] { name.map { [$0] } ?? [] }

  public func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection] {
    guard let name else { return [] }
    let key = LegendEntry.Key.line(classes.style(name).line, dash: dash)
    return [LegendSection(entries: [LegendEntry(label: name, key: key)])]
  }

  public var summary: MarkSummary {
    let finite = zip(x, y).filter { $0.0.isFinite && $0.1.isFinite }
    let title = name.map { Words.short($0) + " " } ?? ""
    var contents = "\(title)with no finite values"
    if let first = finite.first, let last = finite.last {
      contents =
        finite.count == 1
        ? "\(title)at \(NumberText.brief(first.1))"
        : "\(title)from \(NumberText.brief(first.1)) to \(NumberText.brief(last.1)) over "
          + Words.plural(finite.count, "point", "points")
    }
    return MarkSummary(kind: "Line chart", contents: contents)
  }

  public func droppedCount(in frame: PlotFrame) -> Int { frame.countWithoutPosition(x: x, y: y) }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    let style = frame.classes.style(name ?? "")
    let traced = LineTrace(x: x, y: y, frame: frame)
    scene.clipped(to: frame.area) { scene in
      if !traced.path.steps.isEmpty {
        scene.stroke(traced.path, color: style.line, width: width, dash: dash)
      }
    }
    let points = showsPoints ? traced.points : traced.lonely
    guard !points.isEmpty else { return }
    let batch = DotBatch(
      shape: .circle, radius: 3, fill: style.line, outline: frame.theme.surface, outlineWidth: 1,
      points: points,
      rows: [])
    scene.dots(DotCloud(batches: [batch], labels: [], area: frame.area))
  }

  private var dash: [Double] { dashed ? [6, 4] : [] }
}
