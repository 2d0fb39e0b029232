import Testing

@testable import Kernel

@Suite struct TableTests {
  private static let table = Table(
    "Fruit", columns: ["name", "price", "in stock"],
    rows: [
      [.text("plum"), .number(2.5), .measured(3, shown: "3 ± 1")], [.text("fig"), .empty, .number(4)],
      [.text("pear"), .number(1), .empty],
    ])

  @Test func columnsAreMembers() throws {
    #expect(Self.table.memberNames == ["name", "price"])
    #expect(Self.table.member("price").map { MIMEBundle($0).text } == "[2.500, \"\", 1]")
    #expect(Self.table.member("none") == nil)
  }

  @Test func rowsAreItems() {
    #expect(Self.table.itemCount == 3)
    let part = Self.table.items(at: [2, 0]).flatMap { $0.as(Table.self) }
    #expect(part?.rows == [Self.table.rows[2], Self.table.rows[0]])
    #expect(part?.columns == Self.table.columns)
  }

  @Test func numbersStandRight() {
    #expect((0..<3).map(Self.table.isNumeric) == [false, true, true])
    #expect(!Table("", columns: ["a"], rows: []).isNumeric(column: 0))
  }

  @Test func measuredNumbersAreExportedInFull() {
    #expect(Table.CellContent.measured(3.14159, shown: "3.1").exported == "3.14159")
    #expect(Table.CellContent.measured(3.14159, shown: "3.1").shown == "3.1")
    #expect(Table.CellContent.empty.exported == "")
    #expect(Table.CellContent.empty.shown == "–")
  }
}
