package vn.lienthong.soap;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a message that are taken one by one, such as the dossiers of a page. Where one of them makes the whole
 * message unreadable it is left out, so that it holds up no other.
 */
final class Parts {

    private final String message;
    private final List<Range> ranges;
    private final boolean[] left;
    private final List<SoapReply.Unread> unread = new ArrayList<>();

    private Parts(String message, List<Range> ranges) {
        this.message = message;
        this.ranges = ranges;
        this.left = new boolean[ranges.size()];
    }

    /** From where to where an element stands in its message. */
    private record Range(int from, int to) {}

    /**
     * What can be read.
     *
     * @param unread the parts that are not in it, because no parser would read them
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Readable(byte[] message, List<SoapReply.Unread> unread) {}

    /**
     * As many of the parts as can be read. Those that can be read by themselves and are too many together are fewer,
     * without a word: the others come again.
     *
     * @param broken why the whole cannot be read
     * @throws PlainXml.Broken if it is no fault of its parts
     */
    static Readable of(byte[] message, String name, PlainXml.Broken broken) throws PlainXml.Broken {
        Parts parts = broken.why() == PlainXml.Why.WITH_DTD ? null : in(message, name);
        if (parts == null || parts.fault(0, 0) != null) {
            throw broken;
        }
        parts.leaveUnreadable(0, parts.ranges.size());
        int to = parts.ranges.size();
        while (parts.fault(0, to) != null) {
            to /= 2;
        }
        return new Readable(parts.only(0, to), parts.unread);
    }

    private static @Nullable Parts in(byte[] message, String name) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            return new Parts(text, ranges(text, name));
        } catch (CharacterCodingException another) {
            return null;
        }
    }

    /** Halves are looked at until the one that is to blame is found: nearly always there is one among many. */
    private void leaveUnreadable(int from, int to) {
        PlainXml.Broken fault = fault(from, to);
        if (fault == null) {
            return;
        }
        if (to - from == 1) {
            left[from] = true;
            unread.add(new SoapReply.Unread(
                    message.substring(ranges.get(from).from(), ranges.get(from).to()), fault.why()));
            return;
        }
        int middle = (from + to) >>> 1;
        leaveUnreadable(from, middle);
        leaveUnreadable(middle, to);
    }

    private PlainXml.@Nullable Broken fault(int from, int to) {
        try {
            PlainXml.check(only(from, to));
            return null;
        } catch (PlainXml.Broken broken) {
            return broken;
        }
    }

    /** The message with these parts and no others. */
    private byte[] only(int from, int to) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int i = 0; i < ranges.size(); i++) {
            if (i < from || i >= to || left[i]) {
                text.append(message, at, ranges.get(i).from());
                at = ranges.get(i).to();
            }
        }
        return text.append(message, at, message.length()).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** By their tags alone, for no parser reads the message. No {@code <} stands in a tag. */
    private static List<Range> ranges(String message, String name) {
        List<Range> found = new ArrayList<>();
        int open = 0;
        int from = 0;
        for (int at = message.indexOf('<'); at >= 0; at = message.indexOf('<', at)) {
            int end = endOfOther(message, at);
            if (end > 0 || !isNamed(message, at, name)) {
                at = end > 0 ? end : at + 1;
                continue;
            }
            end = endOfTag(message, at);
            if (message.charAt(at + 1) == '/') {
                open--;
            } else {
                from = open == 0 ? at : from;
                open += message.charAt(end - 2) == '/' ? 0 : 1;
            }
            if (open == 0) {
                found.add(new Range(from, end));
            }
            open = Math.max(open, 0);
            at = end;
        }
        return found;
    }

    /** Of a comment, CDATA or an instruction, in which what looks like a tag is none; 0: it is none of them. */
    private static int endOfOther(String message, int at) {
        String closed = message.startsWith("<!--", at)
                ? "-->"
                : message.startsWith("<![CDATA[", at) ? "]]>" : message.startsWith("<?", at) ? "?>" : null;
        if (closed == null) {
            return 0;
        }
        int end = message.indexOf(closed, at);
        return end < 0 ? message.length() : end + closed.length();
    }

    private static boolean isNamed(String message, int at, String name) {
        int local = at + (message.startsWith("</", at) ? 2 : 1);
        int to = local;
        while (to < message.length() && " \t\r\n/>".indexOf(message.charAt(to)) < 0) {
            if (message.charAt(to++) == ':') {
                local = to;
            }
        }
        return to - local == name.length() && message.startsWith(name, local);
    }

    private static int endOfTag(String message, int at) {
        char quote = 0;
        for (int i = at; i < message.length(); i++) {
            char c = message.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return i + 1;
            } else if (c == '"' || c == '\'') {
                quote = c;
            }
        }
        return message.length();
    }
}
