import CSQLite

/// The table of all cells of all sessions, in one SQLite file that every kernel of a user writes to.
///
/// Used from one thread at a time: `History` holds the lock.
final class HistoryStore {
  struct Entry: Equatable {
    let session: Int
    let line: Int
    let input: String
    let output: String?
  }

  private let database: OpaquePointer
  /// This session's number, given with its first cell.
  private(set) var session: Int?

  /// So that a file that grows for years stays small; older cells are dropped.
  private static let limit = 100_000

  /// Opens or makes the file; `nil` = only in memory. Gives `nil` when neither can be had.
  init?(path: String?) {
    var handle: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
    guard sqlite3_open_v2(path ?? ":memory:", &handle, flags, nil) == SQLITE_OK, let handle else {
      sqlite3_close_v2(handle)
      return nil
    }
    database = handle
    sqlite3_busy_timeout(handle, 500)
    guard run(Self.schema), isWritable else {
      sqlite3_close_v2(handle)
      return nil
    }
  }

  deinit { sqlite3_close_v2(database) }

  /// A power cut may lose the last cells, never the file: the journal is written ahead.
  private static let schema = """
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = OFF;
    CREATE TABLE IF NOT EXISTS session (id INTEGER PRIMARY KEY AUTOINCREMENT, start TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS cell (
      id INTEGER PRIMARY KEY AUTOINCREMENT, session INTEGER NOT NULL, line INTEGER NOT NULL,
      input TEXT NOT NULL, output TEXT);
    CREATE INDEX IF NOT EXISTS place ON cell (session, line);
    """

  private var isWritable: Bool { sqlite3_db_readonly(database, "main") == 0 }

  // MARK: Writing

  /// Appends cells in one transaction; false when the file can't be written now.
  func append(_ cells: [History.Cell]) -> Bool {
    guard run("BEGIN IMMEDIATE") else { return false }
    guard let session = session ?? begin() else {
      _ = run("ROLLBACK")
      return false
    }
    for cell in cells {
      _ = execute(
        "INSERT INTO cell (session, line, input, output) VALUES (?, ?, ?, ?)",
        [.integer(session), .integer(cell.line), .text(cell.input), cell.output.map { .text($0) } ?? .null])
    }
    guard run("COMMIT") else {
      _ = run("ROLLBACK")
      return false
    }
    self.session = session
    return true
  }

  private func begin() -> Int? {
    guard execute("INSERT INTO session (start) VALUES (?)", [.text(WireDate.now())]) else { return nil }
    let number = Int(sqlite3_last_insert_rowid(database))
    _ = execute("DELETE FROM cell WHERE id <= (SELECT max(id) FROM cell) - ?", [.integer(Self.limit)])
    return number
  }

  // MARK: Reading

  /// The last cells of all sessions, in their order.
  func tail(_ count: Int) -> [Entry] {
    query("SELECT session, line, input, output FROM cell ORDER BY id DESC LIMIT ?", [.integer(count)])
      .reversed()
  }

  /// Cells of one session by their lines.
  func range(session: Int, from start: Int, to stop: Int) -> [Entry] {
    query(
      "SELECT session, line, input, output FROM cell WHERE session = ? AND line >= ? AND line < ? ORDER BY id",
      [.integer(session), .integer(start), .integer(stop)])
  }

  /// The last `count` cells whose text fits, in their order; of equal texts only the last when `unique`.
  func search(_ pattern: Glob, count: Int, unique: Bool) -> [Entry] {
    var seen: Set<String> = []
    var found: [Entry] = []
    guard count > 0 else { return [] }
    scan("SELECT session, line, input, output FROM cell ORDER BY id DESC", []) { entry in
      if pattern.matches(entry.input), !unique || seen.insert(entry.input).inserted { found.append(entry) }
      return found.count < count
    }
    return found.reversed()
  }

  // MARK: The library

  private enum Binding {
    case integer(Int)
    case text(String)
    case null
  }

  private func run(_ statements: String) -> Bool {
    sqlite3_exec(database, statements, nil, nil, nil) == SQLITE_OK
  }

  private func execute(_ statement: String, _ values: [Binding]) -> Bool {
    guard let prepared = prepare(statement, values) else { return false }
    defer { sqlite3_finalize(prepared) }
    return sqlite3_step(prepared) == SQLITE_DONE
  }

  private func query(_ statement: String, _ values: [Binding]) -> [Entry] {
    var entries: [Entry] = []
    scan(statement, values) {
      entries.append($0)
      return true
    }
    return entries
  }

  /// Row by row, until `body` has enough.
  private func scan(_ statement: String, _ values: [Binding], _ body: (Entry) -> Bool) {
    guard let prepared = prepare(statement, values) else { return }
    defer { sqlite3_finalize(prepared) }
    while sqlite3_step(prepared) == SQLITE_ROW {
      let entry = Entry(
        session: Int(sqlite3_column_int64(prepared, 0)), line: Int(sqlite3_column_int64(prepared, 1)),
        input: Self.text(prepared, 2) ?? "", output: Self.text(prepared, 3))
      guard body(entry) else { return }
    }
  }

  private func prepare(_ statement: String, _ values: [Binding]) -> OpaquePointer? {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(database, statement, -1, &prepared, nil) == SQLITE_OK else { return nil }
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      switch value {
      case .integer(let number): sqlite3_bind_int64(prepared, place, Int64(number))
      case .text(let text):
        _ = mvae_sqlite3_bind_text(prepared, place, text, Int32(clamping: text.utf8.count))
      case .null: sqlite3_bind_null(prepared, place)
      }
    }
    return prepared
  }

  /// The column's bytes, NUL included.
  private static func text(_ prepared: OpaquePointer, _ column: Int32) -> String? {
    guard let bytes = sqlite3_column_text(prepared, column) else { return nil }
    let count = Int(sqlite3_column_bytes(prepared, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
}
