import CCairo

/// Draws paths and texts with a cairo context, whatever surface is behind it.
struct CairoPen {
  let context: OpaquePointer

  func fillAll(_ color: Color) {
    set(color)
    cairo_paint(context)
  }

  func draw(_ path: ScenePath, _ paint: PathPaint) {
    cairo_new_path(context)
    for step in path.steps {
      switch step {
      case .move(let x, let y): cairo_move_to(context, x, y)
      case .line(let x, let y): cairo_line_to(context, x, y)
      case .curve(let x1, let y1, let x2, let y2, let x, let y): cairo_curve_to(context, x1, y1, x2, y2, x, y)
      case .close: cairo_close_path(context)
      }
    }
    finish(paint)
  }

  func draw(_ circle: SceneCircle) {
    cairo_new_path(context)
    cairo_arc(context, circle.x, circle.y, max(circle.radius, 0), 0, 2 * Double.pi)
    finish(circle.paint)
  }

  func draw(_ text: SceneText) {
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_select_font_face(
      context, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
      text.bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    cairo_set_font_size(context, text.size)
    let content = VisualOrder.ordered(text.content)
    var extents = cairo_text_extents_t()
    cairo_text_extents(context, content, &extents)
    let shift =
      switch text.anchor {
      case .start: 0.0
      case .middle: -extents.x_advance / 2
      case .end: -extents.x_advance
      }
    cairo_translate(context, text.x, text.y)
    if text.upwards { cairo_rotate(context, -Double.pi / 2) }
    if let halo = text.halo {
      cairo_move_to(context, shift, 0)
      cairo_text_path(context, content)
      finish(PathPaint(stroke: halo, strokeWidth: 3))
    }
    cairo_move_to(context, shift, 0)
    set(text.color)
    cairo_show_text(context, content)
  }

  private func finish(_ paint: PathPaint) {
    if let fill = paint.fill {
      set(fill)
      if paint.stroke == nil { cairo_fill(context) } else { cairo_fill_preserve(context) }
    }
    guard let stroke = paint.stroke else { return }
    set(stroke)
    cairo_set_line_width(context, paint.strokeWidth)
    cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    cairo_set_dash(context, paint.dash, Int32(paint.dash.count), 0)
    cairo_stroke(context)
  }

  private func set(_ color: Color) {
    cairo_set_source_rgba(
      context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255,
      Double(color.alpha) / 255)
  }
}
