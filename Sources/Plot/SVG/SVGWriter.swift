/// Writes a scene's elements as SVG 1.1 with the few attributes of SVG 2 that browsers need.
struct SVGWriter {
  let options: SVGOptions
  var out: ByteWriter
  /// Where the document's hash goes once its content is known.
  private var hashPlaces: [Int] = []
  private var names = 0

  static let fonts =
    "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue','Noto Sans','DejaVu Sans',Arial,sans-serif"

  init(options: SVGOptions, expectedDots: Int) {
    self.options = options
    out = ByteWriter(capacity: 8192 + 20 * min(expectedDots, 200_000))
  }

  mutating func open(_ scene: Scene) {
    out.text("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    attribute("width", scene.width)
    attribute("height", scene.height)
    out.text(" viewBox=\"0 0 ")
    out.number(scene.width)
    out.byte(0x20)
    out.number(scene.height)
    out.text("\" role=\"img\" aria-labelledby=\"")
    name(0)
    out.byte(0x20)
    name(1)
    out.text("\" font-family=\"\(Self.fonts)\">\n<title id=\"")
    name(0)
    out.text("\">")
    out.escaped(scene.title)
    out.text("</title>\n<desc id=\"")
    name(1)
    out.text("\">")
    out.escaped(scene.description)
    out.text("</desc>\n")
    names = 2
    if let background = scene.background {
      out.text("<rect")
      attribute("width", scene.width)
      attribute("height", scene.height)
      fill(background)
      out.text("/>\n")
    }
  }

  mutating func write(_ element: SceneElement) {
    switch element {
    case .path(let path, let paint): write(path, paint)
    case .circle(let circle): write(circle)
    case .dots(let cloud): write(cloud)
    case .text(let text): write(text)
    case .image(let picture): write(picture)
    case .beginClip(let rect): beginClip(rect)
    case .endClip: out.text("</g>\n")
    }
  }

  /// The document with its names filled in.
  mutating func closed() -> String {
    out.text("</svg>\n")
    let digits = ContentHash.digits(of: out.bytes)
    for place in hashPlaces { out.overwrite(at: place, with: digits) }
    return String(decoding: out.bytes, as: UTF8.self)
  }

  /// A fresh name for a part that others refer to.
  mutating func newName() -> Int {
    defer { names += 1 }
    return names
  }

  mutating func name(_ number: Int) {
    out.byte(0x70)
    hashPlaces.append(out.bytes.count)
    out.text("00000000-")
    out.integer(number)
  }

  mutating func attribute(_ name: String, _ value: Double) {
    out.byte(0x20)
    out.text(name)
    out.text("=\"")
    out.number(value)
    out.byte(0x22)
  }

  mutating func fill(_ color: Color?) { paint("fill", color) }

  mutating func paint(_ property: String, _ color: Color?) {
    out.text(" \(property)=\"")
    if let color { out.color(color) } else { out.text("none") }
    out.byte(0x22)
    if let color, color.alpha < 255 {
      out.text(" \(property)-opacity=\"")
      out.fraction(Double(color.alpha) / 255)
      out.byte(0x22)
    }
  }

  private mutating func beginClip(_ rect: Rect) {
    let clip = newName()
    out.text("<clipPath id=\"")
    name(clip)
    out.text("\"><rect")
    attribute("x", rect.x)
    attribute("y", rect.y)
    attribute("width", rect.width)
    attribute("height", rect.height)
    out.text("/></clipPath>\n<g clip-path=\"url(#")
    name(clip)
    out.text(")\">\n")
  }
}
