/// The repulsive part of t-SNE's gradient: a field that points make, felt at any place.
protocol Repulsion: AnyObject {
  /// Places to be worked on as one piece of a fraction of a millisecond.
  var step: Int { get }

  /// Makes `points` the source of the field.
  func charge(_ points: Buffer) throws

  /// Σ_j q² (y_i − y_j) and Σ_j q at `count` places, q = 1 / (1 + ‖y_i − y_j‖²) over all points; any thread may call it.
  func feel(
    at places: UnsafePointer<Float>, count: Int, forces: UnsafeMutablePointer<Float>,
    normalisers: UnsafeMutablePointer<Double>)

  /// What `count` of the points add to Σ q of themselves, at distance 0.
  func own(at places: UnsafePointer<Float>, count: Int) -> Double
}
