/// A parameter of the demo corpus that is out of its range.
public enum DemoError: ExplainedError, Equatable {
  case tracks(Int)
  case duration(Double)
  case genres(Int)
  case sampleRate(Int)

  public var message: String {
    switch self {
    case .tracks(let count): "a demo corpus cannot have \(count) tracks"
    case .duration(let seconds): "a demo track cannot last \(seconds) s"
    case .genres(let count): "a demo corpus cannot have \(count) genres"
    case .sampleRate(let rate): "demo tracks cannot be rendered at \(rate) Hz"
    }
  }

  public var hint: String? {
    switch self {
    case .tracks: "give 1 to 100000 tracks"
    case .duration: "give 0.5 to 60 seconds"
    case .genres: "give 1 to \(DemoGenre.all.count) genres"
    case .sampleRate: "give 8000 to 48000 Hz"
    }
  }

  public var parameter: String? {
    switch self {
    case .tracks: "tracks"
    case .duration: "duration"
    case .genres: "genres"
    case .sampleRate: "rate"
    }
  }

  static func check(tracks: Int, duration: Double, genres: Int) throws(DemoError) {
    guard (1...100_000).contains(tracks) else { throw .tracks(tracks) }
    guard (0.5...60).contains(duration) else { throw .duration(duration) }
    guard (1...DemoGenre.all.count).contains(genres) else { throw .genres(genres) }
  }
}
