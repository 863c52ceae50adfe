package vn.lienthong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.util.unit.DataSize;

class DiskHealthTest {

    private static final DataSize MORE_THAN_ANY_DISK_HAS = DataSize.ofTerabytes(1_000_000);

    @TempDir
    Path folder;

    @Test
    void a_disk_with_room_is_up() {
        assertThat(health(folder, DataSize.ofBytes(1)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_full_disk_is_down_and_names_the_folder() {
        Health health = health(folder, MORE_THAN_ANY_DISK_HAS);
        assertThat(health.getStatus()).isEqualTo(Status.DOWN);
        assertThat(health.getDetails().get("full")).asString().contains(folder.toString());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_disk_that_tells_no_size_is_not_called_full() {
        Path sizeless = Path.of("/proc/self");
        Health health = health(sizeless, DataSize.ofBytes(1));
        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getDetails()).containsOnly(Map.entry(sizeless.toString(), "room unknown"));
    }

    @Test
    void a_folder_that_is_not_there_is_not_looked_at() {
        assertThat(health(folder.resolve("none"), MORE_THAN_ANY_DISK_HAS).getStatus())
                .isEqualTo(Status.UP);
    }

    @Test
    void a_disk_with_little_room_is_told_of_before_it_is_full() {
        DiskHealth disks = disks(folder, DataSize.ofBytes(1), MORE_THAN_ANY_DISK_HAS);
        assertThat(disks.faults()).isEmpty();
        disks.look();

        assertThat(disks.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("operations.disk-low");
            assertThat(fault.details())
                    .containsEntry("folder", folder.toString())
                    .containsKey("megabytes");
        });
        assertThat(disks.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void a_disk_with_room_is_not_told_of() {
        DiskHealth disks = disks(folder, DataSize.ofBytes(1), DataSize.ofBytes(1));
        disks.look();

        assertThat(disks.faults()).isEmpty();
    }

    private static Health health(Path at, DataSize spare) {
        return disks(at, spare, DataSize.ofBytes(0)).health();
    }

    private static DiskHealth disks(Path at, DataSize spare, DataSize low) {
        Duration often = Duration.ofSeconds(1);
        return new DiskHealth(at, at, new OperationsSettings(often, often, spare, low, often));
    }
}
