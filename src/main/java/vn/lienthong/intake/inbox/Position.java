package vn.lienthong.intake.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Where a row stood, as the ledger keeps it: {@code export.csv#57@3f9c21aa0b1c9d04}. The row counts from 1; behind the @
 * stand the content of the file (twelve digits of its SHA-256) and the drop (four digits), so that a row entered before a
 * crash is told from the same row of a file dropped a second time, and both from another file of the same name.
 */
record Position(String file, long row, String content, String drop) {

    private static final int CONTENT = 12;
    private static final int DROP = 4;

    static Position of(Take take, long row) {
        return new Position(Names.plain(take.file()), row, take.sha256().substring(0, CONTENT), take.drop());
    }

    static @Nullable Position parse(@Nullable String written) {
        if (written == null) {
            return null;
        }
        int at = written.lastIndexOf('@');
        int number = written.lastIndexOf('#', Math.max(at, 0));
        if (number < 0 || written.length() - at - 1 != CONTENT + DROP) {
            return null;
        }
        try {
            long row = Long.parseLong(written.substring(number + 1, at));
            String print = written.substring(at + 1);
            return new Position(
                    written.substring(0, number), row, print.substring(0, CONTENT), print.substring(CONTENT));
        } catch (NumberFormatException none) {
            return null;
        }
    }

    boolean sameContent(Position other) {
        return content.equals(other.content);
    }

    boolean sameDrop(Position other) {
        return sameContent(other) && drop.equals(other.drop);
    }

    @Override
    public String toString() {
        return file + "#" + row + "@" + content + drop;
    }
}
