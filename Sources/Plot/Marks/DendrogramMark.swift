/// A hierarchy of merges: each link joins two branches at its height.
public struct DendrogramMark: Mark {
  /// Two branches and the bar that joins them.
  public struct Link: Sendable, Equatable {
    /// Positions of the branches.
    public var left: Double
    public var right: Double
    /// Where the branches begin: 0 of leaves.
    public var leftHeight: Double
    public var rightHeight: Double
    public var height: Double
    /// The class whose colour the bar takes; nothing where several meet.
    public var name: String?
    /// Those of the branches.
    public var leftName: String?
    public var rightName: String?

    public init(
      left: Double, right: Double, leftHeight: Double, rightHeight: Double, height: Double,
      name: String? = nil, leftName: String? = nil, rightName: String? = nil
    ) {
      self.left = left
      self.right = right
      self.leftHeight = leftHeight
      self.rightHeight = rightHeight
      self.height = height
      self.name = name
      self.leftName = leftName
      self.rightName = rightName
    }
  }

  public var links: [Link]
  /// What its classes are, above their keys.
  public var title: String?

  public init(links: [Link], title: String? = nil) {
    self.links = links
    self.title = title
  }

  public func extent(along direction: AxisDirection) -> Extent? {
    direction == .x
      ? Extent(of: links.flatMap { [$0.left - 0.5, $0.right + 0.5] })
      : Extent(of: [0] + links.map { $0.height * 1.04 })
  }

  public var classes: [String] { CategoryColumn(links.flatMap { [$0.leftName, $0.rightName] }).names }

  public func legendSections(_ classes: ClassScale, theme: Theme) -> [LegendSection] {
    let entries = self.classes.map {
      LegendEntry(label: $0, key: .line(classes.style($0).line, dash: []))
    }
    return entries.isEmpty ? [] : [LegendSection(title: title, entries: entries)]
  }

  public var summary: MarkSummary {
    let highest = links.map(\.height).filter(\.isFinite).max()
    let top = highest.map { ", the highest at \(NumberText.brief($0))" } ?? ""
    let groups = classes.isEmpty ? "" : " in \(Words.plural(classes.count, "class", "classes"))"
    return MarkSummary(
      kind: "Dendrogram", contents: "\(Words.plural(links.count, "merge", "merges"))\(groups)\(top)",
      pointCount: links.count)
  }

  public func droppedCount(in frame: PlotFrame) -> Int {
    links.reduce(0) { $0 + (isDrawable($1, in: frame) ? 0 : 1) }
  }

  public func draw(in frame: PlotFrame, on scene: inout Scene) {
    scene.clipped(to: frame.area) { scene in
      for name in classes.map(Optional.some) + [nil] {
        var path = ScenePath()
        for link in links where isDrawable(link, in: frame) { add(link, of: name, to: &path, frame) }
        guard !path.steps.isEmpty else { continue }
        let color = name.map { frame.classes.style($0).line } ?? frame.theme.secondaryInk
        scene.stroke(path, color: color, width: 1.5)
      }
    }
  }

  /// What of a link is of the class: its bar, its branches, or all in one stroke.
  private func add(_ link: Link, of name: String?, to path: inout ScenePath, _ frame: PlotFrame) {
    let (left, right, top) = (frame.pixelX(link.left), frame.pixelX(link.right), frame.pixelY(link.height))
    if link.leftName == name { path.move(left, frame.pixelY(link.leftHeight)) }
    if link.leftName == name { path.line(left, top) }
    if link.name == name {
      if link.leftName != name { path.move(left, top) }
      path.line(right, top)
    }
    if link.rightName == name {
      if link.name != name { path.move(right, top) }
      path.line(right, frame.pixelY(link.rightHeight))
    }
  }

  private func isDrawable(_ link: Link, in frame: PlotFrame) -> Bool {
    frame.pixelX(link.left).isFinite && frame.pixelX(link.right).isFinite
      && frame.pixelY(link.height).isFinite && frame.pixelY(link.leftHeight).isFinite
      && frame.pixelY(link.rightHeight).isFinite
  }
}
