import Foundation
import Testing

@testable import MVAEKit

@Suite struct ChromaBankTests {
  /// librosa 0.11's own bank, within 1e-6 of its largest weight.
  @Test func bankEqualsLibrosa() throws {
    guard let expected = try AudioReference.array("audio-reference/chromafb_12.npy")?.floats else { return }
    let ours = try ChromaBank(sampleRate: 22050, fft: 2048)
    #expect(largestDifference(ours.weights, expected) <= 1e-6 * (expected.max() ?? 0))
  }

  /// The MATLAB banks of D. Ellis' fft2chromamx: other rates, lengths, classes and tunings, row 0 an A.
  @Test func banksEqualMATLAB() throws {
    guard let index = try AudioReference.matlabIndex() else { return }
    let names = index.keys.filter { $0.hasPrefix("feature-chromafb") }.sorted()
    #expect(names.count > 10)
    for name in names {
      guard let entry = index[name], let sampleRate = entry["sr"] as? Double,
        let fft = entry["nfft"] as? Double, let classes = entry["nchroma"] as? Double,
        let a440 = entry["a440"] as? Double, let center = entry["ctroct"] as? Double,
        let width = entry["octwidth"] as? Double,
        let reference = try AudioReference.array("librosa-reference/\(name)_wts.npy")
      else { continue }
      let bank = try ChromaBank(
        sampleRate: Int(sampleRate), fft: Int(fft), classes: Int(classes), tuning: classes * log2(a440 / 440),
        centerOctave: center, octaveWidth: width > 0 ? width : nil, startsAtC: false)
      let columns = reference.shape[1]
      var worst = 0.0
      for row in 0..<bank.classes {
        for bin in 0..<bank.bins {
          worst = max(
            worst, abs(Double(bank.weights[row * bank.bins + bin]) - reference.values[row * columns + bin]))
        }
      }
      #expect(worst <= 1e-6 * (reference.values.max() ?? 0), "\(name)")
    }
  }
}
