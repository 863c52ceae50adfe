package vn.lienthong.mapping.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** How cells show their numbers, as far as it changes what the numbers mean: as dates, or with leading zeros. */
final class XlsxStyles {

    /**
     * @param isDate the number counts days and is shown as a date or a time of day
     * @param digits the number is shown with at least so many digits, zeros in front; 0: as it is
     */
    record CellFormat(boolean isDate, int digits) {}

    private static final CellFormat PLAIN = new CellFormat(false, 0);
    private static final CellFormat DATE = new CellFormat(true, 0);
    private static final Pattern ELAPSED = Pattern.compile("\\[[hms]+]", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_PATTERN = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*]|_.|\\*.");
    private static final Pattern PADDED = Pattern.compile("0(?:[ -]?0)+");
    private static final int LONGEST = 255; // Excel's own limit
    private static final int ELAPSED_ID = 46; // [h]:mm:ss

    private final List<CellFormat> formats = new ArrayList<>();

    /** @param part the workbook's styles; a workbook may have none */
    XlsxStyles(XlsxParts parts, String part) throws IOException, XMLStreamException {
        Map<Integer, String> patterns = new HashMap<>();
        boolean[] inCellFormats = {false};
        parts.eachElement(part, (name, reader) -> {
            switch (name) {
                case "numFmt" ->
                    patterns.put(
                            number(reader, "numFmtId"), String.valueOf(reader.getAttributeValue(null, "formatCode")));
                case "cellXfs" -> inCellFormats[0] = true;
                case "cellStyles", "dxfs" -> inCellFormats[0] = false;
                case "xf" -> {
                    if (inCellFormats[0]) {
                        int id = number(reader, "numFmtId");
                        formats.add(format(id, patterns.get(id)));
                    }
                }
                default -> {}
            }
        });
    }

    private static int number(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        return value == null || !value.matches("\\d{1,6}") ? 0 : Integer.parseInt(value);
    }

    /** @param style as a cell names it; null: the first */
    CellFormat of(@Nullable String style) {
        int index = style != null && style.matches("\\d{1,6}") ? Integer.parseInt(style) : 0;
        return index < formats.size() ? formats.get(index) : PLAIN;
    }

    /** A date has a d, m, y, h or s outside of quotes and colours, and no digits; hours that have passed are no date. */
    static CellFormat format(int id, @Nullable String pattern) {
        if (pattern == null) {
            boolean date = id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58;
            return date && id != ELAPSED_ID ? DATE : PLAIN;
        }
        if (pattern.length() > LONGEST || ELAPSED.matcher(pattern).find()) {
            return PLAIN;
        }
        String positive = NOT_PATTERN.matcher(pattern).replaceAll("").split(";", 2)[0];
        String bare = positive.toLowerCase(Locale.ROOT);
        if (PADDED.matcher(bare.strip()).matches()) {
            return new CellFormat(
                    false, (int) bare.chars().filter(sign -> sign == '0').count());
        }
        boolean number = bare.contains("general") || bare.contains("#") || bare.contains("?");
        return !number && bare.chars().anyMatch(sign -> "dmyhs".indexOf(sign) >= 0) ? DATE : PLAIN;
    }
}
