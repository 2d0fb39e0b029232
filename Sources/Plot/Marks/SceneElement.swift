/// One primitive of a scene.
enum SceneElement: Sendable {
  case path(ScenePath, PathPaint)
  case circle(SceneCircle)
  case dots(DotCloud)
  case text(SceneText)
  case image(ScenePicture)
  case beginClip(Rect)
  case endClip
}

struct PathPaint: Sendable, Equatable {
  var fill: Color?
  var stroke: Color?
  var strokeWidth = 1.0
  var dash: [Double] = []
}

struct SceneCircle: Sendable, Equatable {
  var x: Double
  var y: Double
  var radius: Double
  var paint: PathPaint
}

/// An image stretched over a rectangle.
public struct ScenePicture: Sendable {
  public var image: RasterImage
  public var rect: Rect

  public init(image: RasterImage, rect: Rect) {
    self.image = image
    self.rect = rect
  }
}
