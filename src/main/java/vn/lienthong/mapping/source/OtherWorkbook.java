package vn.lienthong.mapping.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import vn.lienthong.dossier.Problem;

/** Recognises by its first bytes a file that is often taken for an XLSX workbook, so that the problem can name what it is. */
final class OtherWorkbook {

    private static final byte[] COMPOUND = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    private static final Map<String, String> BY_PART = Map.of(
            "xl/workbook.bin", "Excel binary workbook (.xlsb)",
            "content.xml", "OpenDocument (.ods)",
            "word/document.xml", "Word (.docx)");

    private OtherWorkbook() {}

    /** Why the file is no XLSX workbook; empty if it is a ZIP file without the marks of another, or not known at all. */
    static Optional<Problem> problem(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(4096);
        }
        if (Arrays.equals(start, 0, Math.min(8, start.length), COMPOUND, 0, 8)) {
            return Optional.of(
                    isEncrypted(file) ? Problem.of("source.password-protected") : other("Excel 97-2003 (.xls)"));
        }
        if (start.length > 2 && start[0] == 'P' && start[1] == 'K') {
            return ofZip(file);
        }
        return ofText(new String(start, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT));
    }

    private static Optional<Problem> ofZip(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return BY_PART.entrySet().stream()
                    .filter(part -> zip.getEntry(part.getKey()) != null)
                    .map(part -> other(part.getValue()))
                    .findFirst();
        } catch (ZipException broken) {
            return Optional.empty();
        }
    }

    private static Optional<Problem> ofText(String start) {
        if (start.contains("<html") || start.contains("<table")) {
            return Optional.of(other("HTML"));
        }
        if (start.contains("urn:schemas-microsoft-com:office:spreadsheet")) {
            return Optional.of(other("XML Spreadsheet 2003"));
        }
        return Optional.empty();
    }

    private static Problem other(String found) {
        return Problem.of("source.other-workbook").with("found", found);
    }

    /** Excel puts an encrypted workbook into a stream of this name; its name is somewhere in the file, in UTF-16. */
    private static boolean isEncrypted(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            int matched = 0;
            for (int one = in.read(); one >= 0; one = in.read()) {
                matched = one == (ENCRYPTED[matched] & 0xFF) ? matched + 1 : one == ENCRYPTED[0] ? 1 : 0;
                if (matched == ENCRYPTED.length) {
                    return true;
                }
            }
            return false;
        }
    }
}
