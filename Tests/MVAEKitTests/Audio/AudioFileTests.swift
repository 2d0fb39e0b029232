import Foundation
import Testing

@testable import MVAEKit

@Suite struct AudioFileTests {
  /// Against librosa 0.11's samples of the first 10 s, all from 44.1 kHz stereo. Equal to the bit for
  /// wav, flac and mp3; Vorbis decoders of other versions round differently in the last bit: 2e-6 of full
  /// scale, one step of 20 bits.
  @Test(arguments: ["t00.wav", "t04.flac", "t08.ogg", "t12.mp3"])
  func samplesEqualLibrosa(name: String) throws {
    let stem = name.replacingOccurrences(of: ".", with: "_")
    guard let path = AudioReference.path("audio-reference/\(name)"),
      let expected = try AudioReference.array("audio-reference/\(stem)_y.npy")?.floats
    else { return }
    let info = try AudioFile.inspect(path: path)
    #expect(info.sampleRate == 44100 && info.channels == 2)
    #expect(abs(info.duration - 30) < 0.1)
    let audio = try AudioFile.read(path: path)
    #expect(audio.sampleRate == 22050)
    #expect(audio.samples.count == (info.frames + 1) / 2)
    let difference = largestDifference(Array(audio.samples.prefix(expected.count)), expected)
    #expect(difference <= 2e-6)
  }

  /// Each coding of a WAV file holds the same three frames of two channels; mono is their mean.
  @Test(arguments: ["u8", "s16", "s24", "s32", "f32", "f64", "extensible"])
  func codingsAreRead(coding: String) throws {
    let folder = try AudioFolder()
    let steps: [Double] = [0.5, 0, -0.25, -0.25, 0, -1]
    let body = steps.flatMap { Self.bytes(of: $0, coding: coding) }
    try folder.add("x.wav", bytes: Self.header(coding: coding, body: body.count * 400) + repeated(body))
    let audio = try AudioFile.read(path: folder.path + "/x.wav", sampleRate: 8000)
    #expect(audio.samples.count == 1200)
    #expect(Array(audio.samples.prefix(3)) == [0.25, -0.25, -0.5])
  }

  private func repeated(_ body: [UInt8]) -> [UInt8] {
    (0..<400).flatMap { _ in body }
  }

  private static func bytes(of value: Double, coding: String) -> [UInt8] {
    switch coding {
    case "u8": [UInt8(128 + value * 128)]
    case "s16", "extensible": little(Int16(value * 32768), 2)
    case "s24": little(Int32(value * 8_388_608), 3)
    case "s32": little(Int32(value * 2_147_483_648), 4)
    case "f32": little(Float(value).bitPattern, 4)
    default: little(value.bitPattern, 8)
    }
  }

  private static func header(coding: String, body: Int) -> [UInt8] {
    let width = ["u8": 1, "s16": 2, "s24": 3, "s32": 4, "f32": 4, "f64": 8, "extensible": 2][coding] ?? 2
    let isFloat = coding.hasPrefix("f")
    let isExtensible = coding == "extensible"
    var format = little(UInt16(isExtensible ? 0xFFFE : isFloat ? 3 : 1), 2) + little(UInt16(2), 2)
    format += little(UInt32(8000), 4) + little(UInt32(16000 * width), 4)
    format += little(UInt16(2 * width), 2) + little(UInt16(8 * width), 2)
    if isExtensible {
      let tail: [UInt8] = [1, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71]
      format += little(UInt16(22), 2) + little(UInt16(16), 2) + little(UInt32(3), 4) + tail
    }
    return Array("RIFF".utf8) + little(UInt32(20 + format.count + body), 4) + Array("WAVEfmt ".utf8)
      + little(UInt32(format.count), 4) + format + Array("data".utf8) + little(UInt32(body), 4)
  }

  private static func little(_ value: some FixedWidthInteger, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  @Test func samplesThatAreNoNumbersAreRefused() throws {
    let folder = try AudioFolder()
    var body = [UInt8](repeating: 0, count: 4000)
    body.replaceSubrange(2000..<2004, with: Self.little(Float.nan.bitPattern, 4))
    try folder.add("nan.wav", bytes: Self.header(coding: "f32", body: body.count) + body)
    let path = folder.path + "/nan.wav"
    #expect(throws: AudioError.notFinite(path: path, seconds: 0)) { try AudioFile.read(path: path) }
  }

  /// Integer formats come back within half a step of 16 bits; lossy ones at least sound alike.
  @Test(arguments: [("wav", 1.0 / 65536), ("flac", 1.0 / 65536), ("ogg", 0.02), ("mp3", 0.02)])
  func writingIsUndoneByReading(format: String, tolerance: Double) throws {
    let folder = try AudioFolder()
    let samples = (0..<22050).map { Float(0.5 * sin(2 * Double.pi * 440 * Double($0) / 22050)) }
    let path = folder.path + "/out." + format
    try AudioFile.write(AudioBuffer(samples: samples, sampleRate: 22050), path: path)
    let back = try AudioFile.read(path: path)
    #expect(back.samples.count == samples.count)
    let middle = 2000..<20000
    #expect(Double(largestDifference(Array(samples[middle]), Array(back.samples[middle]))) <= tolerance)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out." + format])
  }

  @Test func loudSamplesAreClipped() throws {
    let folder = try AudioFolder()
    let buffer = AudioBuffer(samples: [2, -2, .nan, 1, -1, 0.5], sampleRate: 8000)
    try AudioFile.write(buffer, path: folder.path + "/x.wav")
    let back = try AudioFile.read(path: folder.path + "/x.wav", sampleRate: 8000).samples
    let full: Float = 32767 / 32768
    #expect(back == [full, -1, 0, full, -1, 0.5])
    try folder.add("memory.wav", bytes: buffer.wavData())
    #expect(try AudioFile.read(path: folder.path + "/memory.wav", sampleRate: 8000).samples == back)
    #expect(buffer.wavData().count == 44 + 12)
  }

  @Test func whatCannotBeWrittenSaysWhy() throws {
    let folder = try AudioFolder()
    let buffer = AudioBuffer(samples: [0, 0], sampleRate: 8000)
    #expect(throws: AudioError.unknownExtension(path: "x.txt")) { try AudioFile.write(buffer, path: "x.txt") }
    let nowhere = folder.path + "/no/where.wav"
    let error = #expect(throws: AudioError.self) { try AudioFile.write(buffer, path: nowhere) }
    #expect(error?.message.contains(nowhere) == true)
    #expect(throws: AudioError.self) {
      try AudioFile.write(AudioBuffer(samples: [], sampleRate: 8000), path: folder.path + "/e.wav")
    }
    #expect(throws: AudioError.self) {
      try AudioFile.write(AudioBuffer(samples: [0], sampleRate: 12345), path: folder.path + "/e.mp3")
    }
  }

  @Test func cancellationStopsReading() throws {
    let folder = try AudioFolder()
    try folder.addTone("a.wav")
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(throws: CancellationError.self) {
      try AudioFile.read(path: folder.path + "/a.wav", cancellation: cancellation)
    }
  }
}
