package vn.lienthong.dossier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that a person wrote, with whatever editor. */
public final class TextFile {

    private TextFile() {}

    /**
     * Its text, without the byte order mark that editors of Windows put before it.
     *
     * @throws IOException if it cannot be read, or is not UTF-8
     */
    public static String read(Path file) throws IOException {
        String text = Files.readString(file);
        return text.startsWith(CsvLine.BYTE_ORDER_MARK) ? text.substring(CsvLine.BYTE_ORDER_MARK.length()) : text;
    }
}
