package vn.lienthong.mapping.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.MappingResult.Unmapped;
import vn.lienthong.mapping.folder.MappingFolder;

/** A mapping that a fault of the engine's own has got into. */
class RecordMappingTest {

    private final RecordMapping sound = MappingFolder.read(Path.of("mappings")).mappings().stream()
            .filter(mapping -> mapping.name().equals("npsp/dossier"))
            .findFirst()
            .orElseThrow();
    private final RecordMapping broken = new RecordMapping(
            sound.name(),
            sound.version(),
            sound.file(),
            sound.source(),
            sound.reader(),
            sound.spot(),
            sound.identity(),
            new Fault<>(),
            sound.shape(),
            sound.rules(),
            sound.xml(),
            sound.contract(),
            sound.target(),
            sound.files());
    private final SourceRecord record;

    RecordMappingTest() throws IOException {
        record = new SourceRecord(
                Files.readAllBytes(Path.of("mappings/npsp/dossier/tests/agency-example.json")), "application/json");
    }

    /** A list of the mapping's that cannot be gone through. */
    private static final class Fault<T> extends AbstractList<T> {

        @Override
        public T get(int index) {
            throw new IllegalStateException("a fault of the engine's own");
        }

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void a_fault_of_the_engines_own_stops_the_record_and_is_thrown_at_nobody() {
        assertThat(problems(broken.map(record))).containsExactly("mapping.failed");
        assertThat(problems(broken.explain(record).result())).containsExactly("mapping.failed");
    }

    @Test
    void what_the_record_is_about_is_known_all_the_same() {
        var found = broken.identify(record);
        assertThat(problems(found.result())).containsExactly("mapping.failed");
        assertThat(found.identity().dossier()).isNotNull();
        assertThat(found.identity()).isEqualTo(sound.identify(record).identity());
    }

    @Test
    void it_is_told_where_the_fault_is() {
        Unmapped result = (Unmapped) broken.map(record);
        assertThat(result.problems().getFirst().details())
                .containsEntry("cause", "IllegalStateException")
                .hasEntrySatisfying("at", at -> assertThat(at).matches("RecordMappingTest.java:\\d+"));
    }

    private static List<String> problems(Object result) {
        return ((Unmapped) result)
                .problems().stream().map(problem -> problem.code()).toList();
    }
}
