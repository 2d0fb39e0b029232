import Testing

@testable import MVAEKit

/// Parts of work cover everything once, whoever runs them.
@Suite struct TeamTests {
  @Test(arguments: [0, 1, 15, 1 << 21, 1 << 21 + 7, 3_000_003])
  func partsCoverEveryElementOnce(_ count: Int) {
    let values = Buffer(count: count)
    Team.elements(count) { first, length in
      for index in first..<first + length { values.base[index] += 1 }
    }
    #expect(values.values.allSatisfy { $0 == 1 })
    let sum = Team.sum(count) { first, length in (first..<first + length).reduce(0) { $0 + Double($1) } }
    #expect(sum == Double(count) * Double(count - 1) / 2)
  }

  @Test func columnSumsOfPartsAreThoseOfTheWhole() {
    let (rows, columns) = (700_001, 3)
    let matrix = Buffer((0..<rows * columns).map { Float($0 % 7) }).matrix(rows: rows, columns: columns)
    let sums = Buffer(count: columns)
    Team.columnSums(of: matrix, into: sums.base) { part, count, sums in
      for column in 0..<columns {
        sums[column] = (0..<count).reduce(0) { $0 + part[$1 * columns + column] }
      }
    }
    for column in 0..<columns {
      let expected = (0..<rows).reduce(0) { $0 + ($1 * columns + column) % 7 }
      // Sums of whole numbers below 2²⁴ are exact.
      #expect(sums.base[column] == Float(expected))
    }
  }

  @Test func aHelpingThreadDoesBothParts() {
    let helper = HelpingThread()
    let counts = Buffer(count: 32)
    for round in 0..<5000 {
      helper.run({ counts.base[0] += 1 }, beside: { counts.base[16] += 1 })
      #expect(counts.base[0] == Float(round + 1) && counts.base[16] == Float(round + 1))
    }
  }
}
