import Foundation
import Testing

@testable import MVAEKit

/// Damaged files must give samples or an error in words, never a crash, a hang or memory without bounds.
@Suite struct HostileAudioTests {
  /// 120 mutations of each format, of the 2,500 of `./scripts/soak`: MVAE_MUTATIONS sets another number.
  static let count =
    ProcessInfo.processInfo.environment["MVAE_MUTATIONS"].flatMap { Int($0) } ?? 120

  @Test(arguments: formats) func mutationsAreReadOrExplained(format: String) throws {
    let folder = try AudioFolder()
    try folder.addTone("good." + format, seconds: 1.5, rate: 22050)
    let good = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/good." + format)))
    let others = try Self.formats.map { other in
      try folder.addTone("other." + other, seconds: 0.4, pitch: 700, rate: 16000)
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path + "/other." + other)))
    }
    var random = RandomSource(seed: 11)
    var read = 0
    let before = try Self.peakMegabytes()
    let time = ThreadTime()
    for index in 0..<Self.count {
      let name = "m\(index).\(format)"
      let mutation =
        index % 5 == 4
        ? Self.splice(good, others[random.integer(below: others.count)], &random)
        : Self.mutation(of: good, &random)
      try folder.add(name, bytes: mutation)
      let path = folder.path + "/" + name
      defer { unlink(path) }
      let start = time.seconds
      do {
        _ = try? AudioFile.inspect(path: path)
        let audio = try AudioFile.read(path: path)
        #expect(!audio.samples.isEmpty && audio.samples.allSatisfy { $0.isFinite })
        #expect(audio.duration < 60)
        read += 1
      } catch let error as AudioError {
        #expect(!error.message.isEmpty && error.message.contains(path) && error.hint != nil)
      }
      #expect(time.seconds - start < 5, "mutation \(index)")
    }
    print("\(format): \(read) of \(Self.count) mutations still read")
    // Other tests run beside these few; alone, in the soak, nothing else may need the memory.
    if Self.count > 1000 { #expect(try Self.peakMegabytes() - before < 50) }
  }

  private static let formats = ["wav", "flac", "ogg", "mp3"]

  /// The most memory that the process ever had resident.
  private static func peakMegabytes() throws -> Double {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1024
  }

  /// The beginning of one file and the end of another, or one in the middle of the other.
  private static func splice(_ good: [UInt8], _ other: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    let cut = random.integer(below: good.count)
    let from = random.integer(below: other.count)
    let tail = random.integer(below: 2) == 0 ? [] : good[cut...]
    return Array(good[..<cut]) + other[from...] + tail
  }

  /// Cut off, overwritten, with bytes changed, repeated or taken out.
  private static func mutation(of good: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    var bytes = good
    let place = random.integer(below: bytes.count)
    let early = random.integer(below: min(bytes.count, 64))
    let length = min(1 + random.integer(below: 400), bytes.count - place)
    switch random.integer(below: 7) {
    case 0: bytes.removeLast(bytes.count - place)
    case 1: bytes.removeLast(bytes.count - early)
    case 2: for _ in 0..<20 { bytes[random.integer(below: bytes.count)] = UInt8(random.integer(below: 256)) }
    case 3: for _ in 0..<4 { bytes[random.integer(below: 64)] = UInt8(random.integer(below: 256)) }
    case 4: for offset in early..<min(early + 8, bytes.count) { bytes[offset] = 0xFF }
    case 5: bytes.removeSubrange(place..<place + length)
    default: for offset in place..<place + length { bytes[offset] = 0 }
    }
    return bytes
  }

  /// A header that promises 2 GB costs no memory and gives what is there.
  @Test func absurdLengthsAreNotBelieved() throws {
    let folder = try AudioFolder()
    var wav = AudioBuffer(samples: [Float](repeating: 0.5, count: 4000), sampleRate: 8000).wavData()
    wav.replaceSubrange(4..<8, with: [0xFF, 0xFF, 0xFF, 0x7F])
    wav.replaceSubrange(40..<44, with: [0xF0, 0xFF, 0xFF, 0x7F])
    try folder.add("long.wav", bytes: wav)
    #expect(try AudioFile.read(path: folder.path + "/long.wav", sampleRate: 8000).samples.count == 4000)
  }

  @Test func absurdRatesAreRefused() throws {
    let folder = try AudioFolder()
    for rate in [1, 900_000_000] {
      var wav = AudioBuffer(samples: [Float](repeating: 0.5, count: 4000), sampleRate: 8000).wavData()
      wav.replaceSubrange(24..<28, with: withUnsafeBytes(of: UInt32(rate).littleEndian) { Array($0) })
      try folder.add("rate.wav", bytes: wav)
      let path = folder.path + "/rate.wav"
      #expect(throws: AudioError.implausibleRate(path: path, rate: rate)) {
        try AudioFile.inspect(path: path)
      }
    }
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try AudioFolder()
    #expect(throws: AudioError.notAFile(path: folder.path)) { try AudioFile.read(path: folder.path) }
    #expect(throws: AudioError.notAFile(path: "/dev/zero")) { try AudioFile.read(path: "/dev/zero") }
    let missing = folder.path + "/missing.wav"
    #expect(throws: AudioError.notFound(path: missing)) { try AudioFile.read(path: missing) }
    #expect(throws: AudioError.self) { try AudioFile.read(path: "a\0b.wav") }
    let pipe = folder.path + "/pipe.wav"
    mkfifo(pipe, 0o600)
    #expect(throws: AudioError.notAFile(path: pipe)) { try AudioFile.read(path: pipe) }
    try folder.addTone("a.wav")
    #expect(throws: AudioError.sampleRate(0)) {
      try AudioFile.read(path: folder.path + "/a.wav", sampleRate: 0)
    }
  }
}
