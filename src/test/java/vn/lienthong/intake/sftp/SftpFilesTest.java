package vn.lienthong.intake.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of an SFTP server are taken, when, and what becomes of them there. */
class SftpFilesTest extends SftpFixture {

    @Test
    void a_file_is_moved_at_the_server_when_the_ledger_has_all_of_it() throws Exception {
        stage.start();
        stage.put(IntStream.rangeClosed(1, 2 * SftpStage.PAGE)
                .mapToObj(n -> item(n, NOON))
                .toList());
        intake.refuseAfter(SftpStage.PAGE);
        stage.work();
        assertThat(names(stage.folder)).containsExactly("export1.csv");
        intake.refuseAfter(Integer.MAX_VALUE);
        stage.work();
        assertThat(names(stage.folder)).isEmpty();
        assertThat(names(stage.folder.resolve("done"))).containsExactly("export1.csv");
        assertThat(names(dir.resolve("inbox/csv-flow/sftp-motcua/done")))
                .containsExactly("export1.csv", "export1.csv.report.csv", "export1.csv.report.json");
    }

    @Test
    void a_broken_file_is_moved_aside_and_stops_no_other() throws Exception {
        stage.start();
        stage.put("broken.csv", SftpStage.HEADER + "1;\"H-1;x;new\n", NOON);
        stage.put(List.of(item(2, NOON.plusMinutes(1))));
        stage.work();
        stage.work();
        assertThat(entered()).containsExactly("H-2/1");
        assertThat(names(stage.folder.resolve("failed"))).containsExactly("broken.csv");
    }

    @Test
    void a_name_that_comes_again_is_another_file() throws Exception {
        stage.start();
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        stage.work();
        stage.put("export.csv", SftpStage.HEADER + "1;H-2;x;new\n", NOON);
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        assertThat(names(stage.folder.resolve("done"))).containsExactly("export-2.csv", "export.csv");
    }

