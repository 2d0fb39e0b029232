/// The leading singular vectors on the shorter side of a sparse matrix.
///
/// The randomised range finder with power iterations of Halko, Martinsson & Tropp (2011, section 4.5) on MMᵀ; each
/// power is a Chebyshev polynomial that keeps small what the block does not hold (Zhou & Saad 2007), so that
/// slowly falling singular values, as texts have them, are found too. A Rayleigh-Ritz step follows each, and
/// iteration ends at the residual.
struct TruncatedSVDIteration {
  /// Orthonormal columns, by falling eigenvalue.
  let vectors: VectorBlock
  /// Eigenvalues of MMᵀ, descending: squared singular values.
  let values: [Double]

  private static let roundLimit = 60
  /// ‖MMᵀx − θx‖ / θ at which a vector is found: singular values are then right to 5e-8 of themselves.
  private static let tolerance = 1e-7
  /// The same relative to the largest θ, where rounding ends all progress.
  private static let roundingFloor = 1e-13
  /// The largest value that a polynomial may give a vector. Rounding errors along the leading vectors, which the
  /// Rayleigh-Ritz step takes out again, grow by as much and must stay small beside the other vectors.
  private static let growthLimit = 1e12
  private static let degreeLimit = 12

  /// Vectors beyond those asked for: more save rounds where the spectrum is flat, and make each round dearer.
  static func surplus(_ count: Int) -> Int { 16 + count / 2 }

  /// - Parameters:
  ///   - matrix: M, not taller than wide, and `transposed`.
  ///   - count: how many vectors are wanted.
  init(
    _ matrix: SparseMatrix, transposed: SparseMatrix, count: Int, seed: UInt64, work: BlockWork
  ) throws {
    let size = min(matrix.rows, count + Self.surplus(count))
    let wide = try Self.gaussian(rows: matrix.columns, count: size, seed: seed, work: work)
    var basis = VectorBlock(rows: matrix.rows, count: size)
    var image = VectorBlock(rows: matrix.rows, count: size)
    try work.multiply(matrix, wide, into: basis)
    var ritz = RitzPairs.none
    for _ in 0..<Self.roundLimit {
      try work.multiply(transposed, basis, into: wide)
      try work.multiply(matrix, wide, into: image)
      ritz = try RitzPairs(basis: basis, image: image, work: work)
      let found = min(count, ritz.values.count)
      let isFound = zip(ritz.residuals.prefix(found), ritz.values).allSatisfy { residual, value in
        residual <= max(Self.tolerance * value, Self.roundingFloor * ritz.values[0])
      }
      if isFound { break }
      basis = ritz.vectors
      image = ritz.images
      let degree = Self.degree(ritz.values, size: size)
      let edge = ritz.values.count == size ? ritz.values[size - 1] : 0
      try Self.filter(
        &basis, &image, degree: degree, edge: edge, matrix, transposed, wide: wide, work: work)
    }
    vectors = ritz.vectors
    values = ritz.values
  }

  /// The highest degree whose growth T(2θ₁/edge − 1) stays within the limit.
  private static func degree(_ values: [Double], size: Int) -> Int {
    guard let largest = values.first, values.count == size, let edge = values.last, edge > 0 else { return 1 }
    let x = 2 * largest / edge - 1
    var previous = 1.0
    var current = x
    for degree in 1..<degreeLimit {
      (previous, current) = (current, 2 * x * current - previous)
      if !(current < growthLimit) { return degree }
    }
    return degreeLimit
  }

  /// basis := T_degree(2MMᵀ/edge − 1) · basis; with `edge` 0, where nothing is left outside, basis := image.
  private static func filter(
    _ basis: inout VectorBlock, _ image: inout VectorBlock, degree: Int, edge: Double,
    _ matrix: SparseMatrix, _ transposed: SparseMatrix, wide: VectorBlock, work: BlockWork
  ) throws {
    guard edge > 0 else {
      swap(&basis, &image)
      return
    }
    // basis = T₀, image = MMᵀT₀.
    var current = VectorBlock(rows: basis.rows, count: basis.count)
    try recur(2 / edge, image, -1, basis, 0, basis, into: current, work: work)
    for _ in 1..<max(1, degree) {
      try work.multiply(transposed, current, into: wide)
      try work.multiply(matrix, wide, into: image)
      // T₍ⱼ₊₁₎ replaces T₍ⱼ₋₁₎, which is not needed again.
      try recur(4 / edge, image, -2, current, -1, basis, into: basis, work: work)
      swap(&basis, &current)
    }
    swap(&basis, &current)
  }

  /// target = a · x + b · y + c · z, where `target` may be z.
  private static func recur(
    _ a: Double, _ x: VectorBlock, _ b: Double, _ y: VectorBlock, _ c: Double, _ z: VectorBlock,
    into target: VectorBlock, work: BlockWork
  ) throws {
    _ = try work.pieces(rows: x.rows, cost: 4 * x.width) { range in
      let (first, second, third) = (x.row(range.lowerBound), y.row(range.lowerBound), z.row(range.lowerBound))
      let out = target.row(range.lowerBound)
      for index in 0..<range.count &* x.width {
        out[index] = a * first[index] + b * second[index] + c * third[index]
      }
    }
  }

  private static func gaussian(rows: Int, count: Int, seed: UInt64, work: BlockWork) throws -> VectorBlock {
    let block = VectorBlock(rows: rows, count: count)
    // A draw costs about as much as 64 multiply-adds.
    _ = try work.pieces(rows: rows, cost: 64 * count) { range in
      for row in range {
        var random = RandomSource(seed: seed, stream: UInt64(row))
        for column in 0..<count { block[row, column] = random.normal() }
      }
    }
    return block
  }
}
