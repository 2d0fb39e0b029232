#include <sqlite3.h>

/* A macro with a cast, which Swift does not import: the library copies the text that it is given. */
static inline int mvae_sqlite3_bind_text(sqlite3_stmt *statement, int index, const char *text, int count) {
    return sqlite3_bind_text(statement, index, text, count, SQLITE_TRANSIENT);
}
