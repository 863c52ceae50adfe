package vn.lienthong.intake.push;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.door.JsonCheck;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.intake.door.Utf8Check;
import vn.lienthong.intake.door.XmlCheck;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.Row;
import vn.lienthong.mapping.SourceFormat.Rows;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/** Turns a body into the one record it holds, exactly as it came, or says why it holds none. */
final class Documents {

    private final JsonCheck json = new JsonCheck();
    private final XmlCheck xml = new XmlCheck();

    SourceRecord record(byte[] body, Accepted accepted) throws Refused, IOException {
        switch (accepted.mediaType()) {
            case Accepted.XML -> {
                xml.check(body);
                return only(body, accepted);
            }
            case Accepted.CSV -> {
                Utf8Check.check(body);
                return only(body, accepted);
            }
            default -> {
                json.check(body);
                return new SourceRecord(body, accepted.mediaType());
            }
        }
    }

    /** The flow's own format cuts a body into rows as it cuts a file, so both mean the same; there must be one. */
    private static SourceRecord only(byte[] body, Accepted accepted) throws Refused, IOException {
        SourceFormat format = accepted.format();
        if (format == null) {
            return new SourceRecord(body, accepted.mediaType());
        }
        Path file = Files.createTempFile("lienthong-record-", ".tmp");
        try {
            Files.write(file, body);
            return only(body, accepted, format, file);
        } catch (UnreadableFile unreadable) {
            throw new Refused(400, unreadable.problem());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static SourceRecord only(byte[] body, Accepted accepted, SourceFormat format, Path file)
            throws Refused, IOException, UnreadableFile {
        try (Rows rows = format.open(file)) {
            Row first = rows.next();
            if (first == null) {
                return none(body, accepted);
            }
            if (rows.next() != null) {
                throw new Refused(400, Problem.of("intake.one-record-a-call"));
            }
            return first.record();
        }
    }

    /** An XML record may come without the list its files wrap records in; a CSV without a row holds nothing. */
    private static SourceRecord none(byte[] body, Accepted accepted) throws Refused {
        if (accepted.mediaType().equals(Accepted.XML)) {
            return new SourceRecord(body, accepted.mediaType());
        }
        throw new Refused(400, Problem.of("intake.no-row"));
    }
}
