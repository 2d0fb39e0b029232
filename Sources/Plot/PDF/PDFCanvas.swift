import CCairo

/// A page of a PDF file in memory and the context that draws on it; freed with the object.
final class PDFCanvas {
  /// A CSS pixel is 1/96 inch, a point 1/72.
  private static let points = 0.75
  private let bytes = ByteSink()
  private let surface: OpaquePointer
  private let context: OpaquePointer
  let pen: CairoPen

  /// Nothing when cairo has no memory for it.
  init?(width: Double, height: Double, title: String) {
    let sink = Unmanaged.passUnretained(bytes).toOpaque()
    let surface = cairo_pdf_surface_create_for_stream(
      { sink, data, count in
        guard let sink, let data else { return CAIRO_STATUS_WRITE_ERROR }
        Unmanaged<ByteSink>.fromOpaque(sink).takeUnretainedValue().append(data, Int(count))
        return CAIRO_STATUS_SUCCESS
      }, sink, width * Self.points, height * Self.points)
    guard let surface, cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS,
      let context = cairo_create(surface)
    else { return nil }
    self.surface = surface
    self.context = context
    pen = CairoPen(context: context)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    // The same figure has the same bytes, whenever it is made.
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
    cairo_scale(context, Self.points, Self.points)
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// The whole file; nothing may be drawn after it.
  func closed() -> [UInt8] {
    cairo_surface_finish(surface)
    return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS ? bytes.bytes : []
  }

  /// The pixels of a canvas stretched over a rectangle, sharp when they are enlarged.
  func draw(_ canvas: CairoCanvas, over rect: Rect, smooth: Bool) {
    guard rect.width > 0, rect.height > 0 else { return }
    cairo_save(context)
    cairo_translate(context, rect.x, rect.y)
    cairo_scale(context, rect.width / Double(canvas.width), rect.height / Double(canvas.height))
    cairo_set_source_surface(context, canvas.surface, 0, 0)
    cairo_pattern_set_filter(
      cairo_get_source(context), smooth ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
    cairo_paint(context)
    cairo_restore(context)
  }

  func beginClip(_ rect: Rect) {
    cairo_save(context)
    cairo_rectangle(context, rect.x, rect.y, rect.width, rect.height)
    cairo_clip(context)
  }

  func endClip() { cairo_restore(context) }
}

/// Where cairo writes to.
private final class ByteSink {
  var bytes: [UInt8] = []

  func append(_ data: UnsafePointer<UInt8>, _ count: Int) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: count))
  }
}
