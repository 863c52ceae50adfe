package vn.lienthong.mapping.source;

import tools.jackson.databind.JsonNode;
import vn.lienthong.mapping.SourceFormat;

/** Makes the reader of a source's files from a mapping's {@code source:} block. */
public final class SourceFormats {

    private SourceFormats() {}

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
