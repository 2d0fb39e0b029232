import CLAPACKE
import Foundation

/// The lower triangular L with L · Lᵀ = A of a positive definite matrix, by LAPACK's dpotrf.
struct CholeskyFactor: Sendable, Equatable {
  let size: Int
  /// L, row-major; 0 above the diagonal.
  let lower: [Double]

  /// - Parameter matrix: row-major, `size` × `size`; `nil` when it is not positive definite.
  init?(_ matrix: [Double], size: Int) {
    guard size > 0, matrix.count == size * size, matrix.allSatisfy(\.isFinite) else { return nil }
    var values = matrix
    let info = LAPACKE_dpotrf(
      LAPACK_ROW_MAJOR, CChar(UInt8(ascii: "L")), Int32(size), &values, Int32(size))
    guard info == 0 else { return nil }
    for row in 0..<size {
      for column in row + 1..<max(row + 1, size) { values[row * size + column] = 0 }
    }
    self.size = size
    lower = values
  }

  /// ln det A = 2 Σ ln L_ii.
  var logDeterminant: Double {
    2 * (0..<size).reduce(0) { $0 + log(lower[$1 * size + $1]) }
  }

  /// L⁻¹, row-major and lower triangular, by forward substitution.
  var inverse: [Double] {
    var result = [Double](repeating: 0, count: size * size)
    for column in 0..<size {
      for row in column..<size {
        var sum = row == column ? 1.0 : 0
        for inner in column..<max(column, row) {
          sum -= lower[row * size + inner] * result[inner * size + column]
        }
        result[row * size + column] = sum / lower[row * size + row]
      }
    }
    return result
  }
}
