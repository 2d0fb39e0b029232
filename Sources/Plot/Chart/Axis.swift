/// An axis: what it measures and on which scale.
public struct Axis: Sendable, Equatable {
  public enum Placement: Sendable {
    /// Below for x, left for y.
    case standard
    /// Above, for the columns of a table of pictures; a y axis is always left.
    case above
  }

  public var title: String
  /// Written in brackets behind the title.
  public var unit: String?
  public var scale: ScaleKind
  /// Fixed ends; where they are missing the data decide.
  public var lower: Double?
  public var upper: Double?
  /// Off where the numbers mean nothing, as in t-SNE and UMAP: no ticks, no numbers, no grid.
  public var showsNumbers: Bool
  /// Lines across the plot at the ticks.
  public var showsGrid: Bool
  public var placement: Placement
  /// Whether values grow downwards or leftwards, as the rows of a table do.
  public var isReversed: Bool

  public init(
    title: String = "", unit: String? = nil, scale: ScaleKind = .linear, lower: Double? = nil,
    upper: Double? = nil, showsNumbers: Bool = true, showsGrid: Bool = true, placement: Placement = .standard,
    isReversed: Bool = false
  ) {
    self.title = title
    self.unit = unit
    self.scale = scale
    self.lower = lower
    self.upper = upper
    self.showsNumbers = showsNumbers
    self.showsGrid = showsGrid
    self.placement = placement
    self.isReversed = isReversed
  }

  func trained(on extent: Extent?) -> PositionScale {
    PositionScale(scale, extent: extent, lower: lower, upper: upper, isReversed: isReversed)
  }

  /// "Frequency (Hz)".
  var fullTitle: String {
    guard let unit, !unit.isEmpty else { return title }
    return title.isEmpty ? unit : "\(title) (\(unit))"
  }

  var categories: [String]? {
    if case .ordinal(let names) = scale { return names }
    return nil
  }
}
