package vn.lienthong.operations;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * Whether there is room where the connector writes: on a full disk no record is kept and no file taken. A folder that is
 * not there is not written to (a ledger on PostgreSQL needs no data folder), and one of whose disk the system tells nothing, as of
 * some network drives, is not called full. Asking opens no file, lest a process with too many of them sees a full disk.
 */
@Component("diskSpaceHealthIndicator")
class DiskHealth implements HealthIndicator {

    private final Set<Path> folders = new LinkedHashSet<>();
    private final DataSize spare;

    DiskHealth(@Value("${data.dir}") Path data, @Value("${inbox.dir}") Path inbox, OperationsSettings settings) {
        folders.add(data);
        folders.add(inbox);
        this.spare = settings.diskSpare();
    }

    @Override
    public Health health() {
        List<String> full = new ArrayList<>();
        Health.Builder health = Health.up();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                File disk = folder.toFile();
                if (disk.getTotalSpace() == 0) {
                    health.withDetail(folder.toString(), "room unknown");
                    continue;
                }
                long free = disk.getUsableSpace();
                health.withDetail(folder.toString(), DataSize.ofBytes(free).toMegabytes() + " MB free");
                if (free < spare.toBytes()) {
                    full.add(folder.toString());
                }
            }
        }
        return full.isEmpty()
                ? health.build()
                : health.down().withDetail("full", full).build();
    }
}
