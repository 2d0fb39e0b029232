/// The best approximations to eigenvectors of a symmetric matrix that a block spans (Rayleigh-Ritz).
struct RitzPairs {
  /// Orthonormal columns by falling value; those beyond the block's rank are zero.
  let vectors: VectorBlock
  /// The matrix times each vector.
  let images: VectorBlock
  /// Descending; as many as the block has rank.
  let values: [Double]
  /// ‖image − value · vector‖ of each.
  let residuals: [Double]

  static let none = RitzPairs(
    vectors: VectorBlock(rows: 0, count: 0), images: VectorBlock(rows: 0, count: 0), values: [], residuals: []
  )

  /// Of the span of `basis`, whose image under the matrix is `image`.
  ///
  /// The basis is made orthonormal through the eigenvectors of its Gram matrix with unit diagonal (Stathopoulos & Wu
  /// 2002), which also tells its rank.
  init(basis: VectorBlock, image: VectorBlock, work: BlockWork) throws {
    let gram = try work.gram(basis, basis)
    let scales = (0..<basis.count).map { gram[$0, $0] > 0 ? 1 / gram[$0, $0].squareRoot() : 0 }
    let shape = try Self.eigen(gram) { scales[$0] * scales[$1] * $2 }
    let rank = shape.values.prefix { $0 > Self.rankLimit * shape.values[0] }.count
    let whitening = VectorBlock(rows: basis.count, count: basis.count)
    for column in 0..<rank {
      let factor = 1 / shape.values[column].squareRoot()
      for row in 0..<basis.count {
        whitening[row, column] = scales[row] * factor * shape.vectors[column][row]
      }
    }
    let whitened = VectorBlock(rows: basis.count, count: basis.count)
    try work.multiply(try work.gram(basis, image), whitening, into: whitened)
    let inner = try Self.eigen(try work.gram(whitening, whitened)) { _, _, value in value }
    let rotation = VectorBlock(rows: basis.count, count: basis.count)
    for column in 0..<rank {
      for row in 0..<basis.count { rotation[row, column] = inner.vectors[column][row] }
    }
    let combination = VectorBlock(rows: basis.count, count: basis.count)
    try work.multiply(whitening, rotation, into: combination)
    let vectors = VectorBlock(rows: basis.rows, count: basis.count)
    let images = VectorBlock(rows: basis.rows, count: basis.count)
    try work.multiply(basis, combination, into: vectors)
    try work.multiply(image, combination, into: images)
    let values = inner.values.prefix(rank).map { max(0, $0) }
    self.init(
      vectors: vectors, images: images, values: values,
      residuals: try Self.residuals(vectors, images, values, work))
  }

  /// Eigenvalues of a Gram matrix, relative to the largest, that are told from rounding.
  private static let rankLimit = 1e-13

  private init(vectors: VectorBlock, images: VectorBlock, values: [Double], residuals: [Double]) {
    self.vectors = vectors
    self.images = images
    self.values = values
    self.residuals = residuals
  }

  /// Of the symmetric part of `matrix`, entry by entry through `transform` (row, column, value).
  private static func eigen(_ matrix: VectorBlock, transform: (Int, Int, Double) -> Double) throws
    -> SymmetricEigen
  {
    let size = matrix.count
    var flat = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for j in 0..<size { flat[i * size + j] = transform(i, j, (matrix[i, j] + matrix[j, i]) / 2) }
    }
    guard let eigen = SymmetricEigen(flat, size: size) else { throw ProjectionError.noConvergence }
    return eigen
  }

  private static func residuals(
    _ vectors: VectorBlock, _ images: VectorBlock, _ values: [Double], _ work: BlockWork
  ) throws -> [Double] {
    let parts = try work.pieces(rows: vectors.rows, cost: 4 * vectors.width) { range in
      var squares = [Double](repeating: 0, count: values.count)
      for row in range {
        let (vector, image) = (vectors.row(row), images.row(row))
        for column in values.indices {
          let difference = image[column] - values[column] * vector[column]
          squares[column] += difference * difference
        }
      }
      return squares
    }
    var sums = [Double](repeating: 0, count: values.count)
    for part in parts {
      for column in values.indices { sums[column] += part[column] }
    }
    return sums.map { $0.squareRoot() }
  }
}
