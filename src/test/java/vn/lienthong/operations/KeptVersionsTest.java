package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.ledger.Definitions;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.mapping.Mapping;

/** Every version that was in use can be read later. */
class KeptVersionsTest {

    private static final String CONTRACT = """
            {"type": "object", "properties": {"MaHoSo": {"type": "string", "x-personal": "no"}}}
            """;

    @TempDir
    Path folder;

    private final Kept kept = new Kept();

    @Test
    void a_version_is_kept_once_with_every_file_it_is_made_of() throws Exception {
        FileMappings mappings = mappings("no");
        KeptVersions versions = new KeptVersions(mappings, kept);
        versions.keepNew();
        versions.keepNew();
        Mapping mapping = mappings.find("one").orElseThrow();
        assertThat(kept.made).singleElement().satisfies(made -> {
            assertThat(made.mapping()).isEqualTo("one");
            assertThat(made.version()).isEqualTo(mapping.version());
            assertThat(made.files()).containsOnlyKeys("one.yaml", "one.schema.json");
            assertThat(made.files().get("one.yaml")).isEqualTo(Files.readAllBytes(folder.resolve("one.yaml")));
        });
    }

    @Test
    void a_changed_mapping_is_another_version() throws Exception {
        FileMappings mappings = mappings("no");
        KeptVersions versions = new KeptVersions(mappings, kept);
        versions.keepNew();
        write("number");
        mappings.refresh();
        versions.keepNew();
        assertThat(kept.made).hasSize(2).extracting(Definitions.Made::version).doesNotHaveDuplicates();
    }

    @Test
    void what_the_ledger_could_not_take_is_kept_with_the_next_look() throws Exception {
        KeptVersions versions = new KeptVersions(mappings("no"), kept);
        kept.away = true;
        versions.keepNew();
        kept.away = false;
        versions.keepNew();
        assertThat(kept.made).hasSize(1);
    }

    private FileMappings mappings(String field) throws IOException {
        Files.writeString(folder.resolve("one.schema.json"), CONTRACT);
        write(field);
        FileMappings mappings = new FileMappings(folder);
        assertThat(mappings.faults()).isEmpty();
        return mappings;
    }

    private void write(String field) throws IOException {
        Files.writeString(folder.resolve("one.yaml"), """
                mapping: one
                source: { format: json }
                target: one.schema.json
                fields:
                  MaHoSo: { from: %s }
                """.formatted(field));
    }

    private static final class Kept implements Definitions {

        private final List<Made> made = new ArrayList<>();
        private boolean away;

        @Override
        public void keep(List<Made> versions) {
            if (away) {
                throw new LedgerUnavailable("away", new IllegalStateException("by the test"));
            }
            made.addAll(versions);
        }

        @Override
        public List<Version> versions(String mapping) {
            return List.of();
        }

        @Override
        public Optional<SortedMap<String, byte[]>> files(String mapping, String version) {
            return Optional.empty();
        }
    }
}
