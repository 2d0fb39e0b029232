/// The minimum of a smooth convex function by limited-memory BFGS (Nocedal 1980; Liu & Nocedal 1989).
struct LimitedMemoryBFGS {
  /// Largest slope at which it stops.
  let tolerance: Double
  let iterations: Int
  /// Steps that the curvature is remembered of.
  var memory = 10

  /// - Parameter function: the value at a point; writes its gradient.
  func minimum(
    from start: [Double], _ function: ([Double], inout [Double]) throws -> Double
  ) rethrows -> [Double] {
    var point = start
    var slopes = [Double](repeating: 0, count: start.count)
    var value = try function(point, &slopes)
    var steps: [Step] = []
    for iteration in 0..<iterations {
      if slopes.allSatisfy({ abs($0) <= tolerance }) { break }
      let direction = Self.direction(slopes, steps)
      let descent = Self.dot(direction, slopes)
      guard descent < 0 else { break }
      var length = iteration == 0 ? min(1, 1 / slopes.reduce(0) { $0 + abs($1) }) : 1
      var next = point
      var nextSlopes = slopes
      var nextValue = Double.infinity
      // Armijo's condition, halving: a quasi-Newton step is nearly always taken whole.
      for _ in 0..<40 {
        next = zip(point, direction).map { $0 + length * $1 }
        nextValue = try function(next, &nextSlopes)
        if nextValue <= value + 1e-4 * length * descent { break }
        length /= 2
      }
      // Rounding leaves nothing to gain.
      guard nextValue < value else { break }
      if let step = Step(from: point, slopes, to: next, nextSlopes) {
        steps.append(step)
        if steps.count > memory { steps.removeFirst() }
      }
      (point, slopes, value) = (next, nextSlopes, nextValue)
    }
    return point
  }

  /// How a step changed the gradient.
  private struct Step {
    let move: [Double]
    let change: [Double]
    let curvature: Double

    init?(from point: [Double], _ slopes: [Double], to next: [Double], _ nextSlopes: [Double]) {
      move = zip(next, point).map(-)
      change = zip(nextSlopes, slopes).map(-)
      curvature = LimitedMemoryBFGS.dot(move, change)
      guard curvature > 1e-12 * LimitedMemoryBFGS.dot(change, change) else { return nil }
    }
  }

  /// −H · slopes, by the two-loop recursion.
  private static func direction(_ slopes: [Double], _ steps: [Step]) -> [Double] {
    var result = slopes.map { -$0 }
    var factors: [Double] = []
    for step in steps.reversed() {
      let factor = dot(step.move, result) / step.curvature
      factors.append(factor)
      for index in result.indices { result[index] -= factor * step.change[index] }
    }
    if let last = steps.last {
      let scale = last.curvature / dot(last.change, last.change)
      for index in result.indices { result[index] *= scale }
    }
    for (step, factor) in zip(steps, factors.reversed()) {
      let correction = factor - dot(step.change, result) / step.curvature
      for index in result.indices { result[index] += correction * step.move[index] }
    }
    return result
  }

  fileprivate static func dot(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }
}
