import Foundation

/// How a path through the latent space goes from one point to another.
public enum LatentPath: String, Sendable, CaseIterable {
  /// (1 − t) a + t b.
  case linear
  /// sin((1 − t) Ω) / sin Ω · a + sin(t Ω) / sin Ω · b with Ω the angle between a and b (Shoemake 1985, equation 3; for
  /// latent spaces White 2016, section 2.1): lengths stay those of the ends. Points in one line with the origin have no
  /// such path and go straight.
  case spherical

  /// t of each of `steps` points: 0 … 1, evenly; 0 alone for one step.
  public static func positions(steps: Int) -> [Double] {
    (0..<max(0, steps)).map { steps > 1 ? Double($0) / Double(steps - 1) : 0 }
  }

  /// The point at `t`; `a` and `b` are equally long.
  public func point(from a: [Float], to b: [Float], at t: Double) -> [Float] {
    // The ends are themselves, not what rounding makes of them.
    if t == 0 { return a }
    if t == 1 { return b }
    let weights = weights(a, b, t)
    return zip(a, b).map { Float(weights.start * Double($0) + weights.end * Double($1)) }
  }

  private func weights(_ a: [Float], _ b: [Float], _ t: Double) -> (start: Double, end: Double) {
    guard self == .spherical else { return (1 - t, t) }
    func product(_ x: [Float], _ y: [Float]) -> Double {
      zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    }
    let lengths = (product(a, a) * product(b, b)).squareRoot()
    guard lengths > 0, lengths.isFinite else { return (1 - t, t) }
    let angle = acos(min(max(product(a, b) / lengths, -1), 1))
    // Below this acos has no digits left, and straight is the limit of the arc.
    guard sin(angle) > 1e-6 else { return (1 - t, t) }
    return (sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle))
  }
}
