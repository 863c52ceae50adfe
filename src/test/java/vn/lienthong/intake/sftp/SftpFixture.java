package vn.lienthong.intake.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.intake.SourceContract.Item;
import vn.lienthong.intake.WatchedIntake;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.RealLedger;

/** Files of a real SFTP server, and one process that takes them. */
abstract class SftpFixture {

    static final LocalDateTime NOON = LocalDateTime.of(2024, 3, 4, 12, 0);

    @TempDir
    static Path shared;

    static SftpServer server;

    @TempDir
    Path dir;

    RealLedger ledger;
    WatchedIntake intake;
    SftpStage stage;

    @BeforeAll
    static void startServer() throws Exception {
        server = new SftpServer(shared.resolve("server"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void open() throws IOException {
        Agency agency = new Agency();
        ledger = RealLedger.onSqlite(dir.resolve("ledger"));
        intake = new WatchedIntake(new LedgerIntake(agency, agency.mappings(), ledger.ledger, Deadlines.none()));
        stage = new SftpStage(
                server,
                shared.resolve("server/xuat"),
                new SftpStage.Side(
                        dir.resolve("inbox"),
                        agency,
                        new SettableClock(),
                        new LedgerSide(intake, ledger.view, ledger.memos)));
    }

    @AfterEach
    void close() throws IOException {
        stage.stop();
        ledger.close();
        Files.move(stage.folder, shared.resolve("gone-" + System.nanoTime()));
    }

    static Item item(int n, LocalDateTime changedAt) {
        return new Item("H-" + n, "Người thử " + n, changedAt);
    }

    /** What the ledger has, in the order in which it was entered: dossier and version. */
    final List<String> entered() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().reversed().stream()
                .map(delivery -> delivery.dossier() + "/" + delivery.version())
                .toList();
    }

    /** Listens to the server while the test runs. */
    final void listening(SftpEventListener listener, ThrowingCallable test) throws Throwable {
        server.listen(listener);
        try {
            stage.start();
            test.call();
        } finally {
            server.ignore(listener);
        }
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
