package vn.lienthong.intake.door;

import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * What the bodies at one door may cost.
 *
 * @param settings where an installation sets these, {@code intake}: a refusal names the setting
 * @param largest of one body
 * @param within how long one body may take to come
 * @param inMemory of all bodies at a time, until their records are entered
 * @param onDisk of all larger bodies at a time
 */
public record BodyLimits(String settings, DataSize largest, Duration within, DataSize inMemory, DataSize onDisk) {

    private static final DataSize MOST = DataSize.ofGigabytes(1);
    private static final DataSize SMALL = DataSize.ofKilobytes(512);

    /** @throws IllegalArgumentException naming the setting at fault and what is expected of it */
    public BodyLimits {
        if (largest.toBytes() < 1 || largest.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    settings + ".largest-body: expected a size from 1B to 1GB such as 10MB, got " + largest);
        }
        if (inMemory.compareTo(SMALL) < 0) {
            throw new IllegalArgumentException(
                    settings + ".in-memory: expected 512KB or more, room for two small bodies, got " + inMemory);
        }
        if (onDisk.compareTo(largest) < 0) {
            throw new IllegalArgumentException(
                    settings + ".on-disk: expected room for one " + settings + ".largest-body or more, got " + onDisk);
        }
        if (!within.isPositive()) {
            throw new IllegalArgumentException(
                    settings + ".body-within: expected a duration above zero such as 60s, got " + within);
        }
    }
}
