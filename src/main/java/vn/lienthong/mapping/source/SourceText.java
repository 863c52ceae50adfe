package vn.lienthong.mapping.source;

import tools.jackson.databind.node.StringNode;
import vn.lienthong.mapping.text.Nfc;
import vn.lienthong.mapping.text.PlainText;

/** A text of a record, composed. What every rule asks of it is found out once, when it is read. */
public final class SourceText extends StringNode {

    private final boolean plain;
    private final boolean blank;

    private SourceText(String text, boolean plain) {
        super(text);
        this.plain = plain;
        this.blank = !plain && text.isBlank();
    }

    static SourceText of(String text) {
        return PlainText.is(text) ? new SourceText(text, true) : new SourceText(Nfc.of(text), false);
    }

    /** Whether it can be sent as it is. */
    public boolean isPlain() {
        return plain;
    }

    /** Whether it says nothing. */
    public boolean isBlank() {
        return blank;
    }
}
