import CDNNL
import CHotLoops

/// Convolution by oneDNN's direct kernels: images channels last, weights changed to its layout at each use.
///
/// The change costs under 1 % of a pass and keeps weights, gradients and files in one order everywhere.
final class OneDNNConvolution: ConvolutionKernel {
  private let shape: ConvolutionShape
  private let images: Int
  private let layouts: OneDNNConvolutionLayouts
  private let stream: OneDNNStream
  private let weightSum: Buffer
  /// Of one input channel the windows are small: our own loops are 4 times faster than oneDNN there.
  private let edge: EdgeConvolution?
  private var forward: Pass?
  private var forwardWithBias: Pass?
  private var inputGradient: Pass?
  private var weightGradient: Pass?

  /// `nil` when oneDNN has no implementation of one of its passes.
  init?(_ shape: ConvolutionShape, images: Int, stream: OneDNNStream) {
    self.shape = shape
    self.images = images
    self.stream = stream
    weightSum = Buffer(count: shape.weightCount)
    edge = shape.inputs == 1 ? EdgeConvolution(shape, images: images) : nil
    guard let layouts = try? OneDNNConvolutionLayouts(shape, images: images),
      (try? layouts.forward(hasBias: true, stream)) != nil
    else { return nil }
    self.layouts = layouts
  }

  /// One compiled pass: image-like memories first and last, weights between.
  private struct Pass {
    let primitive: OneDNNPrimitive
    let first: OneDNNMemory
    let last: OneDNNMemory
    let weights: OneDNNMemory
    let bias: OneDNNMemory?
    /// Between the weights' own order and the pass's.
    let reorder: OneDNNReorder?
  }

  func forward(
    _ x: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into y: UnsafeMutablePointer<Float>
  ) throws {
    let pass = try bias == nil ? forwardPass() : forwardPassWithBias()
    try pass.first.point(to: x)
    try pass.last.point(to: y)
    try pass.weights.point(to: w)
    if let bias { try pass.bias?.point(to: bias) }
    try pass.reorder?.execute()
    try pass.primitive.execute()
  }

  func inputGradient(
    _ dy: UnsafeMutablePointer<Float>, _ w: UnsafeMutablePointer<Float>, bias: UnsafeMutablePointer<Float>?,
    into dx: UnsafeMutablePointer<Float>
  ) throws {
    if let edge { return edge.inputGradient(dy, w, bias: bias, into: dx) }
    let pass = try inputGradientPass()
    try pass.first.point(to: dx)
    try pass.last.point(to: dy)
    try pass.weights.point(to: w)
    try pass.reorder?.execute()
    try pass.primitive.execute()
    guard let bias else { return }
    let (rows, columns) = (images * shape.inputPositions, shape.inputs)
    Team.elements(rows) { first, count in hot_add_bias(dx + first * columns, count, columns, bias) }
  }

  func weightGradient(
    _ dy: UnsafeMutablePointer<Float>, _ x: UnsafeMutablePointer<Float>,
    into dw: UnsafeMutablePointer<Float>, accumulates: Bool
  ) throws {
    let pass = try weightGradientPass()
    try pass.first.point(to: x)
    try pass.last.point(to: dy)
    try pass.weights.point(to: accumulates ? weightSum.base : dw)
    try pass.primitive.execute()
    try pass.reorder?.execute()
    if accumulates { hot_add(dw, weightSum.base, shape.weightCount) }
  }

  private func forwardPass() throws -> Pass {
    if let forward { return forward }
    let pass = try makeForward(hasBias: false)
    forward = pass
    return pass
  }

  private func forwardPassWithBias() throws -> Pass {
    if let forwardWithBias { return forwardWithBias }
    let pass = try makeForward(hasBias: true)
    forwardWithBias = pass
    return pass
  }

  private func inputGradientPass() throws -> Pass {
    if let inputGradient { return inputGradient }
    let pass = try makeInputGradient()
    inputGradient = pass
    return pass
  }

  private func weightGradientPass() throws -> Pass {
    if let weightGradient { return weightGradient }
    let pass = try makeWeightGradient()
    weightGradient = pass
    return pass
  }

  private func makeForward(hasBias: Bool) throws -> Pass {
    let description = try layouts.forward(hasBias: hasBias, stream)
    var wanted = try description.layout(dnnl_query_weights_md)
    var (own, source, target) = try imageMemories()
    let weights = try OneDNNMemory(&own, stream)
    let reordered = try self.reordered(weights, &own, &wanted)
    var bias: OneDNNMemory?
    var arguments = [
      (DNNL_ARG_SRC, source), (DNNL_ARG_WEIGHTS, reordered ?? weights), (DNNL_ARG_DST, target),
    ]
    if hasBias {
      var layout = layouts.bias
      let memory = try OneDNNMemory(&layout, stream)
      arguments.append((DNNL_ARG_BIAS, memory))
      bias = memory
    }
    let reorder = try reordered.map { try OneDNNReorder(from: &own, weights, to: &wanted, $0, stream) }
    let primitive = try OneDNNPrimitive(description.handle, arguments: arguments, stream)
    return Pass(
      primitive: primitive, first: source, last: target, weights: weights, bias: bias, reorder: reorder)
  }

  private func makeInputGradient() throws -> Pass {
    let description = try layouts.inputGradient(stream)
    var wanted = try description.layout(dnnl_query_weights_md)
    var (own, source, target) = try imageMemories()
    let weights = try OneDNNMemory(&own, stream)
    let reordered = try self.reordered(weights, &own, &wanted)
    let reorder = try reordered.map { try OneDNNReorder(from: &own, weights, to: &wanted, $0, stream) }
    let arguments = [
      (DNNL_ARG_DIFF_SRC, source), (DNNL_ARG_WEIGHTS, reordered ?? weights), (DNNL_ARG_DIFF_DST, target),
    ]
    let primitive = try OneDNNPrimitive(description.handle, arguments: arguments, stream)
    return Pass(
      primitive: primitive, first: source, last: target, weights: weights, bias: nil, reorder: reorder)
  }

  private func makeWeightGradient() throws -> Pass {
    let description = try layouts.weightGradient(stream)
    var wanted = try description.layout(dnnl_query_diff_weights_md)
    var (own, source, target) = try imageMemories()
    let weights = try OneDNNMemory(&own, stream)
    let reordered = try self.reordered(weights, &own, &wanted)
    let reorder = try reordered.map { try OneDNNReorder(from: &wanted, $0, to: &own, weights, stream) }
    let arguments = [
      (DNNL_ARG_SRC, source), (DNNL_ARG_DIFF_WEIGHTS, reordered ?? weights), (DNNL_ARG_DIFF_DST, target),
    ]
    let primitive = try OneDNNPrimitive(description.handle, arguments: arguments, stream)
    return Pass(
      primitive: primitive, first: source, last: target, weights: weights, bias: nil, reorder: reorder)
  }

  /// The layout of the weights as we keep them, and memories of the input and the output images.
  private func imageMemories() throws -> (dnnl_memory_desc_t, OneDNNMemory, OneDNNMemory) {
    var source = layouts.source
    var target = layouts.target
    return (layouts.weights, try OneDNNMemory(&source, stream), try OneDNNMemory(&target, stream))
  }

  /// Memory in the wanted layout, unless the weights have it already.
  private func reordered(
    _ weights: OneDNNMemory, _ own: inout dnnl_memory_desc_t, _ wanted: inout dnnl_memory_desc_t
  ) throws -> OneDNNMemory? {
    dnnl_memory_desc_equal(&own, &wanted) == 1 ? nil : try OneDNNMemory(&wanted, stream, ownsData: true)
  }
}
