/// A model that turns a text into a vector of numbers; its weights come from files.
public protocol TextEmbedder: Sendable {
  /// What it is called: `all-MiniLM-L6-v2`, a file's name.
  var name: String { get }
  var dimensions: Int { get }
  /// A mark of its weights, its vocabulary and how it reads: what embeds otherwise has another.
  var identity: String { get }

  /// What is known of a text before it is embedded.
  ///
  /// - Throws: `CancellationError`.
  func read(_ text: String, cancellation: Cancellation) throws -> TextReading

  /// The embeddings of texts that were read, each of ``dimensions`` values, whatever texts are beside it.
  ///
  /// - Throws: `CancellationError`.
  func embed(_ readings: [TextReading], _ workspace: TextWorkspace, cancellation: Cancellation) throws
    -> [[Float]]

  /// Memory for ``embed(_:_:cancellation:)``, for one thread.
  func workspace() -> TextWorkspace
}

/// A text as a model sees it.
public struct TextReading: Sendable, Equatable {
  /// Numbers of rows of the model's table.
  let pieces: [Int32]
  /// Its pieces or words, and how many of them tell the model nothing.
  public let count: Int
  public let unreadable: Int

  /// 0 … 1; 1 for a text without any words.
  public var unreadableShare: Double { count > 0 ? Double(unreadable) / Double(count) : 1 }
}

/// Scratch memory of a model; of one thread.
public final class TextWorkspace {
  let encoder: BERTWorkspace?

  init(encoder: BERTWorkspace? = nil) { self.encoder = encoder }
}

/// Marks of what files hold.
enum ContentMark {
  /// FNV-1a (Fowler, Noll & Vo) over words of 64 bits in four strands, and the length: sixteen hexadecimal digits.
  static func of(_ bytes: [UInt8]) -> String {
    let prime: UInt64 = 0x100_0000_01B3
    var strands = SIMD4<UInt64>(repeating: 0xCBF2_9CE4_8422_2325)
    bytes.withUnsafeBytes { data in
      let whole = data.count / 32 * 32
      for offset in stride(from: 0, to: whole, by: 32) {
        strands = (strands ^ data.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt64>.self)) &* prime
      }
      for offset in whole..<data.count { strands[0] = (strands[0] ^ UInt64(data[offset])) &* prime }
    }
    var mark = UInt64(bytes.count)
    for strand in 0..<4 {
      // High bits reach the low ones only so.
      mark = (mark ^ strands[strand] ^ strands[strand] >> 29) &* prime
    }
    let digits = String(mark, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
