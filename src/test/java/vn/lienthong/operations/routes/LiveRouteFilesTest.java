package vn.lienthong.operations.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.operations.routes.RouteStage.flow;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.SettledFiles;

/** A folder of route files, in a real Camel context. */
class LiveRouteFilesTest {

    private RouteStage stage;

    @BeforeEach
    void set_up(@TempDir Path dir) throws Exception {
        stage = new RouteStage(dir);
    }

    @AfterEach
    void tear_down() {
        stage.close();
    }

    @Test
    void a_good_file_runs() {
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();

        assertThat(stage.codes()).isEmpty();
        assertThat(stage.open).containsExactly("one");
        assertThat(stage.files.routes().getFirst().description()).isEqualTo("for a test");
    }

    @Test
    void a_file_that_is_being_written_is_taken_when_it_rests(@TempDir Path dir) throws Exception {
        AtomicLong nanos = new AtomicLong();
        try (RouteStage watched = new RouteStage(dir, SettledFiles.afterRest(nanos::get))) {
            watched.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
            watched.write("two.camel.yaml", flow("two", "npsp/dossier"))
                    .delete("one.camel.yaml")
                    .refresh();
            assertThat(watched.running()).containsExactly("one");

            nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
            watched.refresh();
            assertThat(watched.running()).containsExactly("two");
        }
    }

    @Test
    void a_broken_file_stops_only_itself() {
        stage.write("bad.camel.yaml", "- route: { id: bad, from: [")
                .write("good.camel.yaml", flow("good", "npsp/dossier"))
                .refresh();

        assertThat(stage.open).containsExactly("good");
        assertThat(stage.codes()).containsExactly("route.unreadable");
        assertThat(stage.files.faults().getFirst().place()).matches(".*bad[.]camel[.]yaml:1:\\d+");
    }

    @Test
    void a_route_is_told_as_not_running_from_the_first_look_at_its_broken_file_on() {
        stage.write("bad.camel.yaml", "- route: { id: bad, from: [")
                .write("good.camel.yaml", flow("good", "npsp/dossier"))
                .refresh();

        assertThat(stage.notRunning).containsExactly("bad");
    }

