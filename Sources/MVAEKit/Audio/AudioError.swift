/// Why audio could not be read or written.
public enum AudioError: ExplainedError, Equatable {
  case notFound(path: String)
  /// A folder, a pipe or a device.
  case notAFile(path: String)
  /// The bytes are no audio that can be decoded; `reason` completes "NAME ...".
  case unreadable(path: String, reason: String)
  /// A known format without a decoder here, such as AAC in an .m4a file.
  case undecodable(path: String, format: String)
  case empty(path: String)
  /// The decoder gave up at `seconds`.
  case damaged(path: String, seconds: Double, reason: String)
  /// A sample that is not a number, or infinite.
  case notFinite(path: String, seconds: Double)
  case implausibleRate(path: String, rate: Int)
  case tooLong(path: String, hours: Double)
  case sampleRate(Int)
  /// An offset or a duration that no recording can have.
  case excerpt(parameter: String, value: Double)
  /// The recording ends before the excerpt begins.
  case shorter(path: String, seconds: Double, offset: Double)
  case unknownExtension(path: String)
  case notWritable(path: String, reason: String)

  public var message: String {
    switch self {
    case .sampleRate(let rate): "a sample rate of \(rate) Hz is out of range"
    case .excerpt: reason
    case .notFound(let path), .notAFile(let path), .unreadable(let path, _), .undecodable(let path, _),
      .empty(let path), .damaged(let path, _, _), .notFinite(let path, _), .implausibleRate(let path, _),
      .tooLong(let path, _), .shorter(let path, _, _), .unknownExtension(let path), .notWritable(let path, _):
      "\"\(path)\" \(reason)"
    }
  }

  /// The message without the path, for a table that names the file already.
  public var reason: String {
    switch self {
    case .notFound: "does not exist"
    case .notAFile: "is not a file"
    case .unreadable(_, let reason): "cannot be read as audio: \(reason)"
    case .undecodable(_, let format): "is \(format), which cannot be decoded here"
    case .empty: "holds no audio"
    case .damaged(_, let seconds, let reason): "is damaged at \(Self.rounded(seconds)) s: \(reason)"
    case .notFinite(_, let seconds):
      "has a sample that is not a finite number at about \(Self.rounded(seconds)) s"
    case .implausibleRate(_, let rate): "claims \(rate) samples a second"
    case .tooLong(_, let hours): "is longer than \(Int(hours)) hours"
    case .sampleRate(let rate): "cannot be read at \(rate) Hz"
    case .excerpt(let parameter, let value):
      parameter == "offset" ? "an offset of \(value) s is out of range" : "\(value) s is no duration"
    case .shorter(_, let seconds, let offset):
      "is \(Self.rounded(seconds)) s long: it ends before the offset of \(Self.rounded(offset)) s"
    case .unknownExtension: "does not say which audio format to write"
    case .notWritable(_, let reason): "cannot be written: \(reason)"
    }
  }

  public var hint: String? {
    switch self {
    case .notFound: "check the spelling; a relative path starts at the notebook's folder"
    case .notAFile: "give the path of one audio file"
    case .unreadable: "wav, flac, ogg, mp3 and aiff files are read"
    case .undecodable: "convert it to wav, flac, ogg or mp3"
    case .empty: "the recording may have been cut off while it was copied"
    case .damaged, .notFinite: "decode it anew from its source, or leave it out"
    case .implausibleRate: "the header is damaged: rates from 1,000 to 768,000 Hz are read"
    case .tooLong: "cut it into shorter recordings"
    case .sampleRate: "choose between 1,000 and 768,000 Hz; 22050 is usual"
    case .excerpt(let parameter, _):
      "give seconds, \(parameter == "offset" ? "0" : "more than 0") to \(Int(SoundFile.longestHours * 3600))"
    case .shorter: "take a smaller offset, or leave it out"
    case .unknownExtension: "end the name in .wav, .flac, .ogg or .mp3"
    case .notWritable: nil
    }
  }

  public var parameter: String? {
    switch self {
    case .sampleRate: "sample_rate"
    case .excerpt(let parameter, _): parameter
    case .shorter: "offset"
    default: nil
    }
  }

  private static func rounded(_ seconds: Double) -> Double {
    (seconds * 100).rounded() / 100
  }
}
