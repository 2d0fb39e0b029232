import CDNNL

/// Layouts of a convolution's arrays and the descriptions of its three passes.
struct OneDNNConvolutionLayouts {
  let source: dnnl_memory_desc_t
  let target: dnnl_memory_desc_t
  /// As we keep them: [outputs, inputs, kernel, kernel].
  let weights: dnnl_memory_desc_t
  let bias: dnnl_memory_desc_t
  /// As oneDNN likes them best.
  private let anyWeights: dnnl_memory_desc_t
  private let strides: [Int64]
  private let padding: [Int64]

  init(_ shape: ConvolutionShape, images: Int) throws {
    source = try Self.layout([images, shape.inputs, shape.height, shape.width], dnnl_nhwc)
    target = try Self.layout([images, shape.outputs, shape.outputHeight, shape.outputWidth], dnnl_nhwc)
    let size = [shape.outputs, shape.inputs, shape.kernel, shape.kernel]
    weights = try Self.layout(size, dnnl_oihw)
    anyWeights = try Self.layout(size, dnnl_format_tag_any)
    bias = try Self.layout([shape.outputs], dnnl_a)
    strides = [Int64(shape.stride), Int64(shape.stride)]
    padding = [Int64(shape.padding), Int64(shape.padding)]
  }

  func forward(hasBias: Bool, _ stream: OneDNNStream) throws -> OneDNNDescription {
    var operation = dnnl_convolution_desc_t()
    var (source, weights, target, bias) = (source, anyWeights, target, bias)
    try withUnsafePointer(to: &bias) { bias in
      try OneDNNFailure.check(
        dnnl_convolution_forward_desc_init(
          &operation, dnnl_forward_training, dnnl_convolution_direct, &source, &weights,
          hasBias ? bias : nil, &target, strides, padding, padding))
    }
    return try OneDNNDescription(&operation, stream)
  }

  func inputGradient(_ stream: OneDNNStream) throws -> OneDNNDescription {
    var operation = dnnl_convolution_desc_t()
    var (source, weights, target) = (source, anyWeights, target)
    try OneDNNFailure.check(
      dnnl_convolution_backward_data_desc_init(
        &operation, dnnl_convolution_direct, &source, &weights, &target, strides, padding, padding))
    return try OneDNNDescription(&operation, hint: forward(hasBias: false, stream), stream)
  }

  func weightGradient(_ stream: OneDNNStream) throws -> OneDNNDescription {
    var operation = dnnl_convolution_desc_t()
    var (source, weights, target) = (source, anyWeights, target)
    try OneDNNFailure.check(
      dnnl_convolution_backward_weights_desc_init(
        &operation, dnnl_convolution_direct, &source, &weights, nil, &target, strides, padding, padding))
    return try OneDNNDescription(&operation, hint: forward(hasBias: false, stream), stream)
  }

  private static func layout(_ sizes: [Int], _ tag: dnnl_format_tag_t) throws -> dnnl_memory_desc_t {
    var layout = dnnl_memory_desc_t()
    try OneDNNFailure.check(
      dnnl_memory_desc_init_by_tag(&layout, Int32(sizes.count), sizes.map(Int64.init), dnnl_f32, tag))
    return layout
  }
}
