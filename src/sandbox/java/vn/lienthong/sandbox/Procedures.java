package vn.lienthong.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The portal's procedure catalogue: real codes and names; of the field codes, those with TEST are stand-ins. What a procedure
 * says beyond that is put in while it runs ({@link #change}), and so procedures come, change and go.
 */
final class Procedures {

    private static final String FILE = "/sandbox/procedures.csv";

    private final Map<String, Procedure> byCode = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, ObjectNode> said = new ConcurrentHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();

    record Procedure(String code, String name, String field, String fieldCode, String agency) {}

    Procedures() {
        try (InputStream file = Objects.requireNonNull(Procedures.class.getResourceAsStream(FILE), FILE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().skip(1).map(Procedures::cells).forEach(this::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Nullable
    Procedure find(String code) {
        return byCode.get(code);
    }

    Collection<Procedure> all() {
        synchronized (byCode) {
            return List.copyOf(byCode.values());
        }
    }

    /** From now on the procedure says this too, and where it said something before, this instead; a new one begins so. */
    void change(String code, ObjectNode says) {
        Procedure now = byCode.get(code);
        String name = says.path("TENTTHC").asString(now == null ? code : now.name());
        byCode.put(
                code,
                now == null
                        ? new Procedure(code, name, "Lĩnh vực thử", "G16-TEST99", "Đơn vị thử")
                        : new Procedure(code, name, now.field(), now.fieldCode(), now.agency()));
        said.merge(code, says, (before, more) -> before.deepCopy().setAll(more));
    }

    /** The list no longer has it, and whoever asks for it is told nothing. */
    void drop(String code) {
        byCode.remove(code);
        said.remove(code);
    }

    /** What was put in beside what the file says; empty if nothing was. */
    ObjectNode said(String code) {
        return said.getOrDefault(code, JsonNodeFactory.instance.objectNode());
    }

    /** Names by code. */
    Map<String, String> fields() {
        return fields;
    }

    private void add(List<String> cells) {
        Procedure one = new Procedure(cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(5));
        byCode.put(one.code(), one);
        fields.put(one.fieldCode(), one.field());
    }

    /** A quoted cell holds commas; none holds a quote. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (char each : line.toCharArray()) {
            if (each == '"') {
                quoted = !quoted;
            } else if (each == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(each);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
