import Testing

@testable import Kernel

@Suite struct NumberTextTests {
  @Test(
    arguments: [
      (0, "0"), (8, "8"), (-3, "-3"), (0.001, "0.001"), (1e-9, "1e-09"), (2.5, "2.5"), (1e300, "1e+300"),
      (123_456_789, "123456789"),
    ] as [(Double, String)])
  func shortest(_ number: Double, _ text: String) {
    #expect(NumberText.shortest(number) == text)
  }

  @Test(
    arguments: [
      (31.4159, "31.416"), (314.159, "314.16"), (3141.59, "3141.6"), (0.00123, "0.0012"), (1.2e-9, "1.20e-9"),
      (1.5e9, "1.50e9"), (9.9999e-5, "1.00e-4"), (.nan, "–"), (.infinity, "∞"), (-.infinity, "−∞"),
      (-0.5, "-0.5000"), (400, "400"),
      (-1.2e-9, "-1.20e-9"), (1e-300, "1.00e-300"),
    ] as [(Double, String)])
  func short(_ number: Double, _ text: String) {
    #expect(NumberText.short(number) == text)
  }

  @Test(
    arguments: [
      (1.005, 1, "1.0"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (-1.25, 1, "-1.3"), (99.999, 2, "100.00"),
      (7, 0, "7"), (2.5, 0, "3"),
      (1e20, 2, "1.00e20"), (.nan, 2, "–"), (0.000_4, 3, "0.000"),
    ] as [(Double, Int, String)])
  func fixed(_ number: Double, _ digits: Int, _ text: String) {
    #expect(NumberText.fixed(number, digits) == text)
  }

  @Test func unitsOfEverydayUse() {
    #expect(
      [0, 999, 1000, 3400, 34_000, 1_200_000, 5_000_000_000].map(NumberText.bytes) == [
        "0 B", "999 B", "1.0 kB", "3.4 kB", "34 kB", "1.2 MB", "5.0 GB",
      ])
    #expect(
      [0.04, 9.94, 12.3, 119, 125, 3600].map(NumberText.seconds) == [
        "0.0 s", "9.9 s", "12 s", "119 s", "2 min 05 s", "60 min 00 s",
      ])
    #expect([0, 1, 2].map { NumberText.count($0, "track") } == ["0 tracks", "1 track", "2 tracks"])
    #expect(NumberText.count(2, "class", "classes") == "2 classes")
  }
}
