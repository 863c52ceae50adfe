package vn.lienthong.mapping.text;

import java.util.List;

/** What text that came as Unicode really says: some program between may have read its bytes by a wrong table. */
public sealed interface Legibility {

    /** It is what was written, as far as anyone can tell. */
    record Legible() implements Legibility {}

    /**
     * It had been read wrongly; this is proven to be what was written.
     *
     * @param text composed (NFC)
     * @param how {@code misread-utf-8}, {@code misread-tcvn3} and so on, or {@code eth} for Ð in the place of Đ
     * @param confidence 0 to 1: how far this reading is ahead of the next best
     */
    record Mended(String text, String how, double confidence) implements Legibility {}

    /**
     * It has been read wrongly, or may have been, and what was written is not proven.
     *
     * @param candidates how it may be meant, best first; {@code misread} if no table makes sense of it, {@code mixed-alphabets} if
     *     a word has letters of two alphabets, {@code eth} if Ð may stand for Đ, or for something else
     */
    record Unsure(List<String> candidates) implements Legibility {

        public Unsure {
            candidates = List.copyOf(candidates);
        }
    }

    /** Letters are gone: a replacement character, a NUL, a question mark inside a word, or nothing but question marks. No reading brings them back. */
    record Damaged() implements Legibility {}
}
