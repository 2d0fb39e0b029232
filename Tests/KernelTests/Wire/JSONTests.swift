import Testing

@testable import Kernel

@Suite struct JSONTests {
  private static func text(_ json: JSON) -> String { String(decoding: json.bytes, as: UTF8.self) }
  private static func read(_ text: String) throws -> JSON { try JSON(bytes: Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), ("true", .bool(true)), ("0", .integer(0)), ("1", .integer(1)), ("-7", .integer(-7)),
      ("1.5", .number(1.5)), ("\"é🎵\"", .string("é🎵")), ("[]", .array([])), ("{}", .object([:])),
      ("[1,[true,null],\"a/b\"]", .array([.integer(1), .array([.bool(true), .null]), .string("a/b")])),
      ("{\"a\":1,\"b\":{\"c\":false}}", .object(["a": .integer(1), "b": .object(["c": .bool(false)])])),
    ] as [(String, JSON)])
  func readsAndWritesTheSame(_ text: String, _ json: JSON) throws {
    #expect(try Self.read(text) == json)
    #expect(Self.text(json) == text)
  }

  @Test func numbersThatJSONLacksAreNull() {
    #expect(
      Self.text([.number(.nan), .number(.infinity), .number(-.infinity), 1.5]) == "[null,null,null,1.5]")
  }

  @Test func keysAreInOrder() {
    #expect(Self.text(["b": 1, "a": 2, "c": 3]) == "{\"a\":2,\"b\":1,\"c\":3}")
  }

  @Test func controlSignsSurvive() throws {
    let json = JSON.string("\u{0}\u{1B}[31m\n\t\"\\ \u{2028}")
    #expect(try JSON(bytes: json.bytes) == json)
  }

  @Test(
    arguments: [
      "", "{", "[1,", "{\"a\"}", "nul", "\"abc", "{'a': 1}", "[1 2]", "\u{1}", "{} x", "\"\\ud800\"", "01",
      "+1",
    ])
  func malformedIsRefused(_ text: String) {
    #expect(throws: (any Error).self) { try Self.read(text) }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: (any Error).self) { try JSON(bytes: [0x22, 0xFF, 0xFE, 0x22]) }
    #expect(throws: (any Error).self) { try JSON(bytes: [0x00, 0x01, 0x02]) }
  }

  @Test(arguments: ["[", "{\"a\":", "[[{\"a\":["])
  func deepNestingIsRefused(_ opening: String) {
    let deep = String(repeating: opening, count: 100_000)
    #expect(throws: (any Error).self) { try Self.read(deep) }
  }

  /// A value is tried as several types: the tries must not multiply with the depth.
  @Test(.timeLimit(.minutes(5))) func deepButWholeIsQuick() throws {
    let depth = 200
    let text = String(repeating: "[{\"a\":", count: depth) + "1" + String(repeating: "}]", count: depth)
    #expect(try Self.text(Self.read(text)) == text)
    let broken = String(repeating: "[{\"a\":", count: depth) + "1e999" + String(repeating: "}]", count: depth)
    #expect(throws: (any Error).self) { try Self.read(broken) }
  }

  @Test func accessorsAnswerOnlyTheirKind() {
    let json: JSON = ["s": "x", "b": true, "i": 3, "d": 3.0, "h": 3.5, "a": [1], "o": [:]]
    #expect(json["s"]?.string == "x")
    #expect(json["b"]?.bool == true)
    #expect(json["i"]?.integer == 3)
    #expect(json["d"]?.integer == 3)
    #expect(json["h"]?.integer == nil)
    #expect(json["a"]?.array == [1])
    #expect(json["o"]?.object == [:])
    #expect(json["none"] == nil)
    #expect(json["s"]?.integer == nil)
    #expect(JSON.string("x")["s"] == nil)
  }
}
