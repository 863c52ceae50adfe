package vn.lienthong.mapping.crosswalk;

import java.util.List;
import vn.lienthong.mapping.code.CodeRow;
import vn.lienthong.mapping.file.DefinitionFiles;

/** What a file says of each of its pairs: its {@code note}, or the comment on its line. */
public record RowNotes(DefinitionFiles files) {

    public String of(CodeRow row) {
        if (!row.note().isEmpty()) {
            return row.note();
        }
        String file = files.name(row.spot());
        List<String> lines = file != null && file.endsWith(".yaml") ? files.lines(file) : List.of();
        int line = row.spot().line();
        return line <= lines.size() ? comment(lines.get(line - 1)) : "";
    }

    private static String comment(String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '#' && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
                return line.substring(i + 1).strip();
            }
        }
        return "";
    }
}