    @Test
    void a_step_that_logs_tells_where_a_message_is_and_nothing_of_what_is_in_it() {
        stage.write("one.camel.yaml", """
                - route:
                    id: one
                    description: for a test
                    from:
                      id: in-one
                      uri: direct:one
                      steps:
                        - to: { id: log-one, uri: "log:told", parameters: { showAll: true, multiline: true } }
                """).refresh();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger("told");
        logger.addAppender(lines);
        try (ProducerTemplate sender = stage.camel.createProducerTemplate()) {
            sender.sendBodyAndHeader("direct:one", "Nguyễn Thị Thử", "token", "s3cret");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(stage.codes()).isEmpty();
        assertThat(lines.list)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .startsWith("route one, exchange ")
                .doesNotContain("Nguyễn", "s3cret");
    }

    @Test
    void a_changed_file_replaces_its_route() {
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        stage.write("one.camel.yaml", flow("one", "npsp/other").replace("for a test", "changed"))
                .refresh();

        assertThat(stage.running()).containsExactly("one");
        assertThat(stage.files.routes().getFirst().description()).isEqualTo("changed");
        assertThat(stage.camel.getEndpoints())
                .anyMatch(endpoint -> endpoint.getEndpointUri().contains("npsp/other"));
        assertThat(stage.camel.getRoutesSize()).isEqualTo(1);
    }

    @Test
    void a_broken_change_leaves_the_running_route_alone() {
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        stage.write("one.camel.yaml", flow("one", "npsp/dossier").replace("steps", "stepps"))
                .refresh();

        assertThat(stage.open).containsExactly("one");
        assertThat(stage.codes()).contains("route.unknown-key");

        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        assertThat(stage.codes()).isEmpty();
    }

    @Test
    void a_change_that_does_not_start_gives_way_to_what_ran_before() {
        stage.brokenMappings.add("npsp/missing");
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        stage.write("one.camel.yaml", flow("one", "npsp/missing")).refresh();

        assertThat(stage.open).containsExactly("one");
        assertThat(stage.codes()).containsExactly("route.cannot-start");
        assertThat(stage.files.faults().getFirst().details().get("reason")).contains("npsp/missing");
        assertThat(stage.camel.getRoutesSize()).isEqualTo(1);
    }

    @Test
    void what_runs_is_stopped_ever_more_seldom_for_a_change_that_does_not_start() {
        stage.brokenMappings.add("npsp/missing");
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        stage.write("one.camel.yaml", flow("one", "npsp/missing")).refresh();
        for (int look = 0; look < 720; look++) {
            stage.clock.pass(Duration.ofSeconds(5));
            stage.refresh();
        }
        // of an hour: after 5 s, 10, 20, … 160, then every five minutes
        assertThat(stage.closed).hasSizeBetween(15, 20);

        stage.brokenMappings.clear();
        stage.clock.pass(Duration.ofMinutes(5));
        stage.refresh();
        assertThat(stage.codes()).isEmpty();
    }

    @Test
    void a_route_whose_start_fails_is_removed_and_tried_again() {
        stage.brokenMappings.add("npsp/missing");
        stage.write("one.camel.yaml", flow("one", "npsp/missing")).refresh();
        assertThat(stage.camel.getRoutesSize()).isZero();
        assertThat(stage.camel.getRouteDefinitions()).isEmpty();

        stage.brokenMappings.clear();
        stage.clock.pass(Duration.ofSeconds(5));
        stage.refresh();

        assertThat(stage.open).containsExactly("one");
        assertThat(stage.codes()).isEmpty();
    }

    @Test
    void a_deleted_file_stops_its_route() throws Exception {
        stage.write("one.camel.yaml", flow("one", "npsp/dossier"))
                .write("two.camel.yaml", flow("two", "npsp/dossier"))
                .refresh();
        stage.delete("one.camel.yaml").refresh();

        assertThat(stage.open).containsExactly("two");
        assertThat(stage.camel.getRoutesSize()).isEqualTo(1);
    }

    @Test
    void a_second_file_with_the_same_route_id_replaces_nothing() {
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        stage.write("copy.camel.yaml", flow("one", "npsp/other").replace("for a test", "copy"))
                .refresh();

        assertThat(stage.codes()).contains("route.duplicate-id");
        assertThat(stage.running()).containsExactly("one");
        assertThat(stage.files.routes().getFirst().description()).isEqualTo("for a test");
    }

    @Test
    void steps_of_two_files_may_have_the_same_ids() {
        String one = flow("one", "npsp/dossier").replace("map-one", "map").replace("send-one", "send");
        String two = flow("two", "npsp/dossier").replace("map-two", "map").replace("send-two", "send");
        stage.write("one.camel.yaml", one).write("two.camel.yaml", two).refresh();

        assertThat(stage.codes()).isEmpty();
        assertThat(stage.open).containsExactly("one", "two");
    }

    @Test
    void a_template_makes_routes_and_a_changed_template_changes_them() throws Exception {
        stage.write(
                        "templates/npsp-export.camel.yaml",
                        Files.readString(Path.of("routes/templates/npsp-export.camel.yaml")))
                .write("mot-cua-2018.camel.yaml", Files.readString(Path.of("routes/mot-cua-2018.camel.yaml")))
                .write("xuat-2023.camel.yaml", Files.readString(Path.of("routes/xuat-2023.camel.yaml")))
                .refresh();
        assertThat(stage.files.faults()).isEmpty();
        assertThat(stage.open).containsExactly("mot-cua-2018", "xuat-2023");

        stage.write(
                        "templates/npsp-export.camel.yaml",
                        Files.readString(stage.dir.resolve("templates/npsp-export.camel.yaml"))
                                .replace("npsp:DongBoHoSoMC", "npsp:Changed"))
                .refresh();
        assertThat(stage.files.faults()).isEmpty();
        assertThat(stage.open).containsExactly("mot-cua-2018", "xuat-2023");
        assertThat(stage.camel.getEndpoints())
                .anyMatch(endpoint -> endpoint.getEndpointUri().contains("Changed"));
    }

    @Test
    void an_unknown_template_is_reported_and_awaited() throws Exception {
        stage.write("xuat-2023.camel.yaml", Files.readString(Path.of("routes/xuat-2023.camel.yaml")))
                .refresh();
        assertThat(stage.codes()).containsExactly("route.cannot-start");

        stage.write(
                        "templates/npsp-export.camel.yaml",
                        Files.readString(Path.of("routes/templates/npsp-export.camel.yaml")))
                .refresh();
        assertThat(stage.files.faults()).isEmpty();
        assertThat(stage.open).containsExactly("xuat-2023");
    }

    @Test
    void a_folder_that_goes_away_stops_no_route() throws Exception {
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();
        Path away = stage.dir.resolveSibling("away");

        Files.move(stage.dir, away);
        stage.refresh();
        assertThat(stage.codes()).containsExactly("route.folder-unreadable");
        assertThat(stage.open).containsExactly("one");

        Files.move(away, stage.dir);
        stage.refresh();
        assertThat(stage.codes()).isEmpty();
        assertThat(stage.open).containsExactly("one");
    }

    @Test
    void nothing_is_loaded_before_camel_runs_since_one_bad_route_would_then_stop_all() {
        stage.camel.stop();
        stage.write("one.camel.yaml", flow("one", "npsp/dossier")).refresh();

        assertThat(stage.codes()).containsExactly("route.cannot-start");
        assertThat(stage.running()).isEmpty();
    }
}
