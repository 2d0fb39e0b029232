import CCairo

/// An image surface in memory and the context that draws on it; freed with the object.
final class CairoCanvas {
  let width: Int
  let height: Int
  let scale: Double
  let surface: OpaquePointer
  private let context: OpaquePointer
  private var clips: [DeviceRect] = []
  private var pen: CairoPen { CairoPen(context: context) }

  /// Sixteen million: 64 MB, and the sums of `ColorCensus` stay within 32 bits.
  static let pixelLimit = 16e6

  /// A transparent canvas of CSS width × height at `scale` device pixels each, fewer where the picture would have more than
  /// `pixelLimit`; nothing when cairo has no memory for it.
  init?(width: Double, height: Double, scale: Double) {
    let scale = min(scale, (Self.pixelLimit / max(width * height, 1)).squareRoot())
    let size = (width: Int((width * scale).rounded(.up)), height: Int((height * scale).rounded(.up)))
    guard (1...32767).contains(size.width), (1...32767).contains(size.height),
      let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(size.width), Int32(size.height))
    else { return nil }
    guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let context = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      return nil
    }
    (self.width, self.height) = size
    self.scale = scale
    self.surface = surface
    self.context = context
    cairo_scale(context, scale, scale)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  func fillAll(_ color: Color) { pen.fillAll(color) }
  func draw(_ path: ScenePath, _ paint: PathPaint) { pen.draw(path, paint) }
  func draw(_ circle: SceneCircle) { pen.draw(circle) }
  func draw(_ text: SceneText) { pen.draw(text) }

  func draw(_ picture: ScenePicture) {
    let rect = picture.rect
    let (left, top) = (device(rect.x), device(rect.y))
    let (right, bottom) = (device(rect.maxX), device(rect.maxY))
    withPixels { grid in
      grid.draw(picture.image, x: left, y: top, width: right - left, height: bottom - top, clip: self.clip)
    }
  }

  func draw(_ cloud: DotCloud) {
    withPixels { $0.stamp(cloud, originX: 0, originY: 0, scale: self.scale, clip: self.clip) }
  }

  func beginClip(_ rect: Rect) {
    cairo_save(context)
    cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    cairo_clip(context)
    let inner = DeviceRect(
      left: device(rect.x), top: device(rect.y), right: device(rect.maxX), bottom: device(rect.maxY))
    clips.append(clip.intersection(inner))
  }

  func endClip() {
    guard clips.popLast() != nil else { return }
    cairo_restore(context)
  }

  /// The pixels as cairo keeps them, with everything drawn so far in them and what the closure does known to cairo.
  func withPixels<Result>(_ body: (PixelGrid) -> Result) -> Result? {
    cairo_surface_flush(surface)
    guard let base = cairo_image_surface_get_data(surface) else { return nil }
    defer { cairo_surface_mark_dirty(surface) }
    return body(
      PixelGrid(
        base: base, width: width, height: height, stride: Int(cairo_image_surface_get_stride(surface))))
  }

  private var clip: DeviceRect { clips.last ?? DeviceRect(left: 0, top: 0, right: width, bottom: height) }

  private func device(_ position: Double) -> Int {
    Int(min(max((position * scale).isNaN ? 0 : position * scale, -1e6), 1e6).rounded())
  }
}
