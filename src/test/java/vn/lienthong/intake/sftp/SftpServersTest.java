package vn.lienthong.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Servers that are not as they should be, and how often one that is well is asked. */
class SftpServersTest extends SftpFixture {

    private static final int MANY_FILES = 12;

    @Test
    void a_server_without_a_known_host_key_is_asked_nothing_and_its_fingerprint_told() throws Exception {
        stage.put(List.of(item(1, NOON)));
        for (List<String> known : List.of(List.<String>of(), List.of("SHA256:" + "A".repeat(43)))) {
            stage.settings = server.settings(SftpServer.PASSWORD, "", known, DataSize.ofMegabytes(1));
            stage.start();
            stage.work();
            assertThat(stage.faults())
                    .containsExactly(known.isEmpty() ? "intake.sftp-host-key-unknown" : "intake.sftp-host-key-other");
            assertThat(stage.problems().getFirst().says(Locale.ENGLISH))
                    .contains(server.fingerprint())
                    .doesNotContain("{");
            stage.stop();
        }
        assertThat(entered()).isEmpty();
    }

    @Test
    void an_account_may_have_a_key_and_one_the_server_does_not_take_is_told() throws Exception {
        KeyPair key = KeyUtils.generateKeyPair(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, text);
        stage.settings = server.settings(
                "", text.toString(StandardCharsets.US_ASCII), List.of(server.fingerprint()), DataSize.ofMegabytes(1));
        stage.put(List.of(item(1, NOON)));
        stage.start();
        stage.work();
        assertThat(stage.faults()).containsExactly("intake.sftp-login-refused");
        server.allow(key.getPublic());
        stage.work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(stage.faults()).isEmpty();
    }

    @Test
    void a_file_beyond_the_bound_and_a_link_out_of_the_folder_are_left() throws Exception {
        stage.settings = server.settings(SftpServer.PASSWORD, "", List.of(server.fingerprint()), DataSize.ofBytes(100));
        Path outside = Files.writeString(shared.resolve("outside.csv"), SftpStage.HEADER + "1;H-9;x;new\n");
        Files.createSymbolicLink(stage.folder.resolve("link.csv"), outside);
        stage.put("large.csv", SftpStage.HEADER + "1;H-1;x;new\n".repeat(20), NOON);
        stage.put("small.csv", SftpStage.HEADER + "1;H-2;x;new\n", NOON);
        stage.start();
        stage.work();
        assertThat(entered()).containsExactly("H-2/1");
        assertThat(stage.faults()).containsExactly("intake.sftp-file-too-large");
        assertThat(names(stage.folder)).containsExactly("large.csv", "link.csv");
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
        stage.settings = server.impatient();
        stage.put(List.of(item(1, NOON)));
        listening(silent, () -> {
            stage.look();
            assertThat(stage.faults()).containsExactly("intake.sftp-unreachable");
            silence.countDown();
            stage.work();
            assertThat(entered()).containsExactly("H-1/1");
            assertThat(stage.faults()).isEmpty();
        });
    }

    /** As one whose disk fails, or that somebody writes to and puts back whenever it is read. */
    @Test
    void a_file_that_never_comes_as_it_is_listed_is_told() throws Throwable {
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        Path file = stage.folder.resolve("export.csv");
        byte[] whole = Files.readAllBytes(file);
        SftpEventListener cutting = new SftpEventListener() {
            @Override
            public void open(ServerSession session, String name, Handle handle) {
                write(handle, Arrays.copyOf(whole, whole.length - 5));
            }

            @Override
            public void closing(ServerSession session, String name, Handle handle) {
                write(handle, whole);
            }

            private void write(Handle handle, byte[] content) {
                try {
                    if (handle instanceof FileHandle) {
                        FileTime written = Files.getLastModifiedTime(file);
                        Files.write(file, content);
                        Files.setLastModifiedTime(file, written);
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        };
        listening(cutting, () -> {
            for (int look = 0; look < 3; look++) {
                stage.look();
                assertThat(stage.faults()).isEmpty();
            }
            stage.work();
            assertThat(stage.faults()).containsExactly("intake.sftp-file-not-whole");
        });
        assertThat(entered()).isEmpty();
        stage.work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(stage.faults()).isEmpty();
    }

    /** Lines before its version, which a server may send, for ever. */
    @Test
    @Timeout(60)
    void a_server_that_greets_without_end_is_told() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket caller = endless.accept()) {
                    while (true) {
                        caller.getOutputStream().write("Xin chào\r\n".getBytes(StandardCharsets.UTF_8));
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException hungUp) {
                    // it had enough
                }
            });
            ServerSettings patient = server.impatient();
            stage.settings = new ServerSettings(
                    "127.0.0.1",
                    endless.getLocalPort(),
                    patient.username(),
                    patient.password(),
                    "",
                    "",
                    patient.hostKey(),
                    patient.timeout(),
                    patient.largest());
            stage.start();
            stage.look();
            assertThat(stage.faults()).containsExactly("intake.sftp-unreachable");
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
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
            stage.put(List.of(item(n, NOON.plusMinutes(n))));
        }
        listening(counting, stage::work);
        assertThat(entered()).hasSize(MANY_FILES);
        assertThat(looks).hasValueLessThan(MANY_FILES);
    }

    @Test
    void of_more_files_than_one_look_takes_the_oldest_are_seen_and_others_are_not_counted() throws Exception {
        for (int n = 3; n >= 1; n--) {
            stage.put(List.of(item(n, NOON.plusMinutes(n))));
            stage.put("other" + n + ".pdf", "", NOON);
        }
        try (RemoteFolder open = RemoteFolder.open(stage.settings, "/xuat")) {
            assertThat(open.files(name -> name.endsWith(".csv"), 2))
                    .extracting(RemoteFile::name)
                    .containsExactly("export3.csv", "export2.csv");
        }
    }

    @Test
    void settings_name_every_fault_and_show_no_secret() {
        assertThatThrownBy(() ->
                        new ServerSettings("", 0, "", "", "", "", List.of("MD5:x"), Duration.ZERO, DataSize.ofBytes(0)))
                .hasMessageContainingAll(".host:", ".port", "username", ".host-key", ".timeout", ".largest");
        assertThat(server.settings().toString()).doesNotContain(SftpServer.PASSWORD);
        assertThatThrownBy(() -> new Fetching(
                        "f",
                        "s",
                        "/a/../b",
                        "*",
                        stage.fetching.complete(),
                        stage.fetching.moved(),
                        Duration.ofSeconds(1)))
                .hasMessageContaining("folder");
        assertThatThrownBy(() -> new Fetching.Moved("..", "failed")).hasMessageContaining("done, failed");
    }
}
