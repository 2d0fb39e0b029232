import CDNNL

/// A compiled oneDNN operation with its arguments in order.
final class OneDNNPrimitive {
  private var handle: dnnl_primitive_t?
  private let arguments: [dnnl_exec_arg_t]
  private let memories: [OneDNNMemory]
  private let stream: OneDNNStream

  init(
    _ description: dnnl_primitive_desc_t?, arguments: [(Int32, OneDNNMemory)], _ stream: OneDNNStream
  ) throws {
    self.stream = stream
    memories = arguments.map(\.1)
    self.arguments = arguments.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.handle) }
    try OneDNNFailure.check(dnnl_primitive_create(&handle, description))
  }

  func execute() throws {
    try OneDNNFailure.check(
      dnnl_primitive_execute(handle, stream.stream, Int32(arguments.count), arguments))
    try OneDNNFailure.check(dnnl_stream_wait(stream.stream))
  }

  deinit { if let handle { dnnl_primitive_destroy(handle) } }
}

/// A primitive description, destroyed with its owner.
final class OneDNNDescription {
  private(set) var handle: dnnl_primitive_desc_t?

  /// - Parameter operation: the operation's own description.
  init(_ operation: UnsafeRawPointer, hint: OneDNNDescription? = nil, _ stream: OneDNNStream) throws {
    try OneDNNFailure.check(
      dnnl_primitive_desc_create(&handle, operation, nil, stream.engine, hint?.handle))
  }

  /// The layout that it chose for an argument.
  func layout(_ query: dnnl_query_t) throws -> dnnl_memory_desc_t {
    guard let layout = dnnl_primitive_desc_query_md(handle, query, 0) else {
      throw OneDNNFailure(status: UInt32(dnnl_unimplemented.rawValue))
    }
    return layout.pointee
  }

  deinit { if let handle { dnnl_primitive_desc_destroy(handle) } }
}

/// Changes an array between two layouts; nothing when they are equal.
final class OneDNNReorder {
  private let source: OneDNNMemory
  private let target: OneDNNMemory
  private let primitive: OneDNNPrimitive

  init(
    from: inout dnnl_memory_desc_t, _ source: OneDNNMemory, to: inout dnnl_memory_desc_t,
    _ target: OneDNNMemory, _ stream: OneDNNStream
  ) throws {
    self.source = source
    self.target = target
    var description: dnnl_primitive_desc_t?
    try OneDNNFailure.check(
      dnnl_reorder_primitive_desc_create(&description, &from, stream.engine, &to, stream.engine, nil))
    defer { dnnl_primitive_desc_destroy(description) }
    primitive = try OneDNNPrimitive(
      description, arguments: [(DNNL_ARG_FROM, source), (DNNL_ARG_TO, target)], stream)
  }

  func execute() throws { try primitive.execute() }
}
