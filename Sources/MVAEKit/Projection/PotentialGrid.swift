import CHotLoops

/// A square grid of charges, and their potential and forces at every node.
///
/// Rows are transformed in groups of eight, columns one by one with all three results, both over threads; a node's
/// sums never depend on their number.
final class PotentialGrid {
  let side: Int
  let density: Double
  /// Coordinates of node (0, 0).
  var origin = [0.0, 0.0]

  /// Parts of the charges that are spread beside each other and added in order.
  private static let shares = 4
  /// Rows that are transformed as one piece of work.
  private static let group = 8

  private let plans: GridPlans
  private let kernels: AlignedMemory<Double>
  private let charges: AlignedMemory<Double>
  /// [side + 1 columns][side rows] of complex values: the charges' transform along rows, then the three results'.
  private let spectrum: AlignedMemory<Double>
  private let results: AlignedMemory<Double>
  private let planes: AlignedMemory<Double>
  private let scratch: [AlignedMemory<Double>]
  private let work: EmbeddingWork

  /// Lengths that are fast to transform: 2 to the power of a, times 3, 5 or 9 to one of b.
  static func side(atLeast count: Int) -> Int {
    var best = Int.max
    for factor in [1, 3, 5, 9, 15] {
      var size = factor * 8
      while size < count { size *= 2 }
      best = min(best, size)
    }
    return best
  }

  init(side: Int, density: Double, work: EmbeddingWork) throws {
    self.side = side
    self.density = density
    self.work = work
    plans = try GridPlans(size: 2 * side)
    let width = side + 1
    kernels = AlignedMemory(count: 2 * width * width)
    charges = AlignedMemory(count: Self.shares * side * side)
    spectrum = AlignedMemory(count: 2 * width * side)
    results = AlignedMemory(count: 3 * 2 * width * side)
    planes = AlignedMemory(count: 3 * side * side)
    scratch = (0..<work.team.threads).map { _ in
      AlignedMemory(count: 20 * (side + 4))
    }
    try fillKernels()
  }

  /// Sets a charge of 1 at every point, and all potentials.
  func charge(_ points: Buffer, rows: Int) throws {
    let (side, density) = (side, density)
    let part = (rows + Self.shares - 1) / Self.shares
    try work.pieces(Self.shares) { share, _ in
      let own = charges.start + share * side * side
      own.update(repeating: 0, count: side * side)
      let first = min(rows, share * part)
      hot_grid_spread(
        points.base + 2 * first, min(rows, first + part) - first, origin, density, side, own)
    }
    try work.pieces(side / Self.group) { index, thread in transformRows(index, scratch[thread].start) }
    try work.pieces(side + 1) { column, thread in convolve(column, scratch[thread].start) }
    try work.pieces(3 * side / Self.group) { index, thread in restoreRows(index, scratch[thread].start) }
  }

  /// Potentials and forces (two values each) at `count` points; any thread may call it.
  func gather(
    _ points: UnsafePointer<Float>, count: Int, forces: UnsafeMutablePointer<Float>,
    potentials: UnsafeMutablePointer<Double>
  ) {
    hot_grid_gather(points, count, origin, density, side, planes.start, forces, potentials)
  }

  /// The sum of what charges at `count` points feel of themselves.
  func own(_ points: UnsafePointer<Float>, count: Int) -> Double {
    hot_grid_own(points, count, origin, density, side)
  }

  /// Eight rows of charges to their columns of the spectrum.
  private func transformRows(_ index: Int, _ scratch: UnsafeMutablePointer<Double>) {
    let stride = rowStride
    let first = index * Self.group
    for row in 0..<Self.group {
      let input = scratch + 2 * stride * Self.group
      let source = charges.start + (first + row) * side
      for column in 0..<side {
        var sum = source[column]
        for share in 1..<Self.shares { sum += source[share &* side &* side &+ column] }
        input[column] = sum
      }
      (input + side).update(repeating: 0, count: side)
      plans.forwardReal(input, into: scratch + row * 2 * stride)
    }
    hot_grid_turn(scratch, stride, spectrum.start + 2 * first, side, Self.group, side + 1)
  }

  /// One column: forward, times each of the three kernels, and back.
  private func convolve(_ column: Int, _ scratch: UnsafeMutablePointer<Double>) {
    let size = 2 * side
    let (input, transform, products) = (scratch, scratch + 2 * size, scratch + 4 * size)
    let source = spectrum.start + 2 * column * side
    input.update(from: source, count: 2 * side)
    (input + 2 * side).update(repeating: 0, count: 2 * side)
    plans.forward(input, into: transform)
    hot_grid_filter(transform, kernels.start, size, column, products)
    for plane in 0..<3 {
      plans.backward(products + plane * 2 * size, into: input)
      (results.start + 2 * ((side + 1) * plane + column) * side).update(from: input, count: 2 * side)
    }
  }

  /// Eight rows of one of the three results.
  private func restoreRows(_ index: Int, _ scratch: UnsafeMutablePointer<Double>) {
    let stride = rowStride
    let groups = side / Self.group
    let (plane, first) = (index / groups, index % groups * Self.group)
    hot_grid_turn(
      results.start + 2 * ((side + 1) * side * plane + first), side, scratch, stride, side + 1, Self.group)
    let output = scratch + 2 * stride * Self.group
    let scale = 1 / Double(4 * side * side)
    for row in 0..<Self.group {
      plans.backwardReal(scratch + row * 2 * stride, into: output)
      let target = planes.start + (plane * side + first + row) * side
      for column in 0..<side { target[column] = output[column] * scale }
    }
  }

  /// Complex values from one row of a group to the next, on a boundary of 64 bytes.
  private var rowStride: Int { (side + 1 + 3) / 4 * 4 }

  /// Transforms of 1 / (1 + d²), which is even along both axes, and of x / (1 + d²)², odd along x: real, imaginary.
  private func fillKernels() throws {
    let (width, size) = (side + 1, 2 * side)
    let row = AlignedMemory<Double>(count: size)
    let force = AlignedMemory<Double>(count: size)
    let transform = AlignedMemory<Double>(count: 2 * size)
    for index in 0..<width {
      try work.cancellation.check()
      hot_grid_kernel(side, 1 / density, index, row.start, force.start)
      for (plane, values) in [row, force].enumerated() {
        plans.forwardReal(values.start, into: transform.start)
        for column in 0..<width {
          kernels.start[(plane * width + column) * width + index] = transform.start[2 * column + plane]
        }
      }
    }
    for column in 0..<2 * width {
      try work.cancellation.check()
      let own = kernels.start + column * width
      for index in 0..<size { row.start[index] = own[min(index, size - index)] }
      plans.forwardReal(row.start, into: transform.start)
      for index in 0..<width { own[index] = transform.start[2 * index] }
    }
    withExtendedLifetime((row, force, transform)) {}
  }
}
