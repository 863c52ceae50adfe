package vn.lienthong.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The portal's procedure catalogue: real codes and names; of the field codes, those with TEST are stand-ins. */
final class Procedures {

    private static final String FILE = "/sandbox/procedures.csv";

    private final Map<String, Procedure> byCode = new LinkedHashMap<>();
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
        return byCode.values();
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