    @Test
    void a_file_that_is_still_being_written_is_left_alone() throws Exception {
        stage.start();
        stage.put("export.csv.part", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        for (int look = 0; look < 4; look++) {
            stage.put("export.csv", SftpStage.HEADER + "1;H-2;x;new\n".repeat(look), NOON.plusSeconds(look));
            stage.look();
        }
        assertThat(entered()).isEmpty();
        stage.work();
        assertThat(entered()).containsExactly("H-2/1");
        assertThat(names(stage.folder)).containsExactly("export.csv.part");
    }

    /** Where its file is moved to, a program that has it open writes on. */
    @ParameterizedTest
    @CsvSource({
        "row;dossier;owner;status|1;H-1;x;new|, 1;H-2;x;new|, done",
        "row;dos, sier;owner;status|1;H-1;x;new|1;H-2;x;new|, failed"
    })
    void a_file_that_is_written_to_after_it_was_taken_comes_back_and_is_taken_as_a_whole(
            String beginning, String rest, String folder) throws Exception {
        stage.start();
        stage.put("export.csv", beginning.replace('|', '\n'), NOON);
        stage.work();
        assertThat(names(stage.folder.resolve(folder))).containsExactly("export.csv");
        Path moved = stage.folder.resolve(folder).resolve("export.csv");
        Files.writeString(moved, rest.replace('|', '\n'), StandardOpenOption.APPEND);
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        assertThat(names(stage.folder)).isEmpty();
        assertThat(names(stage.folder.resolve("done"))).containsExactly("export.csv");
        stage.work();
        assertThat(intake.offered()).isLessThanOrEqualTo(3);
    }

    @Test
    void one_that_is_written_to_after_it_was_taken_is_put_in_place_of_no_other() throws Exception {
        stage.start();
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        stage.work();
        stage.put("export.csv", SftpStage.HEADER + "1;H-3;x;new\n", NOON.plusMinutes(1));
        Files.writeString(stage.folder.resolve("done/export.csv"), "1;H-2;x;new\n", StandardOpenOption.APPEND);
        stage.work();
        stage.work();
        assertThat(entered()).containsExactlyInAnyOrder("H-1/1", "H-2/1", "H-3/1");
        assertThat(names(stage.folder)).isEmpty();
    }

    @Test
    void one_that_is_written_to_for_ever_does_not_come_back_for_ever() throws Exception {
        stage.start();
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        stage.work();
        stage.minutesPass(6);
        writeLate("1;H-2;x;new\n");
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        stage.minutesPass(6);
        writeLate("1;H-3;x;new\n");
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
        assertThat(names(stage.folder.resolve("done"))).containsExactly("export.csv");
    }

    @Test
    void one_that_was_written_to_while_no_process_ran_comes_back_to_the_next() throws Exception {
        stage.start();
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        stage.work();
        stage.stop();
        writeLate("1;H-2;x;new\n");
        stage.minutesPass(1000);
        stage.start();
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
    }

    @Test
    void one_whose_process_was_killed_as_it_moved_it_comes_back_to_the_next() throws Throwable {
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        SftpEventListener killing = new SftpEventListener() {
            @Override
            public void moved(
                    ServerSession session, Path from, Path to, Collection<CopyOption> how, @Nullable Throwable failed) {
                session.close(true);
            }
        };
        listening(killing, () -> {
            stage.work();
            assertThat(names(stage.folder.resolve("done"))).containsExactly("export.csv");
            stage.stop();
        });
        writeLate("1;H-2;x;new\n");
        stage.start();
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1");
    }

    @Test
    void one_that_was_written_to_long_after_it_was_taken_does_not_come_back_to_the_next_process() throws Exception {
        stage.start();
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        stage.work();
        stage.stop();
        stage.minutesPass(11);
        writeLate("1;H-2;x;new\n");
        stage.start();
        stage.work();
        assertThat(entered()).containsExactly("H-1/1");
    }

    private void writeLate(String rows) throws IOException {
        Path moved = stage.folder.resolve("done/export.csv");
        Files.writeString(moved, rows, StandardOpenOption.APPEND);
        Files.setLastModifiedTime(moved, FileTime.from(stage.now()));
    }

    @Test
    void with_a_marker_a_file_is_complete_when_that_is_there() throws Exception {
        stage.fetching = SftpStage.fetching(".done");
        stage.start();
        stage.put(List.of(item(1, NOON)));
        stage.work();
        assertThat(entered()).isEmpty();
        stage.put("export1.csv.done", "", NOON);
        stage.work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(names(stage.folder)).isEmpty();
        assertThat(names(stage.folder.resolve("done"))).containsExactly("export1.csv");
    }

    @Test
    void killed_after_the_move_at_the_server_it_takes_nothing_twice_and_moves_no_other_file_of_that_name()
            throws Exception {
        stage.start();
        stage.put("export.csv", SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        while (entered().isEmpty()) {
            stage.look();
        }
        Files.move(
                stage.folder.resolve("export.csv"),
                Files.createDirectories(stage.folder.resolve("done")).resolve("export.csv"));
        stage.stop();
        stage.put("export.csv", SftpStage.HEADER + "1;H-2;x;new\n1;H-3;x;new\n", NOON);
        stage.start();
        stage.work();
        assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
        assertThat(intake.offered()).isEqualTo(3);
        assertThat(names(stage.folder.resolve("done"))).containsExactly("export-2.csv", "export.csv");
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
                    stage.put("export1.csv", SftpStage.HEADER + "1;H-2;x;new\n1;H-3;x;new\n", NOON.plusMinutes(1));
                }
            }
        };
        stage.put(List.of(item(1, NOON)));
        listening(replacing, () -> {
            stage.work();
            stage.work();
            assertThat(entered()).containsExactly("H-1/1", "H-2/1", "H-3/1");
            assertThat(names(stage.folder)).isEmpty();
        });
    }

    @Test
    void a_marker_never_outlives_its_file() throws Throwable {
        stage.fetching = SftpStage.fetching(".done");
        List<Boolean> markers = new ArrayList<>();
        SftpEventListener watching = new SftpEventListener() {
            @Override
            public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> how) {
                markers.add(Files.exists(stage.folder.resolve("export1.csv.done")));
            }
        };
        stage.put(List.of(item(1, NOON)));
        stage.put("export1.csv.done", "", NOON);
        listening(watching, stage::work);
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(markers).containsExactly(false);
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
        stage.start();
        stage.put(name, SftpStage.HEADER + "1;H-1;x;new\n", NOON);
        stage.work();
        assertThat(entered()).containsExactly("H-1/1");
        assertThat(names(stage.folder.resolve("done"))).containsExactly(name);
    }
}
