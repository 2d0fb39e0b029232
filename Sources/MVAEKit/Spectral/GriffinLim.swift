import CHotLoops
import Foundation

/// The sizes of a short-time Fourier transform without its phases.
public struct MagnitudeSpectrogram: Sendable, Equatable {
  public let configuration: STFTConfiguration
  /// In Hz.
  public let sampleRate: Int
  public let frames: Int
  /// frames × bins.
  public let values: [Float]

  public init(_ spectrogram: Spectrogram) {
    configuration = spectrogram.configuration
    sampleRate = spectrogram.sampleRate
    frames = spectrogram.frames
    values = (0..<spectrogram.frames * spectrogram.bins).map { index in
      hypot(spectrogram.values[2 * index], spectrogram.values[2 * index + 1])
    }
  }

  init(configuration: STFTConfiguration, sampleRate: Int, frames: Int, values: [Float]) {
    self.configuration = configuration
    self.sampleRate = sampleRate
    self.frames = frames
    self.values = values
  }
}

/// Finds phases for magnitudes, and with them the sound.
///
/// The fast Griffin-Lim algorithm (Griffin & Lim 1984; Perraudin et al. 2013) as `librosa.griffinlim`: from random phases
/// the spectrum of the resynthesised sound is taken, less momentum / (1 + momentum) of the one before, and its magnitudes
/// are set back.
public struct GriffinLim: Sendable, Equatable {
  public var iterations: Int
  public var momentum: Double
  /// Of the random phases.
  public var seed: UInt64

  public init(iterations: Int = 32, momentum: Double = 0.99, seed: UInt64 = 1) {
    self.iterations = iterations
    self.momentum = momentum
    self.seed = seed
  }

  /// - Throws: ``SpectralError`` naming `iterations` or `momentum`, `CancellationError`.
  public func audio(
    of magnitude: MagnitudeSpectrogram, cancellation: Cancellation = Cancellation(),
    progress: ProgressHandler = { _ in }
  ) throws -> AudioBuffer {
    try SpectralError.check("iterations", Double(iterations), in: 1...10_000)
    try SpectralError.check("momentum", momentum, in: 0...1)
    let search = try PhaseSearch(magnitude, cancellation: cancellation)
    try search.begin(seed: seed)
    for iteration in 0..<iterations {
      let weight = iteration == 0 ? 0 : momentum / (1 + momentum)
      try search.step(samples: try search.samples(), weight: Float(weight))
      progress(WorkProgress(completed: iteration + 1, total: iterations, unit: "iterations", detail: ""))
    }
    return AudioBuffer(samples: try search.samples(), sampleRate: magnitude.sampleRate)
  }
}

private final class PhaseSearch {
  private let magnitude: MagnitudeSpectrogram
  private let cancellation: Cancellation
  private let synthesis: FrameSynthesis
  private let analysis: FrameTransform
  private let spectrum: AlignedMemory<Float>
  /// frames × bins (real, imaginary) pairs.
  private let estimate: AlignedMemory<Float>
  private let previous: AlignedMemory<Float>
  private var bins: Int { magnitude.configuration.bins }

  init(_ magnitude: MagnitudeSpectrogram, cancellation: Cancellation) throws {
    let configuration = magnitude.configuration
    guard magnitude.frames > 0, magnitude.values.count == magnitude.frames * configuration.bins else {
      throw SpectralError.emptyAudio
    }
    self.magnitude = magnitude
    self.cancellation = cancellation
    synthesis = try FrameSynthesis(configuration, frames: magnitude.frames)
    analysis = FrameTransform(configuration, plan: try RealFourierPlan(size: configuration.fft))
    spectrum = AlignedMemory(count: 2 * configuration.bins)
    estimate = AlignedMemory(count: 2 * magnitude.values.count)
    previous = AlignedMemory(count: 2 * magnitude.values.count)
  }

  func begin(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    for frame in 0..<magnitude.frames {
      if frame % 16 == 0 { try cancellation.check() }
      for index in frame * bins..<(frame + 1) * bins {
        let phase = 2 * Double.pi * random.uniform()
        estimate.start[2 * index] = magnitude.values[index] * Float(cos(phase))
        estimate.start[2 * index + 1] = magnitude.values[index] * Float(sin(phase))
      }
    }
  }

  /// What the phases so far sound like.
  func samples() throws -> [Float] {
    for frame in 0..<magnitude.frames {
      if frame % 16 == 0 { try cancellation.check() }
      synthesis.add(estimate.start + 2 * bins * frame, frame: frame)
    }
    return synthesis.finish()
  }

  /// Takes the phases of what they sound like.
  func step(samples: [Float], weight: Float) throws {
    try samples.withUnsafeBufferPointer { samples in
      try magnitude.values.withUnsafeBufferPointer { magnitudes in
        guard let sizes = magnitudes.baseAddress else { return }
        for frame in 0..<magnitude.frames {
          if frame % 16 == 0 { try cancellation.check() }
          let offset = bins * frame
          analysis.spectrum(of: samples, frame: frame, into: spectrum.start)
          hot_phase_step(
            spectrum.start, previous.start + 2 * offset, sizes + offset, bins, weight,
            estimate.start + 2 * offset)
        }
      }
    }
  }
}
