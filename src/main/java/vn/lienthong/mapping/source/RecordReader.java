package vn.lienthong.mapping.source;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;

/**
 * Reads one record into an object of its fields: a CSV row as column → text, a sheet row as column → text or number, an
 * XML element as child → text, object or list ({@code @name} for attributes), a JSON object as it is. Texts and names
 * come out composed (NFC); blank cells and empty elements are absent; columns of a database (sql) have the mapping's names in
 * any case. Safe for any number of threads.
 */
public final class RecordReader {

    private interface Reader {
        SourceObject read(byte[] body) throws Unreadable;
    }

    private final Reader reader;
    private final SourceNames names;

    private RecordReader(Reader reader, SourceNames names) {
        this.reader = reader;
        this.names = names;
    }

    /**
     * @param declaration the mapping's {@code source:} block
     * @param names what the mapping's rules ask for
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static RecordReader of(JsonNode declaration, SourceNames names) {
        Declaration source = Declaration.of(declaration);
        return new RecordReader(
                switch (source.format()) {
                    case "csv" -> new CsvRecord(source, names)::read;
                    case "xml" -> body -> SourceObject.of(XmlRecord.read(body), names);
                    case "sql" -> JsonRecord.ofTableRows(names)::read;
                    default -> new JsonRecord(names)::read;
                },
                names);
    }

    /** @throws Unreadable if the record is not what its source declares; nothing of it may be used then */
    public SourceObject read(SourceRecord record) throws Unreadable {
        return reader.read(record.body());
    }

    /** What the mapping's rules ask for. */
    public SourceNames names() {
        return names;
    }

    /** A record that is there as a tree already. */
    public SourceObject read(ObjectNode tree) {
        return SourceObject.of(tree, names);
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
