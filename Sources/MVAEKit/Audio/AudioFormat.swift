import CSndFile

/// Audio formats by libsndfile's numbers.
enum AudioFormat {
  /// Extensions of audio that is read, lower case.
  static let readable: Set<String> = [
    "wav", "wave", "flac", "ogg", "oga", "opus", "mp3", "mp2", "aif", "aiff", "aifc", "au", "snd", "caf",
    "w64", "rf64", "voc", "nist", "sph", "svx", "8svx", "iff", "paf", "avr", "htk", "ircam", "sf", "mpc2k",
  ]

  /// Extensions of audio that is not read: such files are reported instead of passed over.
  static let undecodable: Set<String> = [
    "m4a", "aac", "mp4", "wma", "ape", "wv", "alac", "webm", "mka", "ra",
  ]

  static func name(_ format: Int32) -> String {
    let container = Int(format) & Int(SF_FORMAT_TYPEMASK)
    let coding = Int(format) & Int(SF_FORMAT_SUBMASK)
    switch container {
    case 0x010000, 0x130000: return "WAV"
    case 0x170000: return "FLAC"
    case 0x200000: return coding == 0x0064 ? "Ogg Opus" : "Ogg Vorbis"
    case 0x230000: return coding == 0x0082 ? "MP3" : "MPEG audio"
    case 0x020000: return "AIFF"
    case 0x030000: return "AU"
    case 0x180000: return "CAF"
    case 0x220000: return "RF64"
    case 0x0B0000: return "W64"
    case 0x080000: return "VOC"
    case 0x060000: return "SVX"
    case 0x070000: return "NIST"
    default: return "other audio"
    }
  }

  /// The number to encode with, by a file name's extension.
  static func encoding(ofExtension name: String) -> (format: Int32, isInteger: Bool)? {
    switch name.lowercased() {
    case "wav": (0x010002, true)
    case "flac": (0x170002, true)
    case "ogg": (0x200060, false)
    case "mp3": (0x230082, false)
    default: nil
    }
  }
}
