package vn.lienthong.intake.sftp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract;
import vn.lienthong.intake.inbox.Inbox;
import vn.lienthong.intake.inbox.InboxSettings;

/** Files of a real SFTP server keep what every source keeps. What is put together is a file, last written at its last item's time. */
class SftpSourceTest extends SourceContract {

    private static final String HEADER = "row;dossier;owner;status\n";

    private static final int MANY_FILES = 12;

    @TempDir
    static Path shared;

    private static SftpServer server;

    private ServerSettings settings;
    private Fetching fetching = fetching("");
    private @Nullable Servers servers;
    private @Nullable Source source;
    private int files;

    @BeforeAll
    static void startServer() throws Exception {
        server = new SftpServer(shared.resolve("server"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void emptyFolder() throws IOException {
        settings = server.settings();
        Files.createDirectories(folder());
    }

    @AfterEach
    void removeFolder() throws IOException {
        Files.move(folder(), shared.resolve("gone-" + System.nanoTime()));
    }

    private static Path folder() {
        return shared.resolve("server/xuat");
    }

    private static Fetching fetching(String marker) {
        return new Fetching(
                "csv-flow",
                "motcua",
                "/xuat",
                "*.csv",
                new Fetching.Complete(marker, Duration.ofSeconds(2)),
                new Fetching.Moved("done", "failed"),
                Duration.ofSeconds(1));
    }

    @Override
    protected void start() {
        InboxSettings inbox = new InboxSettings(
                dir.resolve("inbox"), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(30), PAGE);
        Servers opened = new Servers(
                Map.of("motcua", settings),
                new Inbox(intake, ledger.view, agency, agency.mappings(), inbox, clock, RandomGenerator.of("Random")),
                clock);
        servers = opened;
        source = opened.open(fetching);
    }

    @Override
    protected void stop() throws IOException {
        Source stopping = source;
        source = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    protected void put(List<Item> items) throws IOException {
        String rows = items.stream()
                .map(item -> "1;" + item.dossier() + ";" + item.owner() + ";new\n")
                .collect(Collectors.joining());
        put("export" + ++files + ".csv", HEADER + rows, items.getLast());
    }

    /** The server tells no later time: its seconds have 31 bits. */
    private static Instant time(Item last) {
        Instant changed = last.changedAt().toInstant(ZoneOffset.ofHours(7));
        Instant latest = Instant.parse("2038-01-01T00:00:00Z");
        return changed.isAfter(latest) ? latest : changed;
    }

    private static void put(String name, String content, Item last) throws IOException {
        Path file = Files.writeString(folder().resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.from(time(last)));
    }

    @Override
    protected void work() throws Exception {
        for (int look = 0; look < 4; look++) {
            while (requireNonNull(source).step(Page::enter)) {
                // Until there is nothing more to do.
            }
            clock.advance(Duration.ofSeconds(2));
        }
    }

    @Override
    protected void goAway() throws Exception {
        server.stop();
    }

    @Override
    protected void comeBack() throws Exception {
        server.start();
    }

    @Override
    protected List<String> faults() {
        return servers == null
                ? List.of()
                : servers.faults().stream().map(Problem::code).toList();
    }

    @Test
    void a_file_is_moved_at_the_server_when_the_ledger_has_all_of_it() throws Exception {
        start();
        put(many());
        intake.refuseAfter(PAGE);
        work();
        assertThat(names(folder())).containsExactly("export1.csv");
        intake.refuseAfter(Integer.MAX_VALUE);
        work();
        assertThat(names(folder())).isEmpty();
        assertThat(names(folder().resolve("done"))).containsExactly("export1.csv");
        assertThat(names(dir.resolve("inbox/csv-flow/sftp-motcua/done")))
                .containsExactly("export1.csv", "export1.csv.report.csv", "export1.csv.report.json");
    }

    @Test
    void a_broken_file_is_moved_aside_and_stops_no_other() throws Exception {
        start();
        put("broken.csv", HEADER + "1;\"H-1;x;new\n", item(1, NOON));
        put(List.of(item(2, NOON.plusMinutes(1))));
        work();
        work();
        assertThat(entered()).containsExactly("H-2/1");
        assertThat(names(folder().resolve("failed"))).containsExactly("broken.csv");
    }

    @Test
    void a_name_that_comes_again_is_another_file() throws Exception {
        start();
        put("export.csv", HEADER + "1;H-1;x;new\n", item(1, NOON));
        work();
        put("export.csv", HEADER + "1;H-2;x;new\n", item(1, NOON));
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        assertThat(names(folder().resolve("done"))).containsExactly("export-2.csv", "export.csv");
    }

    @Test
    void a_file_that_is_still_being_written_is_left_alone() throws Exception {
        start();
        put("export.csv.part", HEADER + "1;H-1;x;new\n", item(1, NOON));
        for (int look = 0; look < 4; look++) {
            put("export.csv", HEADER + "1;H-2;x;new\n".repeat(look), item(2, NOON.plusSeconds(look)));
            requireNonNull(source).step(Page::enter);
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(entered()).isEmpty();
        work();
        assertThat(entered()).containsExactly("H-2/1");
        assertThat(names(folder())).containsExactly("export.csv.part");
    }

    @Test
    void with_a_marker_a_file_is_complete_when_that_is_there() throws Exception {
        fetching = fetching(".done");
        start();
        put(List.of(item(1, NOON)));
        work();
        assertThat(entered()).isEmpty();
        put("export1.csv.done", "", item(1, NOON));
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(names(folder())).isEmpty();
        assertThat(names(folder().resolve("done"))).containsExactly("export1.csv");
    }

    @Test
    void killed_after_the_move_at_the_server_it_takes_nothing_twice_and_moves_no_other_file_of_that_name()
            throws Exception {
        start();
        put("export.csv", HEADER + "1;H-1;x;new\n", item(1, NOON));
        while (entered().isEmpty()) {
            requireNonNull(source).step(Page::enter);
            clock.advance(Duration.ofSeconds(2));
        }
        Files.move(
                folder().resolve("export.csv"),
                Files.createDirectories(folder().resolve("done")).resolve("export.csv"));
        stop();
        put("export.csv", HEADER + "1;H-2;x;new\n1;H-3;x;new\n", item(2, NOON));
        start();
        work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
        assertThat(intake.offered()).isEqualTo(3);
        assertThat(names(folder().resolve("done"))).containsExactly("export-2.csv", "export.csv");
    }

    @Test
    void a_server_without_a_known_host_key_is_asked_nothing_and_its_fingerprint_told() throws Exception {
        put(List.of(item(1, NOON)));
        for (List<String> known : List.of(List.<String>of(), List.of("SHA256:" + "A".repeat(43)))) {
            settings = server.settings(SftpServer.PASSWORD, "", known, DataSize.ofMegabytes(1));
            start();
            work();
            assertThat(faults())
                    .containsExactly(known.isEmpty() ? "intake.sftp-host-key-unknown" : "intake.sftp-host-key-other");
            assertThat(requireNonNull(servers).faults().getFirst().says(Locale.ENGLISH))
                    .contains(server.fingerprint())
                    .doesNotContain("{");
            stop();
        }
        assertThat(entered()).isEmpty();
    }

    @Test
    void an_account_may_have_a_key_and_one_the_server_does_not_take_is_told() throws Exception {
        KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, text);
        settings = server.settings(
                "", text.toString(StandardCharsets.US_ASCII), List.of(server.fingerprint()), DataSize.ofMegabytes(1));
        put(List.of(item(1, NOON)));
        start();
        work();
        assertThat(faults()).containsExactly("intake.sftp-login-refused");
        server.allow(key.getPublic());
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_file_beyond_the_bound_and_a_link_out_of_the_folder_are_left() throws Exception {
        settings = server.settings(SftpServer.PASSWORD, "", List.of(server.fingerprint()), DataSize.ofBytes(100));
        Path outside = Files.writeString(shared.resolve("outside.csv"), HEADER + "1;H-9;x;new\n");
        Files.createSymbolicLink(folder().resolve("link.csv"), outside);
        put("large.csv", HEADER + "1;H-1;x;new\n".repeat(20), item(1, NOON));
        put("small.csv", HEADER + "1;H-2;x;new\n", item(2, NOON));
        start();
        work();
        assertThat(entered()).containsExactly("H-2/1");
        assertThat(faults()).containsExactly("intake.sftp-file-too-large");
        assertThat(names(folder())).containsExactly("large.csv", "link.csv");
    }

    /** Listens to the server while the test runs. */
    private void listening(SftpEventListener listener, ThrowingCallable test) throws Throwable {
        server.listen(listener);
        try {
            start();
            test.call();
        } finally {
            server.ignore(listener);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(60)
    void a_server_that_keeps_the_connection_and_answers_nothing_is_told(boolean fromTheBeginning) throws Throwable {
        CountDownLatch silence = new CountDownLatch(1);
        SftpEventListener silent = new SftpEventListener() {
            @Override
            public void initialized(ServerSession session, int version) {
                if (fromTheBeginning) {
                    awaitUninterruptibly(silence);
                }
            }

            @Override
            public void readingEntries(ServerSession session, String handle, DirectoryHandle folder) {
                awaitUninterruptibly(silence);
            }
        };
        settings = server.impatient();
        put(List.of(item(1, NOON)));
        listening(silent, () -> {
            requireNonNull(source).step(Page::enter);
            assertThat(faults()).containsExactly("intake.sftp-unreachable");
            silence.countDown();
            work();
            assertThat(entered()).containsExactly("H-1/1");
            assertThat(faults()).isEmpty();
        });
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_file_put_in_place_of_another_at_the_moment_of_its_move_is_taken_too() throws Throwable {
        SftpEventListener replacing = new SftpEventListener() {
            private boolean done;

            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> how)
                    throws IOException {
                if (!done) {
                    done = true;
                    put("export1.csv", HEADER + "1;H-2;x;new\n1;H-3;x;new\n", item(3, NOON.plusMinutes(1)));
                }
            }
        };
        put(List.of(item(1, NOON)));
        listening(replacing, () -> {
            work();
            work();
            assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
            assertThat(names(folder())).isEmpty();
        });
    }

    @Test
    void a_marker_never_outlives_its_file() throws Throwable {
        fetching = fetching(".done");
        List<Boolean> markers = new ArrayList<>();
        SftpEventListener watching = new SftpEventListener() {
            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> how) {
                markers.add(Files.exists(folder().resolve("export1.csv.done")));
            }
        };
        put(List.of(item(1, NOON)));
        put("export1.csv.done", "", item(1, NOON));
        listening(watching, this::work);
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(markers).containsExactly(false);
    }

    @Test
    void many_files_are_found_by_one_look() throws Throwable {
        AtomicInteger looks = new AtomicInteger();
        SftpEventListener counting = new SftpEventListener() {
            @Override
            public void open(ServerSession session, String name, Handle handle) {
                if (handle instanceof DirectoryHandle) {
                    looks.incrementAndGet();
                }
            }
        };
        for (int n = 1; n <= MANY_FILES; n++) {
            put(List.of(item(n, NOON.plusMinutes(n))));
        }
        listening(counting, this::work);
        assertThat(entered()).hasSize(MANY_FILES);
        assertThat(looks).hasValueLessThan(MANY_FILES);
    }

    @Test
    void of_more_files_than_one_look_takes_the_oldest_are_seen_and_others_are_not_counted() throws Exception {
        for (int n = 3; n >= 1; n--) {
            put(List.of(item(n, NOON.plusMinutes(n))));
            put("other" + n + ".pdf", "", item(n, NOON));
        }
        try (RemoteFolder open = RemoteFolder.open(settings, "/xuat")) {
            assertThat(open.files(name -> name.endsWith(".csv"), 2))
                    .extracting(RemoteFile::name)
                    .containsExactly("export3.csv", "export2.csv");
        }
    }

    @Test
    void a_name_no_folder_here_could_hold_is_none() {
        assertThat(RemoteFile.isName("\u1ebf".repeat(70) + ".csv")).isTrue();
        assertThat(RemoteFile.isName("\u1ebf".repeat(100) + ".csv")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", ".", "", " ", "../x.csv", "/etc/passwd", "a/b.csv", "a\\b.csv", "a\nb.csv", "a\u0000.csv"})
    void a_name_that_leads_elsewhere_is_none(String name) {
        assertThat(RemoteFile.isName(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sổ theo dõi 2020.csv", "So\u0309 theo do\u0303i.csv", "a*b?[1].csv"})
    void a_name_of_any_letters_and_signs_is_taken(String name) throws Exception {
        start();
        put(name, HEADER + "1;H-1;x;new\n", item(1, NOON));
        work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(names(folder().resolve("done"))).containsExactly(name);
    }

    @Test
    void settings_name_every_fault_and_show_no_secret() {
        assertThatThrownBy(() ->
                        new ServerSettings("", 0, "", "", "", "", List.of("MD5:x"), Duration.ZERO, DataSize.ofBytes(0)))
                .hasMessageContainingAll(".host:", ".port", "username", ".host-key", ".timeout", ".largest");
        assertThat(server.settings().toString()).doesNotContain(SftpServer.PASSWORD);
        assertThatThrownBy(() -> new Fetching(
                        "f", "s", "/a/../b", "*", fetching.complete(), fetching.moved(), Duration.ofSeconds(1)))
                .hasMessageContaining("folder");
        assertThatThrownBy(() -> new Fetching.Moved("..", "failed")).hasMessageContaining("done, failed");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
