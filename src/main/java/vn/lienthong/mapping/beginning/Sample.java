package vn.lienthong.mapping.beginning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.SourceFormats;
import vn.lienthong.mapping.source.SourceNames;

/**
 * A file somebody has, and how it is probably read: of all ways to declare its format the one that gives the most fields
 * with names that look like names.
 *
 * @param declaration the mapping's {@code source} block
 * @param record the first record
 * @param fields those of the first records
 */
record Sample(ObjectNode declaration, SourceRecord record, SampleFields fields) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int DEEPEST_HEADER = 15;

    /** The field that the text above a group of rows becomes. */
    private static final String GROUP = "Nhóm";

    /** The first record may lack what others have. */
    private static final int LOOKED_AT = 50;

    /**
     * @return null if no way to read it gives a record
     * @throws UnreadableFile if it cannot even be opened in any, with what was said first
     */
    static @Nullable Sample of(Path file) throws IOException, UnreadableFile {
        List<ObjectNode> ways = ways(file);
        try {
            return of(file, ways);
        } catch (UnreadableFile unreadable) {
            if (!unreadable.problem().code().equals("source.hidden-sheet")) {
                throw unreadable;
            }
            ways.forEach(way -> way.put("sheet", firstSeen(file)));
            return of(file, ways);
        }
    }

    /** The number of the first sheet of a workbook that is not hidden; the first one if all are. */
    private static int firstSeen(Path file) {
        for (int sheet = 2; ; sheet++) {
            ObjectNode way = JSON.createObjectNode().put("format", "xlsx").put("sheet", sheet);
            try (SourceFormat.Rows rows = SourceFormats.of(way).open(file)) {
                return sheet;
            } catch (UnreadableFile not) {
                if (!not.problem().code().equals("source.hidden-sheet")) {
                    return not.problem().code().equals("source.no-sheet") ? 1 : sheet;
                }
            } catch (IOException gone) {
                return 1;
            }
        }
    }

    private static @Nullable Sample of(Path file, List<ObjectNode> ways) throws IOException, UnreadableFile {
        Sample best = null;
        UnreadableFile why = null;
        for (ObjectNode way : ways) {
            try {
                Sample sample = read(file, way);
                if (sample != null && (best == null || sample.likelihood() > best.likelihood())) {
                    best = sample;
                }
            } catch (UnreadableFile unreadable) {
                why = why == null ? unreadable : why;
            }
        }
        if (best == null && why != null) {
            throw why;
        }
        return best;
    }

    /** Names are words; where a row of data was taken for the header they are numbers, days and addresses. */
    private int likelihood() {
        int likely = 0;
        for (String name : fields.top()) {
            likely += name.matches(".*(\\d{2}|@).*|[^\\p{L}]*|.*\\.csv") ? -1 : 1;
        }
        return likely;
    }

    private static @Nullable Sample read(Path file, ObjectNode way) throws IOException, UnreadableFile {
        SampleFields fields = new SampleFields();
        SourceRecord first = null;
        try (SourceFormat.Rows rows = SourceFormats.of(way).open(file)) {
            RecordReader reader = RecordReader.of(way, SourceNames.NONE);
            SourceFormat.Row row = rows.next();
            for (int i = 0; i < LOOKED_AT && row != null; i++, row = rows.next()) {
                JsonNode tree = JSON.readTree(reader.read(row.record()).toString());
                if (first == null && isNumbering(tree) && way.get("header") instanceof ObjectNode header) {
                    header.put("skip", header.path("skip").asInt(0) + 1);
                    continue;
                }
                fields.add(tree);
                first = first == null ? row.record() : first;
            }
        } catch (UnreadableFile unreadable) {
            if (first == null) {
                throw unreadable;
            }
            // what came before shows how the file is read; whoever maps it hears of the rest
        } catch (RecordReader.Unreadable | IllegalArgumentException notSo) {
            // likewise
        }
        if (first == null) {
            return null;
        }
        if (!fields.top().contains(GROUP)) {
            way.remove("groups");
        }
        return new Sample(way, first, fields);
    }

    /** Under the names of a form's columns often stand their numbers: (1) (2) (3), or A B C. */
    private static boolean isNumbering(JsonNode row) {
        return row.size() > 1
                && row.valueStream().allMatch(cell -> cell.asString("").strip().matches("\\(?(\\d{1,2}|[A-Z])\\)?"));
    }

    private static List<ObjectNode> ways(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        List<ObjectNode> ways = new ArrayList<>();
        if (name.endsWith(".xlsx")) {
            headers("xlsx", DEEPEST_HEADER, ways);
            headers("xlsx", DEEPEST_HEADER, ways).forEach(way -> ((ObjectNode) way.get("header")).put("rows", 2));
            ways.forEach(way -> way.put("groups", GROUP));
        } else if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            ways.add(JSON.createObjectNode().put("format", "ndjson"));
        } else if (name.endsWith(".json")) {
            ways.add(JSON.createObjectNode().put("format", "json"));
            lists(file)
                    .forEach(list -> ways.add(
                            JSON.createObjectNode().put("format", "json").put("rows", list)));
        } else if (name.endsWith(".xml")) {
            elements(file)
                    .forEach(path -> ways.add(
                            JSON.createObjectNode().put("format", "xml").put("rows", path)));
        } else {
            for (String delimiter : List.of(",", ";", "tab", "|")) {
                headers("csv", 5, ways)
                        .forEach(way -> way.put("delimiter", delimiter).put("charset", "auto"));
            }
        }
        return ways;
    }

    private static List<ObjectNode> headers(String format, int deepest, List<ObjectNode> ways) {
        List<ObjectNode> added = new ArrayList<>();
        for (int row = 1; row <= deepest; row++) {
            ObjectNode way = JSON.createObjectNode().put("format", format);
            way.putObject("header").put("row", row);
            added.add(way);
        }
        ways.addAll(added);
        return added;
    }

    private static List<String> lists(Path file) {
        try {
            return JSON.readTree(file).properties().stream()
                    .filter(field -> field.getValue().isArray())
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (JacksonException broken) {
            return List.of();
        }
    }

    /** Paths of elements that hold others, two and three steps from the root. */
    private static Set<String> elements(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Set<String> paths = new LinkedHashSet<>();
        List<String> open = new ArrayList<>();
        try (var in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    if (open.size() == 2 || open.size() == 3) {
                        paths.add(String.join("/", open));
                    }
                    open.add(xml.getLocalName());
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    open.removeLast();
                }
            }
        } catch (XMLStreamException broken) {
            return paths;
        }
        return paths;
    }
}
