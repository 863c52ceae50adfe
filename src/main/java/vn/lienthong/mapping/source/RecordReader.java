package vn.lienthong.mapping.source;

import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/**
 * Reads one record into an object of its fields: a CSV row as column → text, a sheet row as column → text or number, an
 * XML element as child → text, object or list ({@code @name} for attributes), a JSON object as it is. Texts and names
 * come out composed (NFC); blank cells and empty elements are absent. Safe for any number of threads.
 */
public final class RecordReader {

    private interface Reader {
        JsonNode read(byte[] body) throws Unreadable;
    }

    private final Reader reader;

    private RecordReader(Reader reader) {
        this.reader = reader;
    }

    /**
     * @param declaration the mapping's {@code source:} block
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static RecordReader of(JsonNode declaration) {
        Declaration source = Declaration.of(declaration);
        return new RecordReader(
                switch (source.format()) {
                    case "csv" -> new CsvRecord(source)::read;
                    case "xml" -> XmlRecord::read;
                    default -> JsonRecord::read;
                });
    }

    /** @throws Unreadable if the record is not what its source declares; nothing of it may be used then */
    public JsonNode read(SourceRecord record) throws Unreadable {
        return reader.read(record.body());
    }

    /** One record cannot be read; {@link #problem()} says why, where, and what to do. Others of its file may be good. */
    public static final class Unreadable extends Exception {

        private final transient Problem problem;

        public Unreadable(Problem problem) {
            super(problem.code());
            this.problem = problem;
        }

        public Problem problem() {
            return problem;
        }
    }
}
