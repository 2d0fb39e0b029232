import CSoxr

/// A sample-rate converter: soxr's "HQ" recipe (20 bit, linear phase), as `soxr_hq` of librosa.
///
/// The output has ceil(n · target / source) samples, zero-filled or cut, like `librosa.resample`.
final class Resampler {
  private let handle: OpaquePointer
  private let ratio: Double
  private var output: [Float]
  private var consumed = 0

  init(from source: Int, to target: Int) throws {
    var failure: UnsafePointer<CChar>?
    var sampleType = soxr_io_spec(SOXR_FLOAT32_I, SOXR_FLOAT32_I)
    var quality = soxr_quality_spec(UInt(SOXR_20_BITQ), 0)
    guard
      let handle = soxr_create(Double(source), Double(target), 1, &failure, &sampleType, &quality, nil),
      failure == nil
    else { throw AudioError.sampleRate(target) }
    self.handle = handle
    ratio = Double(target) / Double(source)
    output = [Float](repeating: 0, count: 8192)
  }

  deinit { soxr_delete(handle) }

  /// Converts `count` samples, appending what is ready to `result`.
  func process(_ input: UnsafePointer<Float>, count: Int, into result: inout [Float]) {
    var start = 0
    consumed += count
    while start < count {
      var taken = 0
      var made = 0
      _ = soxr_process(handle, input + start, count - start, &taken, &output, output.count, &made)
      result.append(contentsOf: output[..<made])
      start += taken
      if taken == 0, made == 0 { break }
    }
  }

  /// Appends the converter's tail and brings `result` to its exact length.
  func finish(into result: inout [Float]) {
    var made = 0
    repeat {
      _ = soxr_process(handle, nil, 0, nil, &output, output.count, &made)
      result.append(contentsOf: output[..<made])
    } while made > 0
    let length = Int((Double(consumed) * ratio).rounded(.up))
    if result.count > length {
      result.removeLast(result.count - length)
    } else {
      result.append(contentsOf: repeatElement(0, count: length - result.count))
    }
  }
}
