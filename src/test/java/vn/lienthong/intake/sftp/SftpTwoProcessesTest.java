package vn.lienthong.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.lienthong.intake.Agency;
import vn.lienthong.intake.Deadlines;
import vn.lienthong.intake.LedgerIntake;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.SettableClock;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.DeliveryState;

/** Two processes on one ledger look into one folder, and one of them stands still with a file in its hands. */
class SftpTwoProcessesTest extends SftpFixture {

    private static final int ROWS = 2 * SftpStage.PAGE;

    private SftpStage other;

    @BeforeEach
    void openOther() throws IOException {
        Agency agency = new Agency();
        LedgerIntake plain = new LedgerIntake(agency, agency.mappings(), ledger.ledger, Deadlines.none());
        other = new SftpStage(
                server,
                shared.resolve("server/xuat"),
                new SftpStage.Side(
                        dir.resolve("other"),
                        agency,
                        new SettableClock(),
                        new LedgerSide(plain, ledger.view, ledger.memos)));
        stage.start();
        other.start();
        stage.put("first.csv", file("owner"), NOON);
    }

    @AfterEach
    void stopOther() throws IOException {
        other.stop();
    }

    @Test
    void a_file_the_other_has_settled_meanwhile_waits_for_nobody() throws Exception {
        intake.refuseAfter(SftpStage.PAGE);
        stage.work();
        stage.stop();
        otherTakesThisFileAndANewerOne();
        intake.refuseAfter(Integer.MAX_VALUE);
        stage.start();
        stage.work();
        assertThat(entered()).containsExactlyElementsOf(firstVersionsThenSecond());
        assertThat(dead()).isZero();
        assertThat(names(dir.resolve("inbox/csv-flow/sftp-motcua/done"))).contains("first.csv");
    }

    @Test
    void a_page_that_was_compared_before_the_other_took_a_newer_file_takes_nothing_back() throws Exception {
        intake.beforeTheNextCommit(this::otherTakesThisFileAndANewerOne);
        stage.work();
        assertThat(entered()).containsExactlyElementsOf(firstVersionsThenSecond());
        assertThat(dead()).isZero();
    }

    @Test
    void what_is_written_to_a_file_after_the_other_took_it_is_taken_though_that_one_has_ended() throws Exception {
        other.work();
        other.stop();
        Files.writeString(stage.folder.resolve("done/first.csv"), "1;H-late;x;new\n", StandardOpenOption.APPEND);
        stage.work();
        assertThat(entered()).hasSize(ROWS + 1).endsWith("H-late/1");
    }

    @Test
    void a_file_whose_fate_at_the_server_is_not_known_waits() throws Exception {
        intake.refuseAfter(SftpStage.PAGE);
        stage.work();
        stage.stop();
        otherTakesThisFileAndANewerOne();
        intake.refuseAfter(Integer.MAX_VALUE);
        server.stop();
        stage.start();
        stage.work();
        assertThat(dead()).isZero();
        assertThat(stage.faults()).containsExactly("intake.sftp-unreachable");
        server.start();
        stage.work();
        assertThat(entered()).containsExactlyElementsOf(firstVersionsThenSecond());
        assertThat(dead()).isZero();
        assertThat(stage.faults()).isEmpty();
    }

    private void otherTakesThisFileAndANewerOne() {
        try {
            other.work();
            other.put("second.csv", file("another owner"), NOON.plusMinutes(1));
            other.work();
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String file(String owner) {
        StringBuilder file = new StringBuilder(SftpStage.HEADER);
        IntStream.rangeClosed(1, ROWS)
                .forEach(n ->
                        file.append("1;H-").append(n).append(';').append(owner).append(";new\n"));
        return file.toString();
    }

    private static List<String> firstVersionsThenSecond() {
        return IntStream.rangeClosed(1, 2)
                .boxed()
                .flatMap(version -> IntStream.rangeClosed(1, ROWS).mapToObj(n -> "H-" + n + "/" + version))
                .toList();
    }

    private int dead() {
        return ledger.view.deliveries(DeliveryFilter.any(), 1, 500).items().stream()
                .filter(delivery -> delivery.state() == DeliveryState.DEAD)
                .toList()
                .size();
    }
}
