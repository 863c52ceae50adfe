package vn.lienthong.mapping.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vn.lienthong.mapping.text.Nfc;

/**
 * The names a mapping knows, found by their bytes in UTF-8; of those that JSON writes otherwise, none. Programs write the
 * fields of an object in one order, so the name that followed last time is looked at first. Safe for any number of threads:
 * which name that is, is a guess, and each may spoil another's.
 */
final class EncodedNames {

    private final byte[][] names;

    /** Numbers, counted from 1, each at or behind the place of its hash; 0: nothing. */
    private final int[] places;

    /**
     * The number of the name that followed each name last time, or was the first of the object that is its field; as many
     * as there are names: none yet.
     */
    private final int[] followed;

    private final int[] first;

    EncodedNames(SourceNames known) {
        this.names = known.all().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.places = new int[Integer.highestOneBit(names.length + 1) * 8];
        this.followed = new int[names.length];
        this.first = new int[names.length + 1];
        for (int number = 0; number < names.length; number++) {
            if (isWrittenAsItIs(known.all().get(number))) {
                places[free(names[number])] = number + 1;
            }
        }
        Arrays.fill(followed, names.length);
        Arrays.fill(first, names.length);
    }

    /** Whether a record can have this name, which is composed then, and JSON writes it as its bytes are. */
    private static boolean isWrittenAsItIs(String name) {
        return Nfc.of(name).equals(name)
                && name.chars().noneMatch(c -> c < ' ' || c == '"' || c == '\\' || Character.isSurrogate((char) c));
    }

    /** The hash of a name so far, and one more byte of it. */
    private static int hash(int before, byte next) {
        return before * 31 + next;
    }

    private int free(byte[] name) {
        int hash = 0;
        for (byte b : name) {
            hash = hash(hash, b);
        }
        int place = place(hash);
        while (places[place] != 0) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private int place(int hash) {
        return (hash ^ hash >>> 15) & places.length - 1;
    }

    /**
     * The number of the name that begins here and ends before a quote; {@link SourceNames#UNKNOWN} if there is no such.
     *
     * @param before the number of the name before it in its object
     * @param inside if it is the first of its object: the number of the field that object is, negative for the record
     */
    int number(byte[] in, int from, int before, int inside) {
        int[] guesses = before < 0 ? first : followed;
        int which = before < 0 ? inside + 1 : before;
        if (isAt(guesses[which], in, from)) {
            return guesses[which];
        }
        int number = find(in, from);
        if (number >= 0) {
            guesses[which] = number;
        }
        return number;
    }

    /** How many bytes it has. */
    int length(int number) {
        return names[number].length;
    }

    private boolean isAt(int number, byte[] in, int from) {
        if (number == names.length) {
            return false;
        }
        byte[] name = names[number];
        int to = from + name.length;
        return to < in.length && in[to] == '"' && Arrays.equals(in, from, to, name, 0, name.length);
    }

    private int find(byte[] in, int from) {
        int hash = 0;
        int to = from;
        while (to < in.length && in[to] != '"') {
            hash = hash(hash, in[to++]);
        }
        for (int place = place(hash); places[place] != 0; place = place + 1 & places.length - 1) {
            byte[] name = names[places[place] - 1];
            if (Arrays.equals(in, from, to, name, 0, name.length)) {
                return places[place] - 1;
            }
        }
        return SourceNames.UNKNOWN;
    }
}
