package vn.lienthong.intake.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.SourceContract;

/** Files of a real SFTP server keep what every source keeps. */
class SftpSourceTest extends SourceContract {

    @TempDir
    static Path shared;

    private static SftpServer server;

    private SftpStage stage;

    @BeforeAll
    static void startServer() throws Exception {
        server = new SftpServer(shared.resolve("server"));
    }

    @AfterAll
    static void stopServer() throws Exception {
        server.close();
    }

    @BeforeEach
    void openStage() throws IOException {
        stage = new SftpStage(
                server,
                shared.resolve("server/xuat"),
                new SftpStage.Side(
                        dir.resolve("inbox"), agency, clock, new LedgerSide(intake, ledger.view, ledger.memos)));
    }

    @AfterEach
    void removeFolder() throws IOException {
        Files.move(stage.folder, shared.resolve("gone-" + System.nanoTime()));
    }

    @Override
    protected void start() {
        stage.start();
    }

    @Override
    protected void stop() throws IOException {
        stage.stop();
    }

    @Override
    protected void put(List<Item> items) throws IOException {
        stage.put(items);
    }

    @Override
    protected void work() throws Exception {
        stage.work();
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
        return stage.faults();
    }
}
