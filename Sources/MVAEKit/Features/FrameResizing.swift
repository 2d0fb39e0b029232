/// Brings the time axis of a spectrogram to a given number of frames.
///
/// Output frame j stands for the input interval [jF/N, (j+1)F/N) of F frames. Where it holds at least one
/// whole frame (F ≥ N) it is their average, weighted by how much of each falls inside: nothing is dropped
/// and the mean over time is kept. Where the track is shorter (F < N) it is the linear interpolation at the
/// interval's centre. F = N changes nothing.
struct FrameResizing {
  /// Input frames first ..< first + weights.count, and how much each counts; weights sum to 1.
  private struct Tap {
    let first: Int
    let weights: [Float]
  }

  private let source: Int
  private let taps: [Tap]

  init(from source: Int, to target: Int) {
    self.source = source
    taps = (0..<target).map { index in
      source >= target
        ? Self.average(index, from: source, to: target)
        : Self.interpolation(index, from: source, to: target)
    }
  }

  /// - Parameter values: rows × source frames.
  /// - Returns: rows × target frames.
  func apply(to values: [Float], rows: Int) -> [Float] {
    var result: [Float] = []
    result.reserveCapacity(rows * taps.count)
    values.withUnsafeBufferPointer { values in
      for row in 0..<rows {
        for tap in taps {
          var sum: Float = 0
          var position = row * source + tap.first
          for weight in tap.weights {
            sum += weight * values[position]
            position += 1
          }
          result.append(sum)
        }
      }
    }
    return result
  }

  private static func average(_ index: Int, from source: Int, to target: Int) -> Tap {
    // In units of 1/target of a frame, so that the bounds are whole numbers.
    let lower = index * source
    let upper = (index + 1) * source
    let first = lower / target
    let last = (upper - 1) / target
    let weights = (first...last).map { frame in
      let overlap = min(upper, (frame + 1) * target) - max(lower, frame * target)
      return Float(Double(overlap) / Double(source))
    }
    return Tap(first: first, weights: weights)
  }

  private static func interpolation(_ index: Int, from source: Int, to target: Int) -> Tap {
    let center = (Double(index) + 0.5) * Double(source) / Double(target) - 0.5
    let position = max(0, min(Double(source - 1), center))
    let first = min(Int(position), max(0, source - 2))
    let fraction = position - Double(first)
    guard source > 1 else { return Tap(first: 0, weights: [1]) }
    return Tap(first: first, weights: [Float(1 - fraction), Float(fraction)])
  }
}
