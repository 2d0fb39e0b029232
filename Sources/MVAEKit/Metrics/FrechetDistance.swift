/// The Fréchet distance between two Gaussians fitted to rows (Dowson & Landau 1982; Heusel et al. 2017).
public enum FrechetDistance {
  /// |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁^½ Σ₂ Σ₁^½)^½), with covariances divided by n − 1; both of shape [rows, columns]
  /// with as many columns, and 2 rows at least.
  public static func between(_ first: Tensor, _ second: Tensor) -> Double {
    let (a, b) = (Moments(first), Moments(second))
    let width = first.columns
    guard width > 0, second.columns == width, first.rows > 1, second.rows > 1 else { return .nan }
    let root = Self.root(a.covariance, width)
    let product = Self.product(Self.product(root, b.covariance, width), root, width)
    let cross =
      SymmetricEigen(product, size: width)?.values.reduce(0) { $0 + max(0, $1).squareRoot() } ?? .nan
    let shift = zip(a.mean, b.mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    let traces = (0..<width).reduce(0) { $0 + a.covariance[$1 * width + $1] + b.covariance[$1 * width + $1] }
    return max(0, shift + traces - 2 * cross)
  }

  private struct Moments {
    let mean: [Double]
    /// Row-major.
    let covariance: [Double]

    init(_ values: Tensor) {
      let width = values.columns
      let mean = ColumnMoments(values).means
      var sums = [Double](repeating: 0, count: width * width)
      for row in 0..<values.rows {
        let centred = zip(values.row(row), mean).map { Double($0) - $1 }
        for i in 0..<width {
          for j in 0..<width { sums[i * width + j] += centred[i] * centred[j] }
        }
      }
      self.mean = mean
      covariance = sums.map { $0 / Double(max(1, values.rows - 1)) }
    }
  }

  /// The symmetric square root of a positive semidefinite matrix.
  private static func root(_ matrix: [Double], _ size: Int) -> [Double] {
    guard let eigen = SymmetricEigen(matrix, size: size) else {
      return [Double](repeating: .nan, count: size * size)
    }
    var root = [Double](repeating: 0, count: size * size)
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      let scale = max(0, value).squareRoot()
      for i in 0..<size {
        for j in 0..<size { root[i * size + j] += scale * vector[i] * vector[j] }
      }
    }
    return root
  }

  private static func product(_ first: [Double], _ second: [Double], _ size: Int) -> [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for i in 0..<size {
      for k in 0..<size {
        for j in 0..<size { result[i * size + j] += first[i * size + k] * second[k * size + j] }
      }
    }
    return result
  }
}
