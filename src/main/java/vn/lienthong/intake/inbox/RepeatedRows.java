package vn.lienthong.intake.inbox;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.intake.inbox.PageReader.ReadRow;

/**
 * The rows of the file in work that say what was known before it. The ledger keeps where a record was entered, not where it was
 * said again, so it cannot see that a later row of the file contradicts one of these. Some forty bytes a row, by hashes; nothing
 * for a file whose rows are new.
 */
final class RepeatedRows {

    private static final int FIRST_SIZE = 256;

    private long[] keys = new long[FIRST_SIZE];
    private long[] contents = new long[FIRST_SIZE];

    /** 0: the place is free. */
    private long[] numbers = new long[FIRST_SIZE];

    private int size;

    /** Of several rows with one key the first stays. What is not owed contradicts nothing. */
    void add(ReadRow row) {
        if (row.examined().notOwed() == null) {
            if (size * 2 >= numbers.length) {
                grow();
            }
            put(key(row), content(row), row.number());
        }
    }

    /** How a row stands to an earlier one; null if there is none of its key. */
    @Nullable
    Standing standing(ReadRow row) {
        int at = place(key(row));
        if (numbers[at] == 0 || numbers[at] >= row.number()) {
            return null;
        }
        boolean same = contents[at] == content(row);
        return new Standing(same ? Standing.Kind.REPEATS : Standing.Kind.CONTRADICTS, numbers[at]);
    }

    private void put(long key, long content, long number) {
        int at = place(key);
        if (numbers[at] == 0) {
            keys[at] = key;
            contents[at] = content;
            numbers[at] = number;
            size++;
        }
    }

    private void grow() {
        RepeatedRows larger = new RepeatedRows();
        larger.keys = new long[keys.length * 2];
        larger.contents = new long[keys.length * 2];
        larger.numbers = new long[keys.length * 2];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                larger.put(keys[i], contents[i], numbers[i]);
            }
        }
        keys = larger.keys;
        contents = larger.contents;
        numbers = larger.numbers;
    }

    /** Where the key is, or would be. */
    private int place(long key) {
        int at = (int) (key & numbers.length - 1);
        while (numbers[at] != 0 && keys[at] != key) {
            at = at + 1 & numbers.length - 1;
        }
        return at;
    }

    private static long key(ReadRow row) {
        return start(row.key());
    }

    private static long content(ReadRow row) {
        return start(row.examined().identity().contentHash());
    }

    private static long start(String text) {
        byte[] hash = Sha256.of(text);
        return ByteBuffer.wrap(hash).getLong();
    }
}
