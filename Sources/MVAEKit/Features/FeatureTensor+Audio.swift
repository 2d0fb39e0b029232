/// How log-mel images were made of sound, where it is known how many frames they stand for.
private struct MelOrigin {
  let analysis: MelAnalysis
  let decibels: DecibelScale
  /// In Hz.
  let sampleRate: Int
  let frames: Int

  init?(_ recipe: FeatureRecipe?) {
    guard case .mel(let configuration, let sampleRate)? = recipe, let frames = configuration.sourceFrames
    else { return nil }
    analysis = configuration.analysis
    decibels = configuration.decibels
    self.sampleRate = sampleRate
    self.frames = frames
  }
}

extension FeatureTensor {
  /// What an image sounds like.
  ///
  /// Every step of its making is undone: the frames are brought back to the length of the sound, dB to power, bands to
  /// the bins below them (``MelSpectrogram/magnitude(_:cancellation:)``), and phases are found by `griffinLim`. Where
  /// 0 dB was each track's loudest, the level is lost: the sound peaks at half of full scale.
  /// - Throws: ``SoundError``, ``SpectralError``, `CancellationError`.
  public func audio(
    row: Int, griffinLim: GriffinLim = GriffinLim(), cancellation: Cancellation = Cancellation(),
    progress: ProgressHandler = { _ in }
  ) throws -> AudioBuffer {
    guard let origin = MelOrigin(recipe), values.shape.count == 3, values.shape[1] == origin.analysis.bands
    else {
      throw SoundError.unknownOrigin(name: name)
    }
    try origin.requireModestLength()
    guard (0..<values.rows).contains(row) else { throw SoundError.noRow(row, count: values.rows) }
    let image = Array(values.row(row))
    guard image.allSatisfy({ $0.isFinite }) else { throw SoundError.notFinite(name: name, row: row) }
    let mel = origin.spectrogram(image, bands: values.shape[1], frames: values.shape[2])
    let magnitude = try mel.magnitude(origin.analysis, cancellation: cancellation)
    let audio = try griffinLim.audio(of: magnitude, cancellation: cancellation, progress: progress)
    return origin.levelled(audio)
  }
}

extension MelOrigin {
  /// A file may claim anything: no more than half an hour is made of an image.
  fileprivate func requireModestLength() throws {
    try analysis.transform.validate()
    let length = frames.multipliedReportingOverflow(by: analysis.hop)
    guard SoundFile.rates.contains(sampleRate), frames > 0, !length.overflow,
      length.partialValue <= 1800 * sampleRate, frames <= (1 << 27) / analysis.transform.bins
    else { throw SoundError.tooLong(frames: frames) }
  }

  /// The spectrogram of an image, at its own length and with power 1 at 0 dB.
  fileprivate func spectrogram(_ image: [Float], bands: Int, frames width: Int) -> MelSpectrogram {
    let level = decibels.reference == .peak ? 0 : decibels.offset(peak: 0)
    let values = FrameResizing(from: width, to: frames).apply(to: image, rows: bands).map {
      min($0 + level, 200)
    }
    return MelSpectrogram(
      values: values, bands: bands, frames: frames, unit: .decibel, sampleRate: sampleRate, hop: analysis.hop,
      frequencies: [])
  }

  /// Never beyond full scale, and at half of it where the level is unknown.
  fileprivate func levelled(_ audio: AudioBuffer) -> AudioBuffer {
    let peak = audio.samples.reduce(0) { max($0, abs($1)) }
    let wanted: Float = decibels.reference == .peak ? 0.5 : min(peak, 1)
    guard peak > 0, peak != wanted else { return audio }
    return AudioBuffer(samples: audio.samples.map { $0 * wanted / peak }, sampleRate: audio.sampleRate)
  }
}

/// Why an image cannot be heard.
public enum SoundError: ExplainedError, Equatable {
  case unknownOrigin(name: String)
  case noRow(Int, count: Int)
  case notFinite(name: String, row: Int)
  case tooLong(frames: Int)

  public var message: String {
    switch self {
    case .unknownOrigin(let name): "\(name) holds images, but not how they were made of sound"
    case .noRow(let row, let count): "there is no image \(row): there are \(count)"
    case .tooLong(let frames): "\(frames) frames are no length that an image can be heard at"
    case .notFinite(let name, let row): "image \(row) of \(name) has a value that is no finite number"
    }
  }

  public var hint: String? {
    switch self {
    case .unknownOrigin: "images of `extract mel`, and of models trained on them, can be heard"
    case .tooLong: "images of up to half an hour of sound can be heard"
    case .noRow, .notFinite: nil
    }
  }
}
