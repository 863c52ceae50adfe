package vn.lienthong.intake;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.CodeUse;
import vn.lienthong.mapping.Coverage;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.Masking;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.Row;
import vn.lienthong.mapping.SourceFormat.Rows;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/**
 * A small agency for tests: its flows, and mappings that keep the real ones' promises. A record has {@code dossier},
 * {@code owner} and {@code status} (one from a dossier exchange has its words for them); without an owner it cannot be
 * mapped, {@code skip} is not owed, {@code warn} is worth a look. {@code notContent} names a field that does not count
 * as content.
 */
public final class Agency implements Flows {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Map<String, Flow> flows = new LinkedHashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, Mapping> mappings = new LinkedHashMap<>();

    public Agency() {
        add("json-flow", new Format("json"));
        add("other-flow", new Format("json"));
        add("csv-flow", new Format("csv"));
        add("xml-flow", new Format("xml"));
        add("exchange-flow", new Format("xml"));
        add("sheet-flow", new Format("xlsx"));
        flows.put("plain-flow", new Flow("plain-flow", "npsp", null, 1, true, true));
        flows.put("unmapped-flow", new Flow("unmapped-flow", "npsp", "agency/absent", 1, true, true));
    }

    public void add(String flow, SourceFormat format) {
        flows.put(flow, new Flow(flow, "npsp", "agency/" + flow, 1, true, true));
        mappings.put("agency/" + flow, new AgencyMapping("agency/" + flow, format));
    }

    public static SourceFormat format(String name) {
        return new Format(name);
    }

    public void close(String flow) {
        flows.remove(flow);
        closed.add(flow);
    }

    @Override
    public Optional<Flow> find(String name) {
        return Optional.ofNullable(flows.get(name));
    }

    @Override
    public boolean knows(String name) {
        return flows.containsKey(name) || closed.contains(name);
    }

