package vn.lienthong.intake.inbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;

/**
 * The report beside a file, for people with a spreadsheet: a line for each thing to know of a row that was not plainly
 * taken. UTF-8 with BOM, commas, CRLF. It is written page by page, each time on disk; what stands behind the length that
 * was last noted is from a page that was not finished, and is cut off before going on.
 */
final class Report {

    static final String HEADER = CsvLine.BYTE_ORDER_MARK
            + "row,place,dossier,result,code,field,says_vi,says_en,advice_vi,advice_en,delivery\r\n";

    private static final Locale VIETNAMESE = Locale.of("vi");

    private final Path file;

    Report(Path file) {
        this.file = file;
    }

    /** @return the report's new length */
    long append(long length, List<RowResult> rows) throws IOException {
        return write(length, rows.stream().flatMap(Report::lines).collect(Collectors.joining()));
    }

    /** Ends the report with what the file holds beside its rows. */
    long end(long length, List<Problem> passedOver) throws IOException {
        return write(
                length,
                passedOver.stream()
                        .map(problem -> line("", problem.place(), "", "passed-over", problem, ""))
                        .collect(Collectors.joining()));
    }

    /** Ends the report with why the file as a whole is refused. */
    long refuse(long length, Problem problem) throws IOException {
        return write(length, line("", problem.place(), "", "refused", problem, ""));
    }

    private long write(long length, String lines) throws IOException {
        String text = length == 0 ? HEADER + lines : lines;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(length).position(length);
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return channel.position();
        }
    }

    private static Stream<String> lines(RowResult row) {
        String deliveries = row.deliveries().stream().map(String::valueOf).collect(Collectors.joining(" "));
        return Stream.concat(row.problems().stream(), row.warnings().stream())
                .map(problem -> line(
                        Long.toString(row.number()),
                        row.place(),
                        row.dossier(),
                        row.kind().word(),
                        problem,
                        deliveries));
    }

    private static String line(
            String row, @Nullable String place, @Nullable String dossier, String result, Problem problem, String ids) {
        return CsvLine.of(Arrays.asList(
                row,
                place,
                dossier,
                result,
                problem.code(),
                problem.field(),
                problem.says(VIETNAMESE),
                problem.says(Locale.ENGLISH),
                problem.advice(VIETNAMESE),
                problem.advice(Locale.ENGLISH),
                ids));
    }
}
