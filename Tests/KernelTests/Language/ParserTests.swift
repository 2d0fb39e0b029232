import Testing

@testable import Kernel

@Suite struct ParserTests {
  @Test(
    arguments: [
      // Values
      ("1", "1"), ("-2.5", "-2.5"), ("\"a\"", "'a'"), ("x", "x"), ("0..<4", "0..<4"), ("-3...-1", "-3...-1"),
      ("[]", "[]"), ("[1, 2]", "[1, 2]"), ("[1, 2,]", "[1, 2]"), ("[\n1,\n\n2\n]", "[1, 2]"),
      ("[[1, 2], [3]]", "[[1, 2], [3]]"), ("[a, \"b\", 0..<2]", "[a, 'b', 0..<2]"),
      // Members and indices touch
      ("a.b", "a.b"), ("a.b.c", "a.b.c"), ("a[0]", "a@0"), ("a[-1]", "a@-1"), ("a[0..<4].b", "a@0..<4.b"),
      ("a[\"000005\"]", "a@'000005'"), ("a[b[0]]", "a@b@0"), ("a[[1, 2]]", "a@[1, 2]"), ("(a).b", "{a}.b"),
      ("(load demo)[3]", "{(load demo)}@3"),
      // Commands
      ("print 1", "(print 1)"), ("print 1 \"a\" x", "(print 1 'a' x)"), ("show a[3]", "(show a@3)"),
      ("show a [3]", "(show a [3])"), ("print [1]", "(print [1])"), ("print -1", "(print -1)"),
      ("load demo tracks: 4 seed: 1", "(load demo tracks: 4 seed: 1)"),
      ("clear wait: on", "(clear wait: on)"),
      ("train basic m hidden: [32, 16]", "(train basic m hidden: [32, 16])"),
      ("a = load demo", "a = (load demo)"), ("a = b", "a = b"), ("a=1", "a = 1"),
      ("print (x)", "(print {x})"),
      ("print (cluster kmeans f k: 8)", "(print {(cluster kmeans f k: 8)})"),
      ("print (\n a\n b: 1\n)", "(print {(a b: 1)})"), ("print \\\n 1", "(print 1)"),
      ("color x color: style", "(color x color: style)"),
      // Statements
      ("1;", "1;"), ("a = 1;", "a = 1;"), ("a\nb", "a / b"), ("\n\na\n\n", "a"), ("", ""), ("# nothing", ""),
      ("a # comment", "a"), ("a; # comment", "a;"), (";", ""),
      // Help
      ("train?", "help([\"train\"])"), ("train ?", "help([\"train\"])"),
      ("train basic?", "help([\"train\", \"basic\"])"),
      ("train basic ?;", "help([\"train\", \"basic\"]);"),
    ] as [(String, String)])
  func buildsTheTree(_ text: String, _ tree: String) {
    #expect(TreeSketch.of(text) == tree)
    #expect(Parser.parse(SourceText(text)).diagnostics == [])
  }

  @Test(
    arguments: [
      Mistake("x = «)»", "Syntax"), Mistake("x = «=» 3", "Syntax", says: "value is expected"),
      Mistake("x =«»", "Syntax"), Mistake("x =«»\nprint 1", "Syntax"),
      Mistake("1 «2»", "Syntax", says: "not expected"),
      Mistake("1«]»", "Syntax", says: "nothing is open"), Mistake("a.b «=» 1", "Syntax", hint: "name = …"),
      Mistake("[1 «2»]", "Syntax", says: "comma"), Mistake("[1«)»", "Syntax"),
      Mistake("print «(»1", "Unclosed"),
      Mistake("print «[»1, 2", "Unclosed"), Mistake("a«.»", "Syntax", says: "member"),
      Mistake("a«.» b", "Syntax", says: "member"), Mistake("a[0] «.»b", "Syntax", says: "touches"),
      Mistake("print «wait:»", "Syntax", says: "needs a value"),
      Mistake("print «a:» b: 1", "Syntax", says: "needs a value"),
      Mistake("print a «:» 1", "Syntax", says: "colon touches"),
      Mistake("print a: 1 «2»", "Syntax", hint: "a: [a, b]"),
      Mistake("«1...»", "Syntax", hint: "-1 is the last"),
      Mistake("a[«0..<»]", "Syntax"), Mistake("«tempo:» 1", "Syntax", hint: "tempo = "),
      Mistake("a; «b»", "Syntax", says: "one statement"),
      Mistake("a[«]»", "Syntax", says: "value is expected"),
    ])
  func mistakesFallOnTheirCharacters(_ mistake: Mistake) throws {
    let source = MarkedSource(mistake.marked)
    let first = try #require(Parser.parse(SourceText(source.text)).diagnostics.first)
    #expect(MarkedSource.marking(source.text, [first.span]) == mistake.marked)
    #expect(first.id == mistake.id)
    if let hint = mistake.hint { #expect(first.hint?.contains(hint) == true, "\(first.hint ?? "no hint")") }
    if let message = mistake.message { #expect(first.message.contains(message), "\(first.message)") }
  }

  /// What stands before and behind a mistake is still read, so that completion and other reports go on.
  @Test(
    arguments: [
      ("a = )\nb = 1", "a = _?_ / b = 1"), ("print [1, , 2]\nx", "(print [1, _?_, 2]) / x"),
      ("load demo tracks: ", "(load demo tracks: _?_)"), ("a.", "a."), ("print (a", "(print {a})"),
      ("plot latent [a, ", "(plot latent [a])"), ("print \"abc", "(print 'abc'…)"),
    ] as [(String, String)])
  func readsOnBehindAMistake(_ text: String, _ tree: String) {
    #expect(TreeSketch.of(text) == tree)
  }

  @Test func nestingHasALimitAndOneReport() {
    let text = String(repeating: "[", count: 100_000)
    let diagnostics = Parser.parse(SourceText(text)).diagnostics
    #expect(diagnostics.map(\.message) == ["this is nested too deeply"])
    #expect(
      Parser.parse(SourceText(String(repeating: "[", count: 60) + String(repeating: "]", count: 60)))
        .diagnostics == [])
  }

  @Test func spansCoverWhatTheyName() throws {
    let text = "é = load demo tracks: 4; # end"
    let statement = try #require(Parser.parse(SourceText(text)).cell.statements.first)
    let source = SourceText(text)
    #expect(source.text(statement.span) == "é = load demo tracks: 4;")
    guard case .expression(.command(let call)) = statement.body else { return #expect(Bool(false)) }
    #expect(source.text(call.span) == "load demo tracks: 4")
    #expect(source.text(call.arguments[0].span) == "tracks: 4")
    #expect(source.text(call.arguments[0].label.span) == "tracks")
  }
}
