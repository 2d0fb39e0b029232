import Testing

@testable import MVAEKit

@Suite struct MelFilterBankTests {
  /// librosa 0.11's own banks, within 1e-6 of the largest weight (float32).
  @Test func banksEqualLibrosa() throws {
    guard let slaney = try AudioReference.array("audio-reference/melfb_slaney_128.npy"),
      let htk = try AudioReference.array("audio-reference/melfb_htk_128.npy")
    else { return }
    let ours = try MelFilterBank(sampleRate: 22050, fft: 2048, bands: 128)
    let ourHTK = try MelFilterBank(
      sampleRate: 22050, fft: 2048, bands: 128, scale: .htk, isNormalized: false)
    #expect(largestDifference(dense(ours), slaney.floats) <= 1e-6 * (slaney.floats.max() ?? 0))
    #expect(largestDifference(dense(ourHTK), htk.floats) <= 1e-6 * (htk.floats.max() ?? 0))
  }

  /// The MATLAB banks of D. Ellis' fft2melmx at many sizes, rates and ranges: 1e-6 of the peak in float32,
  /// 1e-12 in double. Columns above Nyquist are cut.
  @Test func banksEqualMATLAB() throws {
    guard let index = try AudioReference.matlabIndex() else { return }
    let names = index.keys.filter { $0.hasPrefix("feature-melfb") }.sorted()
    #expect(names.count > 10)
    for name in names {
      guard let entry = index[name], let sampleRate = entry["sr"] as? Double,
        let fft = entry["nfft"] as? Double, let bands = entry["nfilts"] as? Double,
        let fmin = entry["fmin"] as? Double, let fmax = entry["fmax"] as? Double,
        let htk = entry["htk"] as? Double,
        let reference = try AudioReference.array("librosa-reference/\(name)_wts.npy")
      else { continue }
      let isNormalized = name != "feature-melfbnorm-002"
      let bank = try MelFilterBank(
        sampleRate: Int(sampleRate), fft: Int(fft), bands: Int(bands), minimum: fmin, maximum: fmax,
        scale: htk == 1 ? .htk : .slaney, isNormalized: isNormalized)
      let expected = cut(reference, to: bank.bins)
      let peak = expected.max() ?? 0
      #expect(largestDifference(dense(bank), expected.map { Float($0) }) <= Float(1e-6 * peak), "\(name)")
      let edges = MelFilterBank.edges(
        bands: Int(bands), minimum: fmin, maximum: fmax, scale: htk == 1 ? .htk : .slaney)
      let exact = (0..<Int(bands)).flatMap { band in
        MelFilterBank.triangle(
          edges[band...band + 2], bins: bank.bins, width: sampleRate / fft, isNormalized: isNormalized)
      }
      let worst = zip(exact, expected).map { abs($0 - $1) }.max() ?? 1
      #expect(worst <= 1e-12, "\(name)")
    }
  }

  /// Relative 1e-9 against the MATLAB conversions, and each scale undoes itself.
  @Test(arguments: [("003", MelScale.slaney), ("004", MelScale.htk)])
  func scalesEqualMATLAB(number: String, scale: MelScale) throws {
    guard let hertz = try AudioReference.array("librosa-reference/feature-hz_to_mel-\(number)_f.npy"),
      let mels = try AudioReference.array("librosa-reference/feature-hz_to_mel-\(number)_result.npy")
    else { return }
    for (frequency, mel) in zip(hertz.values, mels.values) {
      #expect(abs(scale.mel(frequency) - mel) <= 1e-9 * max(1, abs(mel)))
      #expect(abs(scale.hertz(mel) - frequency) <= 1e-9 * max(1, frequency))
    }
  }

  @Test func tooManyBandsAreNoted() throws {
    let bank = try MelFilterBank(sampleRate: 22050, fft: 256, bands: 128)
    #expect(bank.emptyBands > 0)
    #expect(bank.notes.count == 1)
    #expect(try MelFilterBank(sampleRate: 22050, fft: 2048, bands: 128).notes.isEmpty)
  }

  private func dense(_ bank: MelFilterBank) -> [Float] {
    (0..<bank.bands).flatMap { bank.weights(band: $0) }
  }

  private func cut(_ array: ReferenceArray, to bins: Int) -> [Double] {
    let width = array.shape[1]
    return (0..<array.shape[0]).flatMap { row in array.values[row * width..<row * width + bins] }
  }
}
