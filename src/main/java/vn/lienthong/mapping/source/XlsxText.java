package vn.lienthong.mapping.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** The text of a shared or inline string: its runs joined, without the reading aids (phonetics) of East Asian texts. */
final class XlsxText {

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private XlsxText() {}

    /** Workbooks write signs that XML cannot hold, and line ends, as {@code _x000D_}. */
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(sign ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(sign.group(1), 16))))
                : text;
    }

    /** From the element the reader stands on to its end. */
    static String read(Stax xml) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = xml.depth();
        int phonetic = Integer.MAX_VALUE;
        boolean inText = false;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = xml.reader().getLocalName();
                    if (name.equals("rPh")) {
                        phonetic = Math.min(phonetic, xml.depth());
                    }
                    inText = name.equals("t") && xml.depth() < phonetic;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText) {
                        text.append(xml.reader().getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    if (xml.depth() == phonetic) {
                        phonetic = Integer.MAX_VALUE;
                    }
                    if (xml.depth() == depth) {
                        return unescaped(text.toString());
                    }
                }
                default -> {}
            }
            if (text.length() > Limits.RECORD_BYTES) {
                throw new Stax.TooMuch();
            }
        }
    }
}
