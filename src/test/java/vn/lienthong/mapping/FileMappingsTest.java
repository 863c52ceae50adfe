package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.dossier.SettledFiles;

/** How the folder is read again while others use what was read before. */
class FileMappingsTest {

    @TempDir
    Path folder;

    Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings")).mapping("B: { from: b, crosswalk: b }");
    }

    static String b(FileMappings mappings, String word) {
        MappingResult result = mappings.find("t").orElseThrow().map(Definitions.record("{\"b\":\"" + word + "\"}"));
        return result instanceof MappingResult.Mapped done
                ? new String(done.record().body(), java.nio.charset.StandardCharsets.UTF_8)
                        .replaceAll(".*\"B\":\"(.*?)\".*", "$1")
                : "refused";
    }

    @Test
    void a_changed_mapping_is_used_after_a_refresh() {
        FileMappings mappings = given.load();
        String before = mappings.find("t").orElseThrow().version();
        given.mapping("B: { value: \"1\" }");
        assertThat(b(mappings, "two")).isEqualTo("2");
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("1");
        assertThat(mappings.find("t").orElseThrow().version()).isNotEqualTo(before);
    }

    @Test
    void a_changed_crosswalk_changes_the_version_of_the_mapping_that_uses_it() {
        FileMappings mappings = given.load();
        String before = mappings.find("t").orElseThrow().version();
        given.file("crosswalks/b.yaml", "crosswalk: b\npairs: { two: \"1\" }\n");
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("1");
        assertThat(mappings.find("t").orElseThrow().version()).isNotEqualTo(before);
    }

    @Test
    void tells_which_crosswalk_rows_name_a_procedure_and_which_mappings_use_them() {
        FileMappings mappings = given.load();
        given.file("crosswalks/b.yaml", """
                crosswalk: b
                pairs:
                  TT40: "1.009397"
                  1.009397.000.00.00.G16: "x"
                  TT41: "1.009398"
                """);
        mappings.refresh();

        assertThat(mappings.uses(new ProcedureCode("1.009397")))
                .extracting(use -> use.place() + " " + use.code() + " " + use.becomes() + " " + use.mappings())
                .containsExactly(
                        "mappings/crosswalks/b.yaml:3:3 TT40 1.009397 [t]",
                        "mappings/crosswalks/b.yaml:4:3 1.009397.000.00.00.G16 x [t]");
    }

    @Test
    void files_that_are_being_written_are_taken_together_when_they_rest() {
        given.load();
        AtomicLong nanos = new AtomicLong();
        FileMappings mappings =
                new FileMappings(folder.resolve("mappings"), SettledFiles.afterRest(nanos::get), Runnable::run);
        given.file("crosswalks/b.yaml", "crosswalk: b\npairs: { two: \"1\" }\n");
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("2");
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        given.file("crosswalks/b.yaml", "crosswalk: b\npairs: { two: \"1\", three: \"2\" }\n");
        mappings.refresh();
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("2");

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("1");
    }

    @Test
    void a_broken_mapping_never_replaces_a_good_one() {
        FileMappings mappings = given.load();
        given.file("mapping.yaml", "mapping: t\nfields: {");
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("2");
        assertThat(Definitions.codes(mappings.faults())).containsExactly("mapping.not-yaml");
        given.mapping("B: { value: \"1\" }");
        mappings.refresh();
        assertThat(mappings.faults()).isEmpty();
        assertThat(b(mappings, "two")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# later\n", "---\n"})
    void an_emptied_file_never_replaces_a_good_one(String nothing) {
        FileMappings mappings = given.load();
        given.file("mapping.yaml", nothing);
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("2");
        assertThat(mappings.faults())
                .extracting(fault -> fault.code() + " " + fault.place())
                .containsExactly("mapping.unknown-kind-of-file mappings/mapping.yaml:1:1");
    }

    @Test
    void a_broken_crosswalk_never_replaces_a_good_one() {
        FileMappings mappings = given.load();
        given.file("crosswalks/b.yaml", "crosswalk: b\nto: npsp/b\npairs: { two: \"9\" }\n");
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("2");
        assertThat(Definitions.codes(mappings.faults()))
                .containsExactlyInAnyOrder("mapping.pair-not-in-code-table", "mapping.uses-broken");
    }

    @Test
    void one_broken_mapping_leaves_the_others_alone() {
        given.file(
                "other.yaml",
                "mapping: other\nsource: { format: json }\ntarget: contract.schema.json\nfields: { M: { from: [] } }");
        FileMappings mappings = given.load();
        assertThat(mappings.names()).containsExactly("t");
        assertThat(mappings.faults()).isNotEmpty();
    }

    @Test
    void a_name_declared_twice_keeps_the_mapping_that_was_good() throws Exception {
        FileMappings mappings = given.load();
        String text = Files.readString(given.folder().resolve("mapping.yaml"));
        given.file("a-newcomer.yaml", text.replace("{ from: b, crosswalk: b }", "{ value: \"1\" }"));
        mappings.refresh();
        assertThat(b(mappings, "two")).isEqualTo("2");
        assertThat(Definitions.codes(mappings.faults())).containsExactly("mapping.duplicate-name t");
    }

    @Test
    void a_mapping_whose_file_is_gone_is_gone() throws Exception {
        FileMappings mappings = given.load();
        Files.delete(given.folder().resolve("mapping.yaml"));
        mappings.refresh();
        assertThat(mappings.find("t")).isEmpty();
        assertThat(mappings.faults()).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_read_is_a_fault_and_takes_nothing_away() throws Exception {
        FileMappings mappings = given.load();
        Files.move(given.folder(), folder.resolve("away"));
        mappings.refresh();
        assertThat(Definitions.codes(mappings.faults())).containsExactly("mapping.folder-unreadable");
        assertThat(b(mappings, "two")).isEqualTo("2");
    }

    @Test
    void a_folder_that_is_a_link_is_read_and_followed_to_its_next_release() throws Exception {
        Path releases = Files.createDirectory(folder.resolve("releases"));
        given = new Definitions(releases.resolve("1")).mapping("B: { from: b, crosswalk: b }");
        new Definitions(releases.resolve("2")).mapping("B: { value: \"1\" }");
        Path link = Files.createSymbolicLink(folder.resolve("current"), releases.resolve("1"));
        FileMappings mappings = new FileMappings(link);
        assertThat(b(mappings, "two")).isEqualTo("2");

        Files.delete(link);
        Files.createSymbolicLink(link, releases.resolve("2"));
        mappings.refresh();

        assertThat(b(mappings, "two")).isEqualTo("1");
    }

    /** As a container platform mounts files: links into a hidden folder, which is exchanged whole. */
    @Test
    void files_that_are_links_into_a_hidden_folder_are_read_once() throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        new Definitions(mounted.resolve("..data")).mapping("B: { from: b, crosswalk: b }");
        try (Stream<Path> all = Files.list(mounted.resolve("..data"))) {
            for (Path each : all.toList()) {
                Files.createSymbolicLink(
                        mounted.resolve(each.getFileName()), Path.of("..data").resolve(each.getFileName()));
            }
        }

        FileMappings mappings = new FileMappings(mounted);

        assertThat(mappings.faults()).isEmpty();
        assertThat(b(mappings, "two")).isEqualTo("2");
    }

    @Test
    void a_link_that_leads_back_is_a_fault() throws Exception {
        Files.createSymbolicLink(folder.resolve("mappings/loop"), folder.resolve("mappings"));

        assertThat(given.load().faults())
                .extracting(Problem::code, Problem::place)
                .containsExactly(tuple(
                        "mapping.folder-unreadable",
                        folder.resolve("mappings/loop").toString()));
    }

    @Test
    void nothing_is_compiled_anew_while_nothing_changes() {
        FileMappings mappings = given.load();
        Mapping before = mappings.find("t").orElseThrow();
        mappings.refresh();
        assertThat(mappings.find("t").orElseThrow()).isSameAs(before);
    }

    @Test
    void readers_see_either_the_old_or_the_new_and_never_a_mixture() throws Exception {
        FileMappings mappings = given.load();
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger mixtures = new AtomicInteger();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                Mapping mapping = mappings.find("t").orElseThrow();
                boolean first = mapping.map(Definitions.record("{\"b\":\"two\"}")) instanceof MappingResult.Mapped;
                boolean second = mapping.map(Definitions.record("{\"b\":\"zwei\"}")) instanceof MappingResult.Mapped;
                mixtures.addAndGet(first == second ? 1 : 0);
            }
        });
        for (int i = 0; i < 30; i++) {
            given.file("crosswalks/b.yaml", "crosswalk: b\npairs: { " + (i % 2 == 0 ? "zwei" : "two") + ": \"2\" }\n");
            mappings.refresh();
        }
        done.set(true);
        reader.join();
        assertThat(mixtures).hasValue(0);
    }

    /** An export of last year has the one column, one of this year the other. */
    @Test
    void a_column_that_another_may_stand_for_is_not_missed_in_a_file() throws Exception {
        given.file("mapping.yaml", """
                mapping: t
                source: { format: csv }
                target: contract.schema.json
                fields:
                  M: { from: m }
                  A: { from: [old, new] }
                  D: { join: { from: [day, time] } }
                """).file("rows.csv", "m,new,day\n1,2,3\n");

        Mapping mapping = given.load().find("t").orElseThrow();
        try (SourceFormat.Rows rows = mapping.source().open(given.folder().resolve("rows.csv"))) {
            assertThat(rows.passedOver())
                    .singleElement()
                    .satisfies(told -> assertThat(told.details()).containsEntry("columns", "time"));
        }
    }
}
