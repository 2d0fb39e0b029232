import CHotLoops

/// Parts of one step over the threads that oneDNN works with.
///
/// The parts depend on sizes alone and their results are added up in order, so results do not depend on the number
/// of threads. Work that is too small for threads stays on the calling one.
enum Team {
  /// Threads that work side by side.
  static var threads: Int { hot_spread_threads() }

  /// `body` of every index below `count`.
  static func run(_ count: Int, _ body: (Int) -> Void) {
    run(count, threads: threads) { index, _ in body(index) }
  }

  /// `body` of every index below `count` and the number of its thread, below `threads`.
  static func run(_ count: Int, threads: Int, _ body: (Int, Int) -> Void) {
    withoutActuallyEscaping(body) { body in
      var box = Box(body: body)
      withUnsafeMutablePointer(to: &box) { box in
        hot_spread(
          count, threads,
          { context, index, thread in
            context?.assumingMemoryBound(to: Box.self).pointee.body(index, thread)
          }, box)
      }
    }
  }

  /// `body` of (first, count) for parts of `count` values.
  static func elements(_ count: Int, _ body: (Int, Int) -> Void) {
    let parts = self.parts(count)
    guard parts > 1 else { return body(0, count) }
    run(parts) { part in
      // Parts begin at whole vectors.
      let first = part * count / parts / 16 * 16
      let end = part + 1 == parts ? count : (part + 1) * count / parts / 16 * 16
      body(first, end - first)
    }
  }

  /// The sum of `body` over parts of `count` values.
  static func sum(_ count: Int, _ body: (Int, Int) -> Double) -> Double {
    let parts = self.parts(count)
    guard parts > 1 else { return body(0, count) }
    var sums = [Double](repeating: 0, count: parts)
    sums.withUnsafeMutableBufferPointer { sums in
      run(parts) { part in
        let first = part * count / parts
        sums[part] = body(first, (part + 1) * count / parts - first)
      }
    }
    return sums.reduce(0, +)
  }

  /// Whether no value is NaN or infinite.
  static func isFinite(_ buffer: Buffer) -> Bool {
    sum(buffer.count) { first, count in hot_is_finite(buffer.base + first, count) == 1 ? 0 : 1 } == 0
  }

  /// `body` of (first row, rows) for parts of the rows of `matrix`.
  static func rows(of matrix: MatrixView, _ body: (UnsafeMutablePointer<Float>, Int) -> Void) {
    let parts = min(max(1, matrix.rows), self.parts(matrix.count))
    guard parts > 1 else { return body(matrix.base, matrix.rows) }
    run(parts) { part in
      let first = part * matrix.rows / parts
      body(matrix.base + first * matrix.columns, (part + 1) * matrix.rows / parts - first)
    }
  }

  /// Column sums that `body` makes of parts of the rows, added up.
  static func columnSums(
    of matrix: MatrixView, into sums: UnsafeMutablePointer<Float>,
    _ body: (UnsafeMutablePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void
  ) {
    let columns = matrix.columns
    let parts = min(max(1, matrix.rows), self.parts(matrix.count))
    guard parts > 1 else { return body(matrix.base, matrix.rows, sums) }
    let partial = Buffer(count: parts * columns)
    run(parts) { part in
      let first = part * matrix.rows / parts
      body(
        matrix.base + first * columns, (part + 1) * matrix.rows / parts - first, partial.base + part * columns
      )
    }
    add(partial, parts: parts, columns: columns, stride: columns, offset: 0, into: sums)
  }

  /// The same of two sums at once.
  static func columnSums(
    of matrix: MatrixView, into first: UnsafeMutablePointer<Float>, and second: UnsafeMutablePointer<Float>,
    _ body: (UnsafeMutablePointer<Float>, Int, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) ->
      Void
  ) {
    let columns = matrix.columns
    let parts = min(max(1, matrix.rows), self.parts(matrix.count))
    guard parts > 1 else { return body(matrix.base, matrix.rows, first, second) }
    let partial = Buffer(count: 2 * parts * columns)
    run(parts) { part in
      let row = part * matrix.rows / parts
      let target = partial.base + 2 * part * columns
      body(
        matrix.base + row * columns, (part + 1) * matrix.rows / parts - row, target, target + columns)
    }
    add(partial, parts: parts, columns: columns, stride: 2 * columns, offset: 0, into: first)
    add(partial, parts: parts, columns: columns, stride: 2 * columns, offset: columns, into: second)
  }

  private struct Box {
    let body: (Int, Int) -> Void
  }

  /// In parts of about 1 MiB. Below 8 MiB the pass takes less than what a busy core costs at the team's barrier.
  private static func parts(_ count: Int) -> Int { count < 1 << 21 ? 1 : min(64, count >> 18) }

  private static func add(
    _ partial: Buffer, parts: Int, columns: Int, stride: Int, offset: Int,
    into sums: UnsafeMutablePointer<Float>
  ) {
    for column in 0..<columns {
      var sum = 0.0
      for part in 0..<parts { sum += Double(partial.base[part * stride + offset + column]) }
      sums[column] = Float(sum)
    }
  }
}
