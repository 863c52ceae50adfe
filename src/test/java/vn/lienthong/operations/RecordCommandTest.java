package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import vn.lienthong.TestFolders;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.Ledger;
import vn.lienthong.ledger.RealLedger;

/** A live failure becomes a case, whichever database the ledger is in. */
class RecordCommandTest {

    private static final String RECORD = """
            { "dossierNo": "000.00.00.G16-240315-0012", "procedureCode": "1.011451", "channel": "online",
              "applicant": { "kind": "citizen", "name": "Ngô Văn Thật", "identityKind": "cccd", "identityNo": "036084001234" },
              "submittedAt": "2024-03-15T08:05:12+07:00", "receivedAt": "2024-03-15T08:30:00+07:00",
              "status": "archived", "resultDelivery": "desk", "unit": "Cục Điện ảnh", "summary": "Đề nghị của ông Ngô Văn Thật" }
            """;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    @BeforeEach
    void copy_the_mappings() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("mappings"))) {
            for (Path file : files.toList()) {
                Path copy = folder.resolve(file.toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Test
    void from_a_file() throws Exception {
        try (RealLedger real = RealLedger.onSqlite(folder)) {
            toCase(enter(real.ledger), "--ledger.directory=" + folder);
        }
    }

    @Test
    void a_folder_without_a_ledger_is_told_as_such() {
        int exit = CommandLine.run(
                new String[] {"record", "to-case", "1", "--ledger.directory=" + folder},
                new PrintStream(printed, true, StandardCharsets.UTF_8));
        assertThat(exit).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("there is no ledger " + folder.resolve("ledger.db"))
                .contains("--data.dir");
    }

    @Test
    void an_option_that_does_not_exist_is_not_passed_over() throws Exception {
        try (RealLedger real = RealLedger.onSqlite(folder)) {
            long delivery = enter(real.ledger);
            int exit = CommandLine.run(
                    new String[] {
                        "record",
                        "to-case",
                        String.valueOf(delivery),
                        "--nam=the-case",
                        "--ledger.directory=" + folder,
                        "--mappings.dir=" + folder.resolve("mappings")
                    },
                    new PrintStream(printed, true, StandardCharsets.UTF_8));
            assertThat(exit).isEqualTo(2);
            assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("unknown option: --nam=the-case");
        }
    }

    @Test
    void from_a_folder_with_signs_in_its_name_that_addresses_have() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("Liên Thông #1, 100%25"));
        try (RealLedger real = RealLedger.onSqlite(odd)) {
            toCase(enter(real.ledger), "--ledger.directory=" + odd);
        }
    }

    @Test
    void from_a_ledger_whose_bodies_are_closed() throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        try (RealLedger real = RealLedger.onSqliteWithKeys(folder, key)) {
            long delivery = enter(real.ledger);
            toCase(delivery, "--ledger.directory=" + folder, "--ledger.keys=" + key);

            printed.reset();
            for (String keys : List.of("", "--ledger.keys=none")) {
                String[] words = Stream.of("record", "to-case", "" + delivery, "--ledger.directory=" + folder, keys)
                        .filter(word -> !word.isEmpty())
                        .toArray(String[]::new);
                assertThat(CommandLine.run(words, new PrintStream(printed, true, StandardCharsets.UTF_8)))
                        .isEqualTo(2);
            }
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .contains("which ledger.keys lacks", "ledger.keys: expected keys")
                    .doesNotContain("Thật");
        }
    }

    @Test
    void of_a_record_that_was_damaged_in_the_ledger_there_is_no_case() throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        try (RealLedger real = RealLedger.onSqliteWithKeys(folder, key)) {
            long delivery = enter(real.ledger);
            real.store.write(sql -> sql.update(
                    "UPDATE record SET body = CAST(substr(body, 1, 40) AS BLOB)", new MapSqlParameterSource()));

            int ended = CommandLine.run(
                    new String[] {
                        "record", "to-case", "" + delivery, "--ledger.directory=" + folder, "--ledger.keys=" + key
                    },
                    new PrintStream(printed, true, StandardCharsets.UTF_8));

            assertThat(ended).isEqualTo(2);
            assertThat(printed.toString(StandardCharsets.UTF_8)).contains("damaged or altered in the ledger");
        }
    }

    @Test
    void from_postgresql() throws Exception {
        try (EmbeddedPostgres server = TestFolders.postgres().start()) {
            String url = "jdbc:postgresql://localhost:" + server.getPort() + "/postgres";
            try (RealLedger real = RealLedger.onPostgres(url, "postgres")) {
                toCase(
                        enter(real.ledger),
                        "--ledger.url=" + url,
                        "--ledger.username=postgres",
                        "--ledger.password=postgres");
            }
        }
    }

    private static long enter(Ledger ledger) {
        Ledger.Owed owed = new Ledger.Owed(
                "npsp-dossier", "npsp", new DossierNo("000.00.00.G16-240315-0012"), true, true, null, List.of());
        SourceRecord record = new SourceRecord(RECORD.getBytes(StandardCharsets.UTF_8), "application/json");
        return ledger.enter(List.of(new Ledger.Entry("push/test", "one", "one", null, record, List.of(owed))))
                .getFirst()
                .deliveries()
                .getFirst();
    }

    private void toCase(long delivery, String... ledger) throws IOException {
        List<String> words = new ArrayList<>(List.of("record", "to-case", String.valueOf(delivery)));
        words.addAll(List.of(ledger));
        words.add("--mappings.dir=" + folder.resolve("mappings"));
        int exit =
                CommandLine.run(words.toArray(String[]::new), new PrintStream(printed, true, StandardCharsets.UTF_8));
        String told = printed.toString(StandardCharsets.UTF_8);
        assertThat(exit).as(told).isZero();
        Path written = folder.resolve("mappings/npsp/dossier/tests/ends-as-delivery-" + delivery + "-did.yaml");
        assertThat(Files.readString(written))
                .contains("mapping.no-crosswalk-pair")
                .doesNotContain("Thật", "036084");
        printed.reset();
        assertThat(CommandLine.run(
                        new String[] {
                            "mapping",
                            "test",
                            folder.resolve("mappings/npsp/dossier").toString()
                        },
                        new PrintStream(printed, true, StandardCharsets.UTF_8)))
                .as(printed.toString(StandardCharsets.UTF_8))
                .isZero();
    }
}
