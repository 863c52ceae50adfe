package vn.lienthong.mapping.source;

/** Writes what stands between and within tags of XML, so that a parser reads back exactly these signs. */
public final class XmlMarkup {

    private XmlMarkup() {}

    /** The text between two tags. */
    public static void text(StringBuilder out, String text) {
        escape(out, text, false);
    }

    /** One attribute, with the blank before it. */
    public static void attribute(StringBuilder out, String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(out, value, true);
        out.append('"');
    }

    private static void escape(StringBuilder out, String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            switch (sign) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\r' -> out.append("&#13;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.append(sign);
            }
        }
    }
}
