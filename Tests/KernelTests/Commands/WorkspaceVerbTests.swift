import Testing

@testable import Kernel

@Suite struct WorkspaceVerbTests {
  @Test func listShowsNamesInTheirOrder() throws {
    let bench = Bench()
    #expect(try bench.run("list")?.hasPrefix("nothing has a name yet") == true)
    try bench.run("herbs = gather\nx = 5\nherbs = gather count: 2")
    let lines = try #require(try bench.run("list")).split(separator: "\n").map(String.init)
    #expect(lines[0].split(separator: " ").prefix(2) == ["name", "kind"])
    #expect(lines[2].hasPrefix("herbs  herbs   mint sage"))
    #expect(lines[2].hasSuffix("20 B"))
    #expect(lines[3].hasPrefix("x      number  5"))
    #expect(lines.count == 4)
  }

  @Test func forgetFrees() throws {
    let bench = Bench()
    try bench.run("herbs = gather\nforget herbs")
    #expect(bench.workspace.names == [])
    let problem = try #require(bench.problems("x = 1\nforget herbs").first)
    #expect(problem.id == "UnknownName")
    #expect(problem.span == SourceSpan(13, 18))
  }

  @Test func aNameCanBeGivenAnew() throws {
    let bench = Bench()
    #expect(try bench.run("x = 1\nx = \"a\"\nx") == "a")
    #expect(try bench.run("forget x\nx = 3\nx") == "3")
    #expect(bench.workspace.names == ["x"])
  }
}
