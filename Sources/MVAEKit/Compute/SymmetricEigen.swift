import CLAPACKE

/// Eigenvalues and eigenvectors of a symmetric matrix, largest first, by LAPACK's dsyevd.
struct SymmetricEigen {
  /// Descending.
  let values: [Double]
  /// One row a vector, in the order of `values`, each of length 1.
  let vectors: [[Double]]

  /// - Parameter matrix: row-major, `size` × `size`; `nil` when LAPACK does not converge.
  init?(_ matrix: [Double], size: Int) {
    guard size > 0, matrix.count == size * size else { return nil }
    var columns = matrix
    var ascending = [Double](repeating: 0, count: size)
    let info = LAPACKE_dsyevd(
      LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "U")), Int32(size), &columns,
      Int32(size),
      &ascending)
    guard info == 0 else { return nil }
    values = ascending.reversed()
    vectors = (0..<size).reversed().map { Array(columns[$0 * size..<($0 + 1) * size]) }
  }
}
