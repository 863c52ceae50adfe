package vn.lienthong.mapping.source;

import java.util.List;
import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.file.Flaws;

/** Makes the reader of a source's files from a mapping's {@code source:} block. */
public final class SourceFormats {

    private SourceFormats() {}

    /** All that is wrong in a mapping's {@code source:} block; empty if nothing is. */
    public static List<Flaws.Flaw> flaws(JsonNode declaration) {
        Flaws flaws = new Flaws();
        Declaration.read(declaration, flaws);
        return flaws.list();
    }

    /**
     * @param declaration {@code {format, …}}, see {@link Declaration} and {@link TableDeclaration}
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static SourceFormat of(JsonNode declaration) {
        Declaration source = Declaration.of(declaration);
        return switch (source.format()) {
            case "csv" -> new CsvFormat(source);
            case "xlsx" -> new XlsxFormat(source);
            case "xml" -> new XmlFormat(source);
            case "ndjson" -> new NdjsonFormat("ndjson", JsonFormat.MEDIA_TYPE);
            case "sql" -> new NdjsonFormat("sql", SqlRow.MEDIA_TYPE);
            default -> new JsonFormat(source);
        };
    }
}
