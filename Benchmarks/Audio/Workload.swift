import MVAEKit

/// Work at the settings that speed is measured at: 128 log-mel bands and 40 MFCC of frames of 2048 every 512 samples.
enum Workload {
  /// Decoding, both features and their means of every file of a folder.
  case files(Corpus)
  /// The same of samples that are in memory.
  case samples(Corpus)
  /// Sound of a mel spectrogram.
  case inverse(MelSpectrogram)
  /// The files with a cache of their features that is full.
  case cached(Corpus, FeatureCache)

  static let names = ["files", "pcm", "inverse", "cached"]

  private static let extractor = SpectralExtractor(
    SpectralConfiguration(
      features: [.mel(MelAnalysis(bands: 128)), .mfcc(coefficients: 40)], summary: [.mean]))

  /// - Parameter path: a folder, or for `inverse` one file.
  init?(named name: String, path: String) throws {
    switch name {
    case "files":
      let corpus = try Corpus.folder(path: path).corpus
      _ = try Self.extractor.extract(from: corpus.selecting([0]), threads: 1)
      self = .files(corpus)
    case "pcm":
      let corpus = try Corpus.folder(path: path).corpus
      self = .samples(
        Corpus(
          name: corpus.name, tracks: try corpus.tracks.map { try Self.decoded($0, corpus.sampleRate) },
          labelNames: []))
    case "cached":
      let corpus = try Corpus.folder(path: path).corpus
      self = .cached(corpus, FeatureCache(folder: path + "/cache"))
      try run(threads: 1, argument: nil)
    case "inverse":
      let configuration = MelConfiguration(bands: 128, decibels: DecibelScale(range: nil))
      self = .inverse(try MelExtractor(configuration).melSpectrogram(of: try AudioFile.read(path: path)))
    default: return nil
    }
  }

  /// - Parameter argument: for `inverse`, the wav file to write.
  func run(threads: Int, argument: String?) throws {
    switch self {
    case .files(let corpus), .samples(let corpus):
      _ = try Self.extractor.extract(from: corpus, threads: threads)
    case .cached(let corpus, let cache):
      var extractor = Self.extractor
      extractor.cache = cache
      _ = try extractor.extract(from: corpus, threads: threads)
    case .inverse(let mel):
      let audio = try GriffinLim(iterations: 32).audio(of: try mel.magnitude(MelAnalysis(bands: 128)))
      if let argument { try AudioFile.write(audio, path: argument) }
    }
  }

  private struct Samples: AudioSource {
    let location: String
    let audio: AudioBuffer

    func read(sampleRate: Int, cancellation: Cancellation) throws -> AudioBuffer { audio }
  }

  private static func decoded(_ track: Track, _ sampleRate: Int) throws -> Track {
    let audio = try track.source.read(sampleRate: sampleRate, cancellation: Cancellation())
    return Track(
      id: track.id, title: track.title, group: track.group, duration: track.duration, labels: [:],
      source: Samples(location: track.source.location, audio: audio))
  }
}

extension SpectralExtractor {
  fileprivate func extract(from corpus: Corpus, threads: Int) throws -> FeatureExtraction<FeatureMatrix> {
    try extract(from: corpus, threads: threads, cancellation: Cancellation(), progress: { _ in })
  }
}
