package vn.lienthong.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.dossier.DossierNo;

class IdentityTest {

    @TempDir
    Path folder;

    Definitions given;

    @BeforeEach
    void lay_out() {
        given = new Definitions(folder.resolve("mappings"));
        given.mapping(
                "A: { from: a, required: true }",
                "dossier: { from: no, as: dossier-number }",
                "key: [{ from: no, as: dossier-number }, step, { hash: [who, what] }]",
                "dueAt: { from: due, as: instant }",
                "changedAt: { from: changed, as: instant }",
                "notContent: [row]",
                "unused: [who, what]");
    }

    RecordIdentity identity(String json) {
        return given.identify(json).identity();
    }

    @Test
    void is_found_where_the_record_cannot_be_mapped() {
        Mapping.Identified found =
                given.identify("{\"no\":\"001/2007/BVHTT\",\"step\":\"1\",\"due\":\"2024-04-05T17:00:00\"}");
        assertThat(found.result()).isInstanceOf(MappingResult.Unmapped.class);
        assertThat(found.identity().dossier()).isEqualTo(new DossierNo("001/2007/BVHTT"));
        assertThat(found.identity().dueAt()).isEqualTo(Instant.parse("2024-04-05T10:00:00Z"));
        assertThat(found.identity().key()).startsWith("001/2007/BVHTT|1|");
    }

    @Test
    void a_deadline_that_cannot_be_read_is_a_warning_although_no_field_wants_it() {
        String record = "{\"a\":\"x\",\"no\":\"1\",\"due\":\"tomorrow\"}";

        for (MappingResult result : List.of(given.identify(record).result(), given.map(record), explained(record))) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            MappingResult.Mapped.class,
                            done -> assertThat(done.record().warnings())
                                    .singleElement()
                                    .satisfies(warning -> {
                                        assertThat(warning.code()).isEqualTo("mapping.deadline-unknown");
                                        assertThat(warning.field()).isEqualTo("due");
                                        assertThat(warning.place()).isEqualTo("mappings/mapping.yaml:6");
                                        assertThat(warning.toString()).doesNotContain("tomorrow");
                                    }));
        }
        assertThat(given.warnings("{\"a\":\"x\",\"no\":\"1\"}")).isEmpty();
        assertThat(given.warnings("{\"a\":\"x\",\"due\":\"2024-04-05T17:00:00\"}"))
                .isEmpty();
    }

    @Test
    void a_time_of_change_is_read_as_a_deadline_is() {
        assertThat(identity("{\"no\":\"1\",\"changed\":\"2024-04-05T17:00:00\"}")
                        .changedAt())
                .isEqualTo(Instant.parse("2024-04-05T10:00:00Z"));
        assertThat(identity("{\"no\":\"1\"}").changedAt()).isNull();
        assertThat(given.warnings("{\"a\":\"x\",\"no\":\"1\",\"changed\":\"yesterday\"}"))
                .containsExactly("mapping.change-unknown changed");
    }

    private MappingResult explained(String record) {
        return given.load()
                .find("t")
                .orElseThrow()
                .explain(Definitions.record(record))
                .result();
    }

    @Test
    void is_empty_but_for_the_content_where_the_record_cannot_be_read() {
        RecordIdentity identity = identity("{not json");
        assertThat(identity.dossier()).isNull();
        assertThat(identity.key()).isNull();
        assertThat(identity.contentHash()).hasSize(64);
    }

    @Test
    void key_is_left_to_the_content_if_a_part_of_it_is_missing() {
        assertThat(identity("{\"no\":\"1\"}").key()).isNull();
        assertThat(identity("{\"step\":\"1\"}").key()).isNull();
    }

    @Test
    void key_tells_hashed_parts_apart_without_showing_them() {
        String one = identity("{\"no\":\"1\",\"step\":\"1\",\"who\":\"ab\",\"what\":\"c\"}")
                .key();
        String other = identity("{\"no\":\"1\",\"step\":\"1\",\"who\":\"a\",\"what\":\"bc\"}")
                .key();
        assertThat(one).isNotEqualTo(other).doesNotContain("ab");
    }

    @Test
    void content_leaves_out_row_counters_and_layout() {
        String content = identity("{\"row\":1,\"a\":\"x\",\"no\":\"1\"}").contentHash();
        assertThat(identity("{ \"no\": \"1\", \"row\": 2, \"a\": \"x\", \"b\": null }")
                        .contentHash())
                .isEqualTo(content);
        assertThat(identity("{\"row\":1,\"a\":\"y\",\"no\":\"1\"}").contentHash())
                .isNotEqualTo(content);
    }

    /** Ledgers keep these: with other hashes, every record sent again after an upgrade would be a new version. */
    @Test
    void hashes_of_content_and_of_hashed_parts_never_change() {
        RecordIdentity flat = identity("{\"row\":1,\"a\":\"x\",\"no\":\"1\",\"step\":\"2\",\"who\":\"Đỗ\"}");
        assertThat(flat.key()).isEqualTo("1|2|19866caf92b5e802");
        assertThat(flat.contentHash()).isEqualTo("79303e492e6d6f7338d9421b7dcfc5306fa7313f22afa38fa14fde97fde8c31c");
        assertThat(identity(
                                "{\"z\":{\"y\":\"ư\",\"b\":\" \"},\"row\":1,\"a\":\"x\",\"no\":\"1\",\"l\":[{\"b\":1.50,\"c\":null},true,\"\"]}")
                        .contentHash())
                .isEqualTo("c9202c73e9ed5bd7da36a5d2548909271a2f4da3e24876e3f36d8567b1d9d0ce");
    }

    @Test
    void content_is_the_bytes_where_nothing_is_declared() {
        given.mapping("A: { from: a }");
        assertThat(identity("{\"a\":\"x\"}").contentHash())
                .isNotEqualTo(identity("{ \"a\":\"x\"}").contentHash());
    }

    @Test
    void a_dossier_number_with_a_control_character_is_none() {
        assertThat(identity("{\"no\":\"1\\u0007\"}").dossier()).isNull();
    }
}
