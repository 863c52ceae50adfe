package vn.lienthong.mapping.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** Recognises by its first bytes a file that is handed in as a text and is none, so that the problem can name what it is. */
final class BinaryStart {

    /** So many bytes are enough to know. */
    static final int BYTES = 4;

    private static final String ZIP = "504b0304";
    private static final List<Known> OTHERS = List.of(
            new Known("d0cf11e0", "Excel 97-2003 (.xls)"),
            new Known("1f8b", "GZIP (.gz)"),
            new Known("25504446", "PDF"),
            new Known("52617221", "RAR"),
            new Known("377abcaf", "7-Zip"));

    private BinaryStart() {}

    /** @param start in hexadecimal digits */
    private record Known(String start, String name) {}

    /** Null if it may be a text. */
    static @Nullable Problem problem(byte[] start, Path file) throws IOException {
        String digits = HexFormat.of().formatHex(start);
        if (digits.equals(ZIP)) {
            return isWorkbook(file)
                    ? Problem.of("source.workbook-not-csv")
                    : Problem.of("source.not-a-text").with("found", "ZIP");
        }
        return OTHERS.stream()
                .filter(known -> digits.startsWith(known.start()))
                .map(known -> Problem.of("source.not-a-text").with("found", known.name()))
                .findFirst()
                .orElse(null);
    }

    private static boolean isWorkbook(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getEntry("xl/workbook.xml") != null;
        } catch (ZipException broken) {
            return false;
        }
    }
}
