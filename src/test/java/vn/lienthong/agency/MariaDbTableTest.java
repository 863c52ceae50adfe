package vn.lienthong.agency;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;
import vn.lienthong.intake.sql.DatabaseServer;
import vn.lienthong.intake.sql.MariaDbServer;
import vn.lienthong.relay.Outcome;

class MariaDbTableTest extends TableSystemContract {

    @TempDir
    static Path shared;

    private static @Nullable MariaDbServer server;

    @BeforeAll
    static void startServer() throws Exception {
        server = new MariaDbServer(Files.createDirectories(shared.resolve("mariadb")));
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    DatabaseServer server() {
        return requireNonNull(server);
    }

    @Override
    String quoted(String name) {
        return '`' + name + '`';
    }

    @Test
    void an_account_the_database_does_not_take_shuts_the_system() throws Exception {
        assertThat(sendAs("nobody", Given.batch("{\"maHoSo\":\"H-1\"}")))
                .isInstanceOfSatisfying(Outcome.Deferred.class, deferred -> {
                    assertThat(deferred.cause().code()).isEqualTo("agency.login-refused");
                    assertThat(deferred.says()).isEqualTo(Outcome.Says.SHUT);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"maHoSo\":\"H-000000000000000000000000000000000001\"}",
                "{\"maHoSo\":\"H-1\",\"receivedAt\":\"hôm qua\"}",
                "{\"maHoSo\":\"H-1\",\"payment\":{\"fee\":12345678901.00}}",
                "{\"maHoSo\":\"H-1\",\"papers\":\"Đơn đề nghị\"}"
            })
    void a_server_that_cuts_values_short_and_says_nothing_is_told_not_to(String body) throws Exception {
        server().execute(
                        "SET GLOBAL sql_mode = ''",
                        "ALTER TABLE ho_so MODIFY papers text CHARACTER SET latin1",
                        "ALTER TABLE ho_so MODIFY message text CHARACTER SET utf8mb4");
        try {
            assertThat(send(Given.batch(body)))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused -> assertThat(refused.cause().code()).isEqualTo("agency.refused"));
            assertThat(rows()).isEmpty();
        } finally {
            server().execute("SET GLOBAL sql_mode = DEFAULT");
        }
    }

    @Test
    void a_row_a_trigger_takes_for_wrong_is_refused() throws Exception {
        assertTriggerRefuses("CREATE TRIGGER no BEFORE INSERT ON ho_so FOR EACH ROW "
                + "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'wrong: H-1'");
    }

    @Test
    void with_the_shipped_settings_the_driver_logs_no_value_of_a_record() {
        YamlPropertiesFactoryBean shipped = new YamlPropertiesFactoryBean();
        shipped.setResources(new ClassPathResource("settings/connections.yaml"));
        String level = requireNonNull(shipped.getObject()).getProperty("logging.level.org.mariadb.jdbc", "WARN");
        Logger driver = (Logger) LoggerFactory.getLogger("org.mariadb.jdbc");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        driver.setLevel(Level.toLevel(level));
        driver.addAppender(log);
        try {
            send(Given.batch("{\"maHoSo\":\"H-1\",\"receivedAt\":\"hôm qua\"}"));
        } finally {
            driver.detachAppender(log);
            driver.setLevel(null);
        }
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("hôm qua"));
    }
}
