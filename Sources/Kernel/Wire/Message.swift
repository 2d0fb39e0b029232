/// One request of a front end, verified and read.
struct Request: Sendable {
  let channel: WireChannel
  /// Routing frames, kept verbatim for the reply.
  let identities: [[UInt8]]
  /// The header exactly as it came: it is the parent header of every answer, never written anew.
  let headerBytes: [UInt8]
  let type: String
  let messageID: String
  let session: String
  let content: JSON
  /// The shell that it is for; `nil` is the main one.
  var subshell: String?
  /// Empty when the front end has no key.
  var signature: [UInt8] = []
  /// The header that it answers, on stdin.
  var parentBytes: [UInt8] = []
}

/// One message of the kernel, before it is signed.
struct OutgoingMessage: Sendable {
  let type: String
  let content: JSON
  var metadata: JSON = .object([:])
  /// The header of the request it answers; `nil` when it answers none.
  var parent: [UInt8]?
  /// Routing frames on a reply; the topic on iopub.
  var identities: [[UInt8]] = []
  var buffers: [[UInt8]] = []
}
