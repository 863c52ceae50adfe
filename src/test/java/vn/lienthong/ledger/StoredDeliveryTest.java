package vn.lienthong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.lienthong.ledger.Samples.dossier;
import static vn.lienthong.ledger.Samples.record;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StoredDeliveryTest {

    @TempDir
    Path folder;

    StoredDelivery.Place place() {
        return new StoredDelivery.Place("", "", "", folder, "");
    }

    @Test
    void a_delivery_is_read_beside_a_running_connector() {
        new ApplicationContextRunner()
                .withUserConfiguration(LedgerConfiguration.class)
                .withPropertyValues("ledger.directory=" + folder)
                .run(context -> {
                    long delivery = context.getBean(Ledger.class)
                            .enter(List.of(record("a", "content", dossier("D-1"))))
                            .getFirst()
                            .deliveries()
                            .getFirst();
                    assertThat(StoredDelivery.read(place(), delivery)).hasValueSatisfying(found -> {
                        assertThat(found.flow()).isEqualTo(Samples.DOSSIERS);
                        assertThat(found.state()).isEqualTo("PENDING");
                        assertThat(found.record().body()).asString().contains("content");
                    });
                    assertThat(StoredDelivery.read(place(), delivery + 1)).isEmpty();
                });
    }

    @Test
    void a_ledger_that_is_not_there_is_not_made() {
        assertThatThrownBy(() -> StoredDelivery.read(place(), 1)).isInstanceOf(SQLException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
