import CDNNL

/// oneDNN's engine and stream on this computer's processor; owned by one computation, used by one thread.
final class OneDNNStream {
  private(set) var engine: dnnl_engine_t?
  private(set) var stream: dnnl_stream_t?

  /// `nil` when the library cannot start.
  init?() {
    // As our own loops; refused, and without effect, once the library has compiled its first kernel.
    if InstructionSet.current == .avx2 { dnnl_set_max_cpu_isa(dnnl_cpu_isa_avx2) }
    guard dnnl_engine_create(&engine, dnnl_cpu, 0) == dnnl_success,
      dnnl_stream_create(&stream, engine, UInt32(dnnl_stream_default_flags.rawValue)) == dnnl_success
    else { return nil }
  }

  deinit {
    if let stream { dnnl_stream_destroy(stream) }
    if let engine { dnnl_engine_destroy(engine) }
  }
}

/// What oneDNN refused.
struct OneDNNFailure: Error {
  let status: UInt32

  /// Throws unless `status` says success.
  static func check(_ status: dnnl_status_t) throws {
    if status != dnnl_success { throw OneDNNFailure(status: UInt32(status.rawValue)) }
  }
}

/// A oneDNN memory object over a layout; its data are given at each execution, or its own.
final class OneDNNMemory {
  private(set) var handle: dnnl_memory_t?
  private let own: Buffer?

  init(_ layout: UnsafePointer<dnnl_memory_desc_t>, _ stream: OneDNNStream, ownsData: Bool = false) throws {
    own = ownsData ? Buffer(count: (dnnl_memory_desc_get_size(layout) + 3) / 4) : nil
    // Without data yet: nil is DNNL_MEMORY_NONE.
    try OneDNNFailure.check(dnnl_memory_create(&handle, layout, stream.engine, own?.base))
  }

  /// Its own data, when it has some.
  var base: UnsafeMutablePointer<Float>? { own?.base }

  func point(to data: UnsafeMutablePointer<Float>) throws {
    try OneDNNFailure.check(dnnl_memory_set_data_handle(handle, data))
  }

  deinit { if let handle { dnnl_memory_destroy(handle) } }
}
