import MVAEKit

/// A sound with a name, ready to play.
struct Clip: Sendable {
  let title: String
  let audio: AudioBuffer
}

extension Clip: WorkspaceValue {
  static var kind: ValueKind { .clip }
  var brief: String { "\(title), \(NumberText.seconds(audio.duration)) at \(audio.sampleRate) Hz" }
  var byteCount: Int { audio.samples.count * 4 }
  var presentation: Presentation { .audio(self) }
}
