import CHotLoops
import Testing

@testable import MVAEKit

/// The frames' features against librosa's former MATLAB references, from the spectra and the chroma given there.
@Suite struct MATLABFeatureTests {
  private static let width = 22050.0 / 512

  /// The magnitudes of `met-bandwidth-001`, sixteen frames side by side, and the rest of the last block silent.
  private static func blocks() throws -> (values: [[Float]], bins: Int, frames: Int)? {
    guard let spectra = try AudioReference.array("librosa-reference/met-bandwidth-001_S.npy") else {
      return nil
    }
    let (bins, frames) = (spectra.shape[0], spectra.shape[1])
    let blocks = stride(from: 0, to: frames, by: FrameBlock.lanes).map { first in
      (0..<bins).flatMap { bin in
        (first..<first + FrameBlock.lanes).map { $0 < frames ? Float(spectra.values[bin * frames + $0]) : 0 }
      }
    }
    return (blocks, bins, frames)
  }

  /// 1e-3 Hz.
  @Test func centroidsAreEqual() throws {
    guard let (blocks, bins, frames) = try Self.blocks(),
      let expected = try AudioReference.array("librosa-reference/met-centroid-001_centroid.npy")
    else { return }
    var ours: [Double] = []
    for block in blocks {
      var lanes = [Double](repeating: 0, count: FrameBlock.lanes)
      hot_lane_centroids(block, bins, Self.width, &lanes)
      ours += lanes
    }
    #expect(zip(ours, expected.values).count { abs($0 - $1) <= 1e-3 } == frames)
  }

  /// The same bin everywhere.
  @Test(arguments: [("001", 0.8), ("002", 0.9), ("003", 0.95)])
  func rolloffsAreEqual(number: String, fraction: Double) throws {
    guard let (blocks, bins, frames) = try Self.blocks(),
      let expected = try AudioReference.array("librosa-reference/met-rolloff-\(number)_rolloff.npy")
    else { return }
    var ours: [Double] = []
    for block in blocks {
      var lanes = [Float](repeating: 0, count: FrameBlock.lanes)
      hot_lane_rolloffs(block, bins, fraction, &lanes)
      ours += lanes.map { Double($0) * Self.width }
    }
    #expect(zip(ours, expected.values).count { abs($0 - $1) <= 1e-6 } == frames)
  }

  /// 1e-6.
  @Test func tonnetzOfGivenChromaIsEqual() throws {
    guard let chroma = try AudioReference.array("librosa-reference/feature-tonnetz-chroma_value.npy"),
      let expected = try AudioReference.array("librosa-reference/feature-tonnetz-msaf_value.npy")
    else { return }
    #expect(largestDifference(Tonnetz.values(of: chroma.floats), expected.floats) <= 1e-6)
  }
}
