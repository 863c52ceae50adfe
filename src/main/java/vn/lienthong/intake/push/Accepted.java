package vn.lienthong.intake.push;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.mapping.SourceFormat;

/**
 * What a call says it carries, and its flow takes.
 *
 * @param mediaType without parameters
 * @param format how the flow's mapping cuts such a document into records; null if the flow maps nothing
 */
record Accepted(String mediaType, @Nullable SourceFormat format) {

    static final String JSON = "application/json";
    static final String XML = "application/xml";
    static final String CSV = "text/csv";

    /** By the name of a source format. A workbook is no text: such flows take files only. */
    private static final Map<String, String> BY_FORMAT = Map.of("json", JSON, "ndjson", JSON, "xml", XML, "csv", CSV);

    static Accepted of(@Nullable String contentType, @Nullable String encoding, Optional<SourceFormat> format)
            throws Refused {
        String wanted =
                format.map(source -> BY_FORMAT.getOrDefault(source.name(), "")).orElse(JSON);
        MediaType given = parse(contentType, wanted);
        String mediaType = given.getType() + "/" + given.getSubtype();
        if (!wanted.equals(mediaType.equals("text/xml") ? XML : mediaType)) {
            throw unsupported(wanted);
        }
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new Refused(415, Problem.of("intake.compressed"));
        }
        return new Accepted(wanted, format.orElse(null));
    }

    private static MediaType parse(@Nullable String contentType, String wanted) throws Refused {
        try {
            MediaType given = MediaType.parseMediaType(contentType == null ? "" : contentType);
            Charset charset = given.getCharset();
            if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
                throw new Refused(415, Problem.of("intake.charset"));
            }
            return given;
        } catch (InvalidMediaTypeException none) {
            throw unsupported(wanted);
        }
    }

    private static Refused unsupported(String wanted) {
        return new Refused(
                415,
                wanted.isEmpty()
                        ? Problem.of("intake.files-only")
                        : Problem.of("intake.media-type").with("wanted", wanted));
    }
}
