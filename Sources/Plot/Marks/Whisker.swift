/// An error bar's line with its two caps, on a ground that keeps it visible over bars and dots.
struct Whisker {
  /// Pixels along the measured axis.
  let low: Double
  let high: Double
  /// Pixels along the other axis.
  let middle: Double
  /// Half a cap's length; 0 leaves the caps out.
  let cap: Double
  /// The measured axis is x.
  let lies: Bool

  func draw(on scene: inout Scene, color: Color, ground: Color?) {
    guard low.isFinite, high.isFinite, middle.isFinite else { return }
    let across = PlotFrame.crisp(middle)
    var path = ScenePath()
    add(&path, from: (low, across), to: (high, across))
    if cap > 0 {
      for end in [low, high] { add(&path, from: (end, across - cap), to: (end, across + cap)) }
    }
    if let ground { scene.stroke(path, color: ground, width: 3) }
    scene.stroke(path, color: color, width: 1.2)
  }

  private func add(_ path: inout ScenePath, from: (Double, Double), to: (Double, Double)) {
    path.move(lies ? from.0 : from.1, lies ? from.1 : from.0)
    path.line(lies ? to.0 : to.1, lies ? to.1 : to.0)
  }
}
