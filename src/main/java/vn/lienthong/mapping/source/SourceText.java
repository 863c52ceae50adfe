package vn.lienthong.mapping.source;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;
import vn.lienthong.mapping.text.Blank;
import vn.lienthong.mapping.text.Nfc;
import vn.lienthong.mapping.text.PlainText;

/** A text of a record, composed. What every rule asks of it is found out once, when it is read. */
public final class SourceText extends StringNode {

    private final boolean plain;
    private final boolean blank;

    private final byte @Nullable [] record;
    private final int from;
    private final int to;

    private SourceText(String text, boolean plain, byte @Nullable [] record, int from, int to) {
        super(text);
        this.plain = plain;
        this.blank = !plain && Blank.is(text);
        this.record = record;
        this.from = from;
        this.to = to;
    }

    static SourceText of(String text) {
        return PlainText.is(text)
                ? new SourceText(text, true, null, 0, 0)
                : new SourceText(Nfc.of(text), false, null, 0, 0);
    }

    /** A plain text that lies in the record as JSON has it. */
    static SourceText plain(String text, byte[] record, int from, int to) {
        return new SourceText(text, true, record, from, to);
    }

    /** Whether it can be sent as it is. */
    public boolean isPlain() {
        return plain;
    }

    /** Whether it says nothing: there is nothing in it that a reader sees. */
    public boolean isBlank() {
        return blank;
    }

    /** The record it lies in as JSON has it, in UTF-8 with nothing to escape; null: it does not. */
    public byte @Nullable [] record() {
        return record;
    }

    /** Where it begins in {@link #record}. */
    public int from() {
        return from;
    }

    /** Where it has ended in {@link #record}. */
    public int to() {
        return to;
    }
}
