import CHotLoops

/// The power of up to sixteen neighbouring frames, side by side: row k holds bin k of each.
final class FrameBlock {
  static let lanes = Int(hot_frame_lanes)

  let bins: Int
  /// The frames first ..< first + count; further lanes hold what was there before.
  fileprivate(set) var first = 0
  fileprivate(set) var count = 0
  /// bins × lanes.
  let power: AlignedMemory<Float>
  private let roots: AlignedMemory<Float>
  fileprivate var hasRoots = false

  init(bins: Int) {
    self.bins = bins
    power = AlignedMemory(count: bins * Self.lanes)
    roots = AlignedMemory(count: bins * Self.lanes)
  }

  /// The square roots of the powers, computed when first asked for.
  var magnitude: UnsafeMutablePointer<Float> {
    if !hasRoots {
      hot_lane_roots(power.start, bins, roots.start)
      hasRoots = true
    }
    return roots.start
  }
}

/// Transforms a signal block by block; scratch memory of one thread.
final class BlockTransform {
  let configuration: STFTConfiguration
  private let transform: FrameTransform
  private let block: FrameBlock
  /// Bins from 0 up, and from the last down, sixteen frames each.
  private let lower: AlignedMemory<Float>
  private let upper: AlignedMemory<Float>
  /// Bins in a row of `lower` and of `upper`, and the floats from row to row.
  private let width: Int
  private let stride: Int

  init(_ configuration: STFTConfiguration, plan: RealFourierPlan) {
    self.configuration = configuration
    transform = FrameTransform(configuration, plan: plan)
    block = FrameBlock(bins: configuration.bins)
    width = plan.half / 2 + 1
    stride = (width + 15) / 16 * 16
    lower = AlignedMemory(count: stride * FrameBlock.lanes)
    upper = AlignedMemory(count: stride * FrameBlock.lanes)
  }

  /// Calls `body` with every block of frames in turn.
  ///
  /// - Throws: ``SpectralError/emptyAudio``, `CancellationError`.
  func run(_ samples: [Float], cancellation: Cancellation, body: (FrameBlock) -> Void) throws {
    let frames = configuration.frameCount(samples: samples.count)
    guard frames > 0 else { throw SpectralError.emptyAudio }
    try samples.withUnsafeBufferPointer { samples in
      for first in Swift.stride(from: 0, to: frames, by: FrameBlock.lanes) {
        try cancellation.check()
        block.first = first
        block.count = min(FrameBlock.lanes, frames - first)
        layOut(samples)
        body(block)
      }
    }
  }

  private func layOut(_ samples: UnsafeBufferPointer<Float>) {
    for lane in 0..<block.count {
      transform.power(
        of: samples, frame: block.first + lane, lower: lower.start + stride * lane,
        upper: upper.start + stride * lane)
    }
    let last = block.power.start + (block.bins - 1) * FrameBlock.lanes
    hot_rows_to_lanes(lower.start, stride, width, block.power.start, 1)
    hot_rows_to_lanes(upper.start, stride, width, last, -1)
    block.hasRoots = false
  }
}
