package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tables that are made of one another stay together. */
class CodeTablesTest {

    private static final Path MAPPINGS = Path.of("mappings");

    @Test
    void a_procedure_is_found_by_its_code_and_by_a_name_that_only_it_has() throws Exception {
        Map<String, String> wanted = new LinkedHashMap<>();
        List<List<String>> procedures = rows("code-tables/npsp/procedures.csv");
        List<String> names = procedures.stream().map(row -> row.get(1)).toList();
        procedures.forEach(row -> wanted.put(row.getFirst(), row.getFirst()));
        procedures.stream()
                .filter(row -> Collections.frequency(names, row.get(1)) == 1)
                .forEach(row -> wanted.put(row.get(1), row.getFirst()));

        Map<String, String> pairs = new LinkedHashMap<>();
        rows("crosswalks/procedures-by-code-or-name.csv").forEach(row -> pairs.put(row.getFirst(), row.get(1)));

        assertThat(procedures).hasSize(162);
        assertThat(pairs).isEqualTo(wanted);
    }

    private static List<List<String>> rows(String file) throws Exception {
        return Files.readAllLines(MAPPINGS.resolve(file)).stream()
                .skip(1)
                .map(CodeTablesTest::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        return Pattern.compile("\"((?:[^\"]|\"\")*)\"(?:,|$)|([^,]*)(?:,|$)")
                .matcher(line)
                .results()
                .map(cell ->
                        cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""))
                .toList();
    }
}
