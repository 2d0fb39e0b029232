import Testing

@testable import MVAEKit

@Suite struct CSVWriterTests {
  /// RFC 4180, section 2: CRLF, quotes around what needs them, quotes doubled.
  @Test func fieldsAreQuotedWhereNeeded() {
    var writer = CSVWriter(header: ["a", "b,c"])
    writer.append([CSVWriter.field("plain"), CSVWriter.field("say \"hi\"\nnow")])
    writer.append([CSVWriter.field(nil as String?), CSVWriter.field("")])
    #expect(writer.text == "a,\"b,c\"\r\nplain,\"say \"\"hi\"\"\nnow\"\r\n,\"\"\r\n")
  }

  @Test func lineEndsAndSpacesAreQuoted() {
    #expect(CSVWriter.field("a\r\nb") == "\"a\r\nb\"")
    #expect(CSVWriter.field(" a") == "\" a\"")
    #expect(CSVWriter.field("\"\u{301}") == "\"\"\"\u{301}\"")
  }

  @Test func numbersReturnExactly() {
    #expect(CSVWriter.field(Float(0.1)) == "0.1")
    #expect(CSVWriter.field(Float.nan) == "")
    #expect(CSVWriter.field(1999.0) == "1999")
    #expect(CSVWriter.field(-0.25) == "-0.25")
    #expect(
      CSVWriter.field(-0x1p63) == "-9.223372036854775808e+18"
        || CSVWriter.field(-0x1p63) == "-9.223372036854776e+18")
    #expect(CSVWriter.field(Double.infinity) == "inf")
    #expect(CSVWriter.field(1e300) == "1e+300")
    for value in [Float.leastNonzeroMagnitude, 1.0 / 3, .greatestFiniteMagnitude] {
      #expect(Float(CSVWriter.field(value)) == value)
    }
  }
}
