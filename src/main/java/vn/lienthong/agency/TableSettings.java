package vn.lienthong.agency;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A table of the ministry's own database that a system reads.
 *
 * @param database of {@code sources.<name>}
 * @param name empty: the system is no table; with its schema, where that is not the account's own: {@code motcua.ho_so}
 * @param key the column of the Idempotency-Key, unique by itself
 * @param columns each {@code column} or {@code column=field}: a field of the message, within objects with dots; {@code .} is
 *     the whole message
 */
record TableSettings(
        @DefaultValue("") String database,
        @DefaultValue("") String name,
        @DefaultValue("idempotency_key") String key,
        @DefaultValue List<String> columns) {

    private static final String WORD = "[\\p{L}_][\\p{L}\\p{N}_]{0,62}";
    private static final Pattern NAME = Pattern.compile("(" + WORD + "\\.)?" + WORD);
    private static final Pattern COLUMN = Pattern.compile(WORD + "(=(\\.|" + WORD + "(\\." + WORD + ")*))?");

    TableSettings {
        columns = columns.stream().map(String::strip).toList();
    }

    boolean isSet() {
        return !name.isBlank();
    }

    /** Which field goes into which column, in the order of the settings. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String each : columns) {
            int equals = each.indexOf('=');
            fields.put(equals < 0 ? each : each.substring(0, equals), each.substring(equals + 1));
        }
        return fields;
    }

    /** What is right here can be quoted as it is. */
    void check(String setting, List<String> faults) {
        if (isSet() == database.isBlank()) {
            faults.add(setting + ": set both database (a name under sources, as in motcua) and name, or neither");
        }
        if (!isSet()) {
            return;
        }
        if (!NAME.matcher(name).matches()) {
            faults.add(setting + ".name: expected letters, digits and underscores, such as ho_so or motcua.ho_so");
        }
        if (columns.isEmpty()
                || !columns.stream().allMatch(column -> COLUMN.matcher(column).matches())) {
            faults.add(setting + ".columns: expected columns such as maHoSo, nguoi_nop=applicant.name, noi_dung=.");
        }
        if (!key.matches(WORD) || !areDifferent()) {
            faults.add(setting + ".columns: no column may be named twice, nor be the one of " + setting + ".key");
        }
    }

    private boolean areDifferent() {
        List<String> names = fields().keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        return names.size() == columns.size() && !names.contains(key.toLowerCase(Locale.ROOT));
    }
}