    @Override
    public void expect(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Flow> all() {
        return List.copyOf(flows.values());
    }

    @Override
    public AutoCloseable open(Flow flow, Carrier carrier) {
        throw new UnsupportedOperationException(Batch.class.getName());
    }

    /** Both faces have a {@code find}; this is the mappings'. */
    public Mappings mappings() {
        return new Mappings() {
            @Override
            public Optional<Mapping> find(String name) {
                return Optional.ofNullable(mappings.get(name));
            }

            @Override
            public List<String> names() {
                return List.copyOf(mappings.keySet());
            }

            @Override
            public List<Problem> faults() {
                return List.of();
            }

            @Override
            public List<CodeUse> uses(ProcedureCode procedure) {
                return List.of();
            }

            @Override
            public Coverage coverage() {
                return new Coverage(List.of(), List.of());
            }

            @Override
            public Masking masking() {
                throw new UnsupportedOperationException("nobody looks at these");
            }

            @Override
            public void refresh() {}
        };
    }

    private record AgencyMapping(String name, SourceFormat source) implements Mapping {

        @Override
        public String version() {
            return "1";
        }

        @Override
        public String contract() {
            return "agency.schema.json";
        }

        @Override
        public Map<String, byte[]> files() {
            return Map.of();
        }

        @Override
        public Explanation explain(SourceRecord record) {
            return new Explanation(map(record), List.of());
        }

        @Override
        public String masked(SourceRecord record) {
            throw new UnsupportedOperationException("nobody looks at these");
        }

        @Override
        public Identified identify(SourceRecord record) {
            Map<String, String> fields = fields(record);
            String dossier = fields.getOrDefault("dossier", "");
            Map<String, String> content = new LinkedHashMap<>(fields);
            content.remove(fields.getOrDefault("notContent", ""));
            RecordIdentity identity = new RecordIdentity(
                    dossier.isEmpty() ? null : new DossierNo(dossier),
                    fields.get("key"),
                    fields.containsKey("dueAt") ? Instant.parse(fields.get("dueAt")) : null,
                    fields.containsKey("changed") ? Instant.parse(fields.get("changed")) : null,
                    Sha256.hex(content.toString()));
            return new Identified(identity, map(record));
        }

        @Override
        public MappingResult map(SourceRecord record) {
            Map<String, String> fields = fields(record);
            if ("skip".equals(fields.get("status"))) {
                return new MappingResult.NotOwed(Problem.of("agency.skipped"));
            }
            List<Problem> problems = new ArrayList<>();
            for (String required : List.of("dossier", "owner")) {
                if (fields.getOrDefault(required, "").isEmpty()) {
                    problems.add(Problem.of("agency.missing").in(required).at("mapping.yaml:3"));
                }
            }
            if (!problems.isEmpty()) {
                return new MappingResult.Unmapped(problems);
            }
            List<Problem> warnings = "warn".equals(fields.get("status"))
                    ? List.of(Problem.of("agency.odd").in("status"))
                    : List.of();
            return new MappingResult.Mapped(new MappedRecord(new byte[0], name, "1", warnings));
        }

        private static Map<String, String> fields(SourceRecord record) {
            String text = new String(record.body(), StandardCharsets.UTF_8);
            Map<String, String> fields = new java.util.TreeMap<>();
            switch (record.mediaType()) {
                case "text/csv" -> {
                    String[] cells = text.split("\n", -1)[1].split(";", -1);
                    fields.put("dossier", cells[1]);
                    fields.put("owner", cells[2]);
                    fields.put("status", cells[3]);
                    if (cells.length > 4) {
                        fields.put("changed", cells[4]);
                    }
                }
                case "application/xml" -> {
                    for (String field : List.of("key", "dossier", "owner", "status")) {
                        element(text, field, field, fields);
                    }
                    element(text, "maLoaiHoSo", "dossier", fields);
                    element(text, "hoTenNguoiNop", "owner", fields);
                }
                default -> {
                    JsonNode root = JSON.readTree(record.body());
                    root.properties()
                            .forEach(one ->
                                    fields.put(one.getKey(), one.getValue().asString("")));
                }
            }
            return fields;
        }
    }

    private static void element(String text, String name, String field, Map<String, String> fields) {
        int from = text.indexOf("<" + name + ">");
        if (from >= 0) {
            fields.put(field, text.substring(from + name.length() + 2, text.indexOf("</" + name)));
        }
    }

    /**
     * Lines of {@code row;dossier;owner;status} behind a header line (those that begin with # are passed over), or
     * elements {@code dossierRecord}.
     */
    record Format(String name) implements SourceFormat {

        @Override
        public List<String> missing(Collection<String> columns) {
            return Stream.of("dossier", "owner", "status")
                    .filter(field -> !columns.contains(field))
                    .toList();
        }

        @Override
        public Rows open(Path file) throws java.io.IOException, UnreadableFile {
            return name.equals("csv") ? new Lines(file) : new Elements(Files.readString(file));
        }
    }

    private static final class Elements implements Rows {

        private final java.util.Iterator<String> elements;
        private long number;

        Elements(String text) {
            elements = java.util.regex.Pattern.compile("(?s)<dossierRecord>.*?</dossierRecord>")
                    .matcher(text)
                    .results()
                    .map(java.util.regex.MatchResult::group)
                    .iterator();
        }

        @Override
        public @org.jspecify.annotations.Nullable Row next() {
            if (!elements.hasNext()) {
                return null;
            }
            number++;
            return new Row(
                    number,
                    "element " + number,
                    new SourceRecord(elements.next().getBytes(StandardCharsets.UTF_8), "application/xml"));
        }

        @Override
        public void close() {}
    }

    private static final class Lines implements Rows {

        private final java.io.BufferedReader reader;
        private final String header;
        private final List<Problem> passedOver = new ArrayList<>();
        private long number;

        Lines(Path file) throws java.io.IOException, UnreadableFile {
            reader = Files.newBufferedReader(file);
            String first = reader.readLine();
            if (first == null || !first.startsWith("row;dossier")) {
                reader.close();
                throw new UnreadableFile(Problem.of("agency.no-header").at("line 1"));
            }
            header = first;
        }

        @Override
        public @org.jspecify.annotations.Nullable Row next() throws java.io.IOException, UnreadableFile {
            String line = reader.readLine();
            while (line != null && line.startsWith("#")) {
                passedOver.add(Problem.of("agency.remark").at("csv"));
                line = reader.readLine();
            }
            if (line == null) {
                return null;
            }
            number++;
            if (line.contains("\"")) {
                throw new UnreadableFile(Problem.of("agency.open-quote").at("line " + (number + 1)));
            }
            if (line.contains("BUG")) {
                throw new IllegalStateException("a reader's bug");
            }
            return new Row(
                    number,
                    "line " + (number + 1),
                    new SourceRecord((header + "\n" + line).getBytes(StandardCharsets.UTF_8), "text/csv"));
        }

        @Override
        public List<Problem> passedOver() {
            return passedOver;
        }

        @Override
        public void close() throws java.io.IOException {
            reader.close();
        }
    }
}
