/// The leading eigenvectors of a covariance without forming it, for wide data, by subspace iteration with a
/// Rayleigh-Ritz step (Halko, Martinsson & Tropp 2011, section 4.5).
///
/// LAPACK needs seconds from 500 columns on, and cannot be cancelled; this takes milliseconds an iteration.
/// Products are in single precision, orthogonalisation and the small eigenproblem in double.
struct SubspaceIteration {
  /// Descending, one a vector.
  let values: [Double]
  /// Orthonormal, in the order of `values`.
  let vectors: [[Double]]

  /// Vectors carried beyond those asked for: they speed convergence.
  private static let surplus = 16
  private static let iterationLimit = 300
  /// Change of every eigenvalue, relative to the largest, at which iteration ends; single precision has 6e-8.
  private static let tolerance = 1e-7

  /// Columns from which it is preferred, when a small part of the components is wanted.
  static func suits(rows: Int, columns: Int, count: Int) -> Bool {
    columns > 192 && 4 * (count + surplus) < min(rows, columns)
  }

  /// - Parameter centred: shape [rows, columns], each column with mean 0; `nil` when LAPACK fails.
  init?(_ centred: Tensor, count: Int, cancellation: Cancellation) throws {
    let width = centred.columns
    let size = count + Self.surplus
    let product = MatrixProduct(cancellation: cancellation)
    let data = Buffer(centred.values)
    let x = data.matrix(rows: centred.rows, columns: width)
    let scores = Buffer(count: centred.rows * size).matrix(rows: centred.rows, columns: size)
    let image = Buffer(count: size * width).matrix(rows: size, columns: width)
    var basis = Self.orthonormal(Self.start(size, width))
    var previous = [Double](repeating: 0, count: count)
    for _ in 0..<Self.iterationLimit {
      let v = Buffer(basis.flatMap { $0.map { Float($0) } }).matrix(rows: size, columns: width)
      try product.forward(x, v, bias: nil, into: scores)
      try product.weightGradient(scores, x, into: image)
      // The image of the basis under the covariance, and the covariance seen within the basis.
      let images = Self.rows(image, scale: 1 / Double(centred.rows - 1))
      guard let ritz = Self.ritz(basis, images) else { return nil }
      let found = Array(ritz.values.prefix(count))
      let change = zip(found, previous).map { abs($0 - $1) }.max() ?? 0
      basis = Self.orthonormal(Self.combined(images, ritz.vectors))
      previous = found
      if change <= Self.tolerance * abs(found.first ?? 0) { break }
      try cancellation.check()
    }
    values = previous
    vectors = Array(basis.prefix(count))
  }

  private static func start(_ size: Int, _ width: Int) -> [[Double]] {
    var random = RandomSource(seed: 1)
    return (0..<size).map { _ in (0..<width).map { _ in random.normal() } }
  }

  /// Eigenvectors of the symmetric part of B · Cᵀ, with B the basis and C its image.
  private static func ritz(_ basis: [[Double]], _ images: [[Double]]) -> SymmetricEigen? {
    let size = basis.count
    var small = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<size { small[i * size + j] = (dot(basis[i], images[j]) + dot(basis[j], images[i])) / 2 }
    }
    return SymmetricEigen(small, size: size)
  }

  /// Modified Gram-Schmidt, twice, which is as good as orthogonal (Giraud & Langou 2002).
  private static func orthonormal(_ vectors: [[Double]]) -> [[Double]] {
    var result: [[Double]] = []
    for (index, vector) in vectors.enumerated() {
      var vector = vector
      for _ in 0..<2 {
        for other in result { subtract(other, times: dot(vector, other), from: &vector) }
      }
      var length = dot(vector, vector).squareRoot()
      if length < 1e-200 {
        // Nothing new in this direction (data of low rank): any axis does.
        vector = (0..<vector.count).map { $0 == index ? 1 : 0 }
        for other in result { subtract(other, times: dot(vector, other), from: &vector) }
        length = max(1e-200, dot(vector, vector).squareRoot())
      }
      result.append(vector.map { $0 / length })
    }
    return result
  }

  /// Row i = Σⱼ weights[i][j] · vectors[j].
  private static func combined(_ vectors: [[Double]], _ weights: [[Double]]) -> [[Double]] {
    weights.map { row in
      var sum = [Double](repeating: 0, count: vectors[0].count)
      for (weight, vector) in zip(row, vectors) { subtract(vector, times: -weight, from: &sum) }
      return sum
    }
  }

  private static func rows(_ matrix: MatrixView, scale: Double) -> [[Double]] {
    let values = matrix.values
    return (0..<matrix.rows).map { row in
      values[row * matrix.columns..<(row + 1) * matrix.columns].map { scale * Double($0) }
    }
  }

  private static func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  private static func subtract(_ other: [Double], times factor: Double, from vector: inout [Double]) {
    for index in vector.indices { vector[index] -= factor * other[index] }
  }
}
