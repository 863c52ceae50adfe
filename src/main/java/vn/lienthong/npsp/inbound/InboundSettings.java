package vn.lienthong.npsp.inbound;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import vn.lienthong.intake.door.BodyLimits;

/**
 * {@code npsp.inbound.*}; each is explained in {@code settings/npsp.yaml}.
 *
 * @param allow addresses, networks or hosts that may call; empty: the adapter of {@code npsp.url}, and this machine
 * @param below a prefix the paths may also be reached under; empty: none
 * @param badBodyStatus the HTTP status of the answer to an unreadable body
 * @param takes what leads where; the first that fits decides
 */
public record InboundSettings(
        List<String> allow,
        String below,
        int badBodyStatus,
        List<Take> takes,
        DataSize largestBody,
        Duration bodyWithin,
        DataSize inMemory,
        DataSize onDisk) {

    /** @throws IllegalArgumentException naming the setting at fault */
    public InboundSettings {
        allow = List.copyOf(allow);
        takes = List.copyOf(takes);
        if (badBodyStatus < 200 || badBodyStatus > 599) {
            throw new IllegalArgumentException(
                    "npsp.inbound.bad-body-status: expected an HTTP status such as 400, got " + badBodyStatus);
        }
        new BodyLimits("npsp.inbound", largestBody, bodyWithin, inMemory, onDisk);
    }

    /**
     * One way in.
     *
     * @param path a regular expression for the whole of a path's last part
     * @param service what the message must name as its service; null: anything
     */
    public record Take(String path, @Nullable String service, String flow) {

        public Take {
            try {
                Pattern.compile(path);
            } catch (PatternSyntaxException notOne) {
                throw new IllegalArgumentException(
                        "npsp.inbound.takes: not a regular expression: " + notOne.getDescription(), notOne);
            }
        }

        boolean fits(String name, String named) {
            return name.matches(path) && (service == null || service.equals(named));
        }
    }

    BodyLimits limits() {
        return new BodyLimits("npsp.inbound", largestBody, bodyWithin, inMemory, onDisk);
    }

    /**
     * The flow of a message.
     *
     * @param path its last part
     * @param service what the message names, or empty
     */
    Optional<String> flow(String path, String service) {
        return takes.stream()
                .filter(take -> take.fits(path, service))
                .findFirst()
                .map(Take::flow);
    }

    /** Every flow there is a way to. */
    public List<String> flows() {
        return takes.stream().map(Take::flow).distinct().toList();
    }
}
