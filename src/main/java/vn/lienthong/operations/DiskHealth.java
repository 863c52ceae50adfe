package vn.lienthong.operations;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;

/**
 * Whether there is room where the connector writes: on a full disk no record is kept and no file taken, and a
 * person is told while there is still some. A folder that is
 * not there is not written to (a ledger on PostgreSQL needs no data folder), and one of whose disk the system tells nothing, as of
 * some network drives, is not called full. Asking opens no file, lest a process with too many of them sees a full disk.
 */
@Component("diskSpaceHealthIndicator")
class DiskHealth implements HealthIndicator {

    private final Set<Path> folders = new LinkedHashSet<>();
    private final OperationsSettings settings;
    private volatile List<Problem> low = List.of();

    DiskHealth(@Value("${data.dir}") Path data, @Value("${inbox.dir}") Path inbox, OperationsSettings settings) {
        folders.add(data);
        folders.add(inbox);
        this.settings = settings;
    }

    /** @param free null: the system tells nothing of the disk */
    private record Room(Path folder, @Nullable DataSize free) {

        static Room of(Path folder) {
            File disk = folder.toFile();
            return new Room(folder, disk.getTotalSpace() == 0 ? null : DataSize.ofBytes(disk.getUsableSpace()));
        }

        boolean isLessThan(DataSize wanted) {
            return free != null && free.compareTo(wanted) < 0;
        }

        String says() {
            return free == null ? "room unknown" : free.toMegabytes() + " MB free";
        }
    }

    private List<Room> rooms() {
        return folders.stream().filter(Files::isDirectory).map(Room::of).toList();
    }

    @Override
    public Health health() {
        Health.Builder health = Health.up();
        List<String> full = new ArrayList<>();
        for (Room room : rooms()) {
            health.withDetail(room.folder().toString(), room.says());
            if (room.isLessThan(settings.diskSpare())) {
                full.add(room.folder().toString());
            }
        }
        return full.isEmpty()
                ? health.build()
                : health.down().withDetail("full", full).build();
    }

    /** Where there is little room left, as of the last look. */
    Collection<Problem> faults() {
        return low;
    }

    /** Now and then, lest a page that shows it waits for a network drive that does not answer. */
    @Scheduled(fixedDelayString = "${operations.metrics-every}")
    void look() {
        low = rooms().stream()
                .filter(room -> room.isLessThan(settings.diskLow()))
                .map(room -> Problem.of("operations.disk-low")
                        .with("folder", room.folder().toString())
                        .with(
                                "megabytes",
                                room.free() == null ? "?" : "" + room.free().toMegabytes()))
                .toList();
    }
}
