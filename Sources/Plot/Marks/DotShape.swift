/// The outline of a dot; all have about the same area at the same radius.
public enum DotShape: String, Sendable, CaseIterable {
  case circle
  case square
  case triangle
  case diamond
  case plus
  case triangleDown = "triangle-down"
  case cross
}
