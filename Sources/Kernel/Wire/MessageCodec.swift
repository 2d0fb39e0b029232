import FoundationEssentials
import Synchronization

/// Turns frames into requests and messages into signed frames, for one session of the kernel.
final class MessageCodec: Sendable {
  static let protocolVersion = "5.6"
  static let delimiter = Array("<IDS|MSG>".utf8)

  let session: String
  private let signer: Signer
  private let count = Atomic(0)

  init(session: String, key: String) {
    self.session = session
    signer = Signer(key: key)
  }

  /// Why frames are not a request of ours; logged, never answered.
  enum Rejection: Error, Equatable {
    case noDelimiter
    case truncated
    case wrongSignature
    case replayed
    case malformed(String)
  }

  func request(from frames: [[UInt8]], on channel: WireChannel) throws(Rejection) -> Request {
    guard let mark = frames.firstIndex(of: Self.delimiter) else { throw .noDelimiter }
    guard frames.count >= mark + 6 else { throw .truncated }
    let parts = frames[(mark + 2)..<(mark + 6)]
    guard signer.verifies(frames[mark + 1], of: parts) else { throw .wrongSignature }
    let header = try json(frames[mark + 2], "header")
    let content = try json(frames[mark + 5], "content")
    guard let type = header["msg_type"]?.string, let id = header["msg_id"]?.string else {
      throw .malformed("header")
    }
    guard content.object != nil else { throw .malformed("content") }
    return Request(
      channel: channel, identities: Array(frames[..<mark]), headerBytes: frames[mark + 2], type: type,
      messageID: id, session: header["session"]?.string ?? "", content: content,
      subshell: header["subshell_id"]?.string, signature: signer.isKeyed ? frames[mark + 1] : [],
      parentBytes: frames[mark + 3])
  }

  func frames(for message: OutgoingMessage) -> [[UInt8]] {
    let parts = [
      header(type: message.type, id: newID()), message.parent ?? Array("{}".utf8), message.metadata.bytes,
      message.content.bytes,
    ]
    return message.identities + [Self.delimiter, signer.signature(of: parts)] + parts + message.buffers
  }

  /// Unique in the world by the session, in the session by the count.
  private func newID() -> String {
    "\(session)_\(count.wrappingAdd(1, ordering: .relaxed).newValue)"
  }

  private func header(type: String, id: String) -> [UInt8] {
    let header: JSON = [
      "msg_id": .string(id), "session": .string(session), "username": "mvae",
      "date": .string(WireDate.now()), "msg_type": .string(type), "version": .string(Self.protocolVersion),
    ]
    return header.bytes
  }

  private func json(_ bytes: [UInt8], _ name: String) throws(Rejection) -> JSON {
    do {
      return try JSON(bytes: bytes)
    } catch {
      throw .malformed(name)
    }
  }
}
