import Foundation

/// The similarity 1 / (1 + a d^2b) of points at distance d in the map that follows best, in the sense of least squares,
/// 1 up to the minimal distance and exp(−(d − minimal distance)) beyond (McInnes, Healy & Melville 2018, section 3.2).
struct UMAPCurve: Sendable, Equatable {
  let a: Double
  let b: Double

  /// Fitted at 300 distances from 0 to 3 by Levenberg and Marquardt's method.
  init(minimumDistance: Double) {
    let distances = (0..<300).map { 3 * Double($0) / 299 }
    let targets = distances.map { $0 < minimumDistance ? 1 : exp(-($0 - minimumDistance)) }
    var (a, b, damping) = (1.0, 1.0, 1e-3)
    var system = NormalEquations(a, b, distances, targets)
    for _ in 0..<200 {
      let step = system.step(damping: damping)
      let trial = NormalEquations(a + step.a, b + step.b, distances, targets)
      guard trial.error < system.error else {
        damping *= 4
        if damping > 1e12 { break }
        continue
      }
      (a, b, damping, system) = (a + step.a, b + step.b, damping / 4, trial)
      if abs(step.a) + abs(step.b) < 1e-12 { break }
    }
    self.a = a
    self.b = b
  }

  /// JᵀJ and Jᵀr of the residuals r with the slopes J in a and b.
  private struct NormalEquations {
    var error = 0.0
    private var (aa, ab, bb, ar, br) = (0.0, 0.0, 0.0, 0.0, 0.0)

    init(_ a: Double, _ b: Double, _ distances: [Double], _ targets: [Double]) {
      for (distance, target) in zip(distances, targets) {
        let power = pow(distance, 2 * b)
        let value = 1 / (1 + a * power)
        let residual = target - value
        let slopeA = -power * value * value
        let slopeB = distance > 0 ? -2 * a * power * log(distance) * value * value : 0
        error += residual * residual
        aa += slopeA * slopeA
        ab += slopeA * slopeB
        bb += slopeB * slopeB
        ar += slopeA * residual
        br += slopeB * residual
      }
    }

    func step(damping: Double) -> (a: Double, b: Double) {
      let (first, second) = (aa * (1 + damping), bb * (1 + damping))
      let determinant = first * second - ab * ab
      guard determinant != 0 else { return (0, 0) }
      return ((ar * second - br * ab) / determinant, (br * first - ar * ab) / determinant)
    }
  }
}
