import Foundation

/// Tells from a file's first bytes why it is not decoded.
enum AudioSignature {
  static func explain(path: String) -> AudioError {
    let head = firstBytes(of: path, count: 16)
    if head.isEmpty { return .empty(path: path) }
    if let format = unsupported(head) { return .undecodable(path: path, format: format) }
    if isKnown(head) {
      return .unreadable(path: path, reason: "its header is damaged or its coding is unknown")
    }
    return .unreadable(path: path, reason: "its bytes are not audio")
  }

  private static func unsupported(_ head: [UInt8]) -> String? {
    if head.count >= 8, Array(head[4..<8]) == Array("ftyp".utf8) { return "MPEG-4 audio (m4a, AAC)" }
    if head.starts(with: [0x30, 0x26, 0xB2, 0x75]) { return "Windows Media audio" }
    if head.starts(with: Array("wvpk".utf8)) { return "WavPack audio" }
    if head.starts(with: Array("MAC ".utf8)) { return "Monkey's Audio" }
    if head.count >= 2, head[0] == 0xFF, head[1] & 0xF6 == 0xF0 { return "AAC audio" }
    if head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return "Matroska or WebM" }
    return nil
  }

  private static func isKnown(_ head: [UInt8]) -> Bool {
    ["RIFF", "RF64", "fLaC", "OggS", "FORM", "ID3", ".snd", "caff"].contains {
      head.starts(with: Array($0.utf8))
    }
  }

  private static func firstBytes(of path: String, count: Int) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = fread(&bytes, 1, count, file)
    return Array(bytes.prefix(read))
  }
}
