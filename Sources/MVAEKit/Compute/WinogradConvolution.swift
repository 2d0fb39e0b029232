import CHotLoops

/// Convolution of kernel 4, stride 2, padding 1 by Winograd's minimal filtering F(2×2, 2×2), with nine products of
/// sixteen (Lavin & Gray 2016): by its own loops on all cores, weights transformed at each use.
///
/// Parts do not depend on the number of threads and sums are added up in a fixed order, so neither do results.
final class WinogradConvolution: ConvolutionKernel {
  private var shape: hot_winograd_shape
  private let path: Int32
  private let cancellation: Cancellation
  private let workspace: Workspace

  /// Memory that the convolutions of one computation share, as large as the largest needs.
  final class Workspace {
    private var buffer = Buffer(count: 0)

    func floats(_ count: Int) -> UnsafeMutablePointer<Float> {
      if buffer.count < count {
        buffer = Buffer(count: 0)
        buffer = Buffer(count: count)
      }
      return buffer.base
    }
  }

  /// Whether it is faster than oneDNN: the channels must fill its blocks of 16 and pay for the transforms.
  static func suits(_ shape: ConvolutionShape) -> Bool {
    shape.kernel == 4 && shape.stride == 2 && shape.padding == 1 && accepts(shape)
      && min(shape.inputs, shape.outputs) >= 32
      && fill(shape.inputs) * fill(shape.outputs) > 0.75
  }

  /// Whether every side has at least one output.
  static func accepts(_ shape: ConvolutionShape) -> Bool { min(shape.height, shape.width) >= 2 }

  private static func fill(_ channels: Int) -> Double {
    Double(channels) / Double((channels + 15) / 16 * 16)
  }

  init(
    _ shape: ConvolutionShape, images: Int, path: Int32, cancellation: Cancellation, workspace: Workspace
  ) {
    self.shape = hot_winograd_shape(
      images: images, inputs: shape.inputs, outputs: shape.outputs, height: shape.height, width: shape.width,
      output_height: shape.outputHeight, output_width: shape.outputWidth)
    self.path = path
    self.cancellation = cancellation
    self.workspace = workspace
  }

  func forward(
    _ x: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) throws {
    let (path, shape) = (path, shape)
    try transformed(
      scratch: Self.ask(shape, hot_winograd_forward_scratch),
      parts: Self.ask(shape, hot_winograd_forward_parts),
      filterParts: shape.outputs
    ) { filters, part in
      withUnsafePointer(to: shape) { hot_winograd_forward_filters(path, $0, w, filters, part) }
    } part: { filters, part, scratch in
      withUnsafePointer(to: shape) {
        hot_winograd_forward(path, $0, x, filters, bias, y, part, scratch)
      }
    }
  }

  func inputGradient(
    _ dy: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into dx: UnsafeMutablePointer<Float>
  ) throws {
    let (path, shape) = (path, shape)
    try transformed(
      scratch: Self.ask(shape, hot_winograd_input_gradient_scratch),
      parts: Self.ask(shape, hot_winograd_input_gradient_parts), filterParts: shape.inputs
    ) { filters, part in
      withUnsafePointer(to: shape) { hot_winograd_gradient_filters(path, $0, w, filters, part) }
    } part: { filters, part, scratch in
      withUnsafePointer(to: shape) {
        hot_winograd_input_gradient(path, $0, dy, filters, bias, dx, part, scratch)
      }
    }
  }

  func weightGradient(
    _ dy: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>, into dw: UnsafeMutablePointer<Float>,
    accumulates: Bool
  ) throws {
    let (path, shape, threads) = (path, shape, Team.threads)
    let positions = shape.output_height * shape.output_width
    let size = Self.ask(shape, hot_winograd_weight_sums)
    let scratchSize = Self.ask(shape, hot_winograd_weight_gradient_scratch)
    let blocks = (shape.outputs + 15) / 16
    let (groups, shares) = Self.division(images: shape.images, blocks: blocks, sums: size)
    let sums = workspace.floats(groups * size + threads * scratchSize)
    let scratch = sums + groups * size
    let step = max(1, Self.pieceLimit / max(1, shape.outputs * shape.inputs * 16 * positions / shares))
    try run(groups * shares, threads: threads) { item, thread in
      let (group, share) = (item / shares, item % shares)
      let outputs = share * blocks / shares..<(share + 1) * blocks / shares
      let sums = sums + group * size
      (sums + outputs.lowerBound * size / blocks).update(repeating: 0, count: outputs.count * size / blocks)
      let images = group * shape.images / groups..<(group + 1) * shape.images / groups
      for image in stride(from: images.lowerBound, to: images.upperBound, by: step) {
        if cancellation.isCancelled { return }
        withUnsafePointer(to: shape) {
          hot_winograd_weight_gradient(
            path, $0, dy, x, sums, image, min(step, images.upperBound - image), outputs.lowerBound,
            outputs.count, scratch + thread * scratchSize)
        }
      }
    }
    try run(blocks, threads: threads) { part, _ in
      withUnsafePointer(to: shape) {
        hot_winograd_weight_sum(path, $0, sums, groups, accumulates ? 1 : 0, dw, part)
      }
    }
  }

  /// Transforms the weights, then does the parts of a pass with them.
  private func transformed(
    scratch size: Int, parts: Int, filterParts: Int,
    filters transform: (UnsafeMutablePointer<Float>, Int) -> Void,
    part: (UnsafeMutablePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void
  ) throws {
    let (threads, count) = (Team.threads, Self.ask(shape, hot_winograd_filters))
    let filters = workspace.floats(count + threads * size)
    try run((filterParts + 15) / 16, threads: threads) { index, _ in transform(filters, index) }
    try run(parts, threads: threads) { index, thread in
      part(filters, index, filters + count + thread * size)
    }
  }

  /// Parts of well below 20 ms each, none after a cancellation.
  private func run(_ count: Int, threads: Int, _ body: (Int, Int) -> Void) throws {
    Team.run(count, threads: threads) { index, thread in
      if !cancellation.isCancelled { body(index, thread) }
    }
    try cancellation.check()
  }

  /// Multiply-adds, before filtering, of the weights' gradient between two looks at the cancellation.
  private static let pieceLimit = 1 << 27

  /// Groups of images with their own sums, as many as fit in about 8 MB, or else shares of the outputs.
  private static func division(images: Int, blocks: Int, sums: Int) -> (groups: Int, shares: Int) {
    let groups = (2 << 20) / max(1, sums)
    return groups >= 4 ? (min(images, 16, groups), 1) : (1, min(4, max(1, blocks / 2)))
  }

  private static func ask(
    _ shape: hot_winograd_shape, _ question: (UnsafePointer<hot_winograd_shape>) -> Int
  ) -> Int {
    withUnsafePointer(to: shape, question)
  }
}
