import Testing

@testable import MVAEKit

/// The way from the file to the feature, decoder and resampler included.
@Suite struct FileFeatureTests {
  /// Log-mel bands of the first 10 s below the 120th of 128 within 0.1 dB of librosa 0.11's: in the others the slopes of
  /// the resamplers lie.
  @Test(arguments: ["t00.wav", "t04.flac", "t08.ogg", "t12.mp3"]) func bandsEqualLibrosa(name: String) throws
  {
    let stem = name.replacing(".", with: "_")
    guard let path = AudioReference.path("audio-reference/\(name)"),
      let expected = try AudioReference.array("audio-reference/\(stem)_logmel.npy")?.floats
    else { return }
    let file = try AudioFile.read(path: path)
    let audio = AudioBuffer(samples: Array(file.samples.prefix(220_500)), sampleRate: file.sampleRate)
    let ours = try MelExtractor(MelConfiguration(bands: 128)).melSpectrogram(of: audio)
    let count = 120 * ours.frames
    #expect(largestDifference(Array(ours.values.prefix(count)), Array(expected.prefix(count))) <= 0.1)
  }

  /// In a crowd of threads every file gives the bytes that it gives alone.
  @Test func filesGiveTheSameBytesAtAnyThreadCount() throws {
    guard let path = AudioReference.path("audio-reference/t00.wav") else { return }
    let folder = String(path.dropLast("/t00.wav".count))
    let options = FolderOptions(excerpt: Excerpt(offset: 1, duration: 3))
    let corpus = try Corpus.folder(path: folder, options: options).corpus
    let extractor = SpectralExtractor(SpectralConfiguration(features: [.mel(), .mfcc(), .chroma(), .tempo]))
    let one = try extractor.extract(
      from: corpus, threads: 1, cancellation: Cancellation(), progress: { _ in })
    #expect(one.features.rows.count >= 4)
    for threads in [2, 5] {
      let several = try extractor.extract(
        from: corpus, threads: threads, cancellation: Cancellation(), progress: { _ in })
      #expect(several == one)
    }
  }
}
