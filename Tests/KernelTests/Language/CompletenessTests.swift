import Testing

@testable import Kernel

@Suite struct CompletenessTests {
  @Test(arguments: [
    "", "1", "x = [1, 2]", "# comment", "print 1 \\\n 2", "x = [1,\n 2]", "train?", "a;", "no_such_verb 1",
  ])
  func whole(_ text: String) {
    #expect(Completeness.of(text) == .complete)
  }

  @Test(arguments: [
    "x = [1,", "print (", "print 1 \\", "print 1 \\\n", "x = [1,\n\n", "a[", "(load demo\n tracks: 4",
  ])
  func waitsForMore(_ text: String) {
    #expect(Completeness.of(text) == .incomplete(indent: "  "))
  }

  @Test(arguments: ["x = )", "print \"a", "1 + 2", "x = = 3", "[1 2]", "a; b", "x =", "print a:"])
  func wrong(_ text: String) {
    #expect(Completeness.of(text) == .invalid)
  }
}
