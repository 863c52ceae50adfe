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

    /** The same for a file of which nobody asks for certain fields. */
    public static SourceFormat of(JsonNode declaration) {
        return of(declaration, AskedFields.NONE);
    }

    /**
     * @param declaration {@code {format, …}}, see {@link Declaration} and {@link TableDeclaration}
     * @param asked what the mapping's rules ask for: a table that has none of it as columns is not read
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static SourceFormat of(JsonNode declaration, AskedFields asked) {
        Declaration source = Declaration.of(declaration);
        return switch (source.format()) {
            case "csv" -> new CsvFormat(source, asked);
            case "xlsx" -> new XlsxFormat(source, asked);
            case "xml" -> new XmlFormat(source);
            case "ndjson" -> new NdjsonFormat("ndjson", JsonFormat.MEDIA_TYPE, AskedFields.NONE);
            case "sql" -> new NdjsonFormat("sql", SqlRow.MEDIA_TYPE, asked);
            default -> new JsonFormat(source);
        };
    }
}
