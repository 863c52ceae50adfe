package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.ledger.Definitions.Made;
import vn.lienthong.ledger.Definitions.Version;

/** What mappings were made of, as long as anybody may ask. */
abstract class DefinitionContract extends LedgerOnDatabase {

    private static final String DOSSIER = "npsp/dossier";

    private Definitions definitions;

    @BeforeEach
    void definitions() {
        definitions = new JdbcDefinitions(database, clock);
    }

    @Test
    void a_version_is_read_as_it_was_kept() {
        definitions.keep(List.of(made(DOSSIER, "v1", "mapping.yaml", "mã: a", "codes.csv", "1;mới")));
        assertThat(text(DOSSIER, "v1")).isEqualTo(Map.of("mapping.yaml", "mã: a", "codes.csv", "1;mới"));
        assertThat(definitions.files(DOSSIER, "v2")).isEmpty();
        assertThat(definitions.files("npsp/progress", "v1")).isEmpty();
    }

    /** PostgreSQL would not even take the question. */
    @Test
    void what_nobody_can_have_called_a_mapping_is_not_there() {
        definitions.keep(List.of(made(DOSSIER, "v1", "mapping.yaml", "a")));
        assertThat(definitions.versions("npsp\0")).isEmpty();
        assertThat(definitions.files("npsp\0", "v1")).isEmpty();
        assertThat(definitions.files(DOSSIER, "\0")).isEmpty();
    }

    @Test
    void the_newest_version_comes_first_and_keeps_its_first_time() {
        Made first = made(DOSSIER, "v1", "mapping.yaml", "a");
        definitions.keep(List.of(first));
        clock.pass(Duration.ofDays(1));
        definitions.keep(List.of(first, made(DOSSIER, "v2", "mapping.yaml", "b"), made("other", "v1", "x.yaml", "c")));
        assertThat(definitions.versions(DOSSIER))
                .containsExactly(
                        new Version(DOSSIER, "v2", clock.instant()),
                        new Version(DOSSIER, "v1", clock.instant().minus(Duration.ofDays(1))));
        assertThat(text(DOSSIER, "v1")).isEqualTo(Map.of("mapping.yaml", "a"));
    }

    @Test
    void a_file_that_many_versions_have_is_kept_once() {
        definitions.keep(List.of(
                made(DOSSIER, "v1", "mapping.yaml", "a", "codes.csv", "same"),
                made(DOSSIER, "v2", "mapping.yaml", "b", "codes.csv", "same")));
        definitions.keep(List.of(made("other", "v1", "renamed.csv", "same")));
        assertThat(database.read(() -> database.reading()
                        .one("SELECT COUNT(*) FROM definition", Sql.values(), (row, number) -> row.getLong(1))))
                .contains(3L);
        assertThat(text("other", "v1")).isEqualTo(Map.of("renamed.csv", "same"));
    }

    private Map<String, String> text(String mapping, String version) {
        return definitions.files(mapping, version).orElseThrow().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, file -> new String(file.getValue(), StandardCharsets.UTF_8)));
    }

    private static Made made(String mapping, String version, String... namesAndContents) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new Made(mapping, version, files);
    }
}
