package vn.lienthong.mapping.text;

import java.util.List;

/** What became of bytes that were to be text. */
public sealed interface Decoded {

    /**
     * The text, composed (NFC).
     *
     * @param how the character set ({@code tcvn3}), {@code ascii}, or {@code misread-utf-8} for UTF-8 that was once misread
     *     as Windows-1252 and is put right
     * @param confidence 0 to 1: how far this reading is ahead of the next best; 1 where no other reading is possible
     */
    record Sure(String text, String how, double confidence) implements Decoded {}

    /**
     * Several readings are possible, or none.
     *
     * @param candidates the character sets that would give possible text, best first; empty if none does
     */
    record Unsure(List<String> candidates) implements Decoded {

        public Unsure {
            candidates = List.copyOf(candidates);
        }
    }
}
