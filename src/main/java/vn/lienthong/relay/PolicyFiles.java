package vn.lienthong.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SettledFiles;

/** Policies from a folder. Readers never wait: what is in force is swapped as a whole. */
final class PolicyFiles implements Policies {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFiles.class);
    private static final String SUFFIX = ".yaml";

    private final Path folder;
    private final SettledFiles settled;
    private final Map<String, Resends> resends;
    private volatile Map<String, Known> known = Map.of();
    private volatile List<Problem> folderFaults = List.of();

    PolicyFiles(Path folder, Collection<Resends> resends) {
        this(folder, SettledFiles.atOnce(), resends);
    }

    PolicyFiles(Path folder, SettledFiles settled, Collection<Resends> resends) {
        this.folder = folder;
        this.settled = settled;
        this.resends = resends.stream().collect(Collectors.toUnmodifiableMap(Resends::counterpart, each -> each));
        refresh();
    }

    @Override
    public Optional<Policy> find(String counterpart) {
        return Optional.ofNullable(known.get(counterpart)).map(Known::good);
    }

    /** The counterpart's policy, or the built-in one if no file ever was good. */
    Policy inForce(String counterpart) {
        return find(counterpart).orElseGet(() -> PolicyReader.builtIn(counterpart));
    }

    @Override
    public List<Policy> all() {
        return known.values().stream()
                .flatMap(file -> Optional.ofNullable(file.good()).stream())
                .toList();
    }

    @Override
    public List<Problem> faults() {
        List<Problem> all = new ArrayList<>(folderFaults);
        known.values().forEach(file -> all.addAll(file.faults()));
        return List.copyOf(all);
    }

    @Override
    public synchronized void refresh() {
        try {
            List<Path> strays = files(".yml");
            Map<Path, Stamp> look = look();
            if (!settled.at(look)) {
                return;
            }
            Map<String, Known> next = new TreeMap<>();
            look.forEach((file, stamp) -> next.put(counterpart(file), current(counterpart(file), file, stamp)));
            inForceFromNowOn(next);
            folderFaults = strays.stream()
                    .map(file -> Problem.of("relay.policy-wrong-ending").at(file.toString()))
                    .toList();
        } catch (NoSuchFileException none) {
            if (settled.at(Map.of())) {
                inForceFromNowOn(Map.of());
            }
        } catch (IOException | UncheckedIOException unreadable) {
            folderFaults = List.of(unreadable(folder.toString(), unreadable));
        }
    }

    private void inForceFromNowOn(Map<String, Known> next) {
        known.keySet().stream()
                .filter(counterpart -> !next.containsKey(counterpart))
                .forEach(counterpart -> LOG.error(
                        "Policy file {} is gone. Nothing is sent to {} until it is back.",
                        folder.resolve(counterpart + SUFFIX),
                        counterpart));
        known = next;
        folderFaults = List.of();
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    private static String counterpart(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }

    /** Without those that are gone since they were listed, or lead nowhere: they must not take the others with them. */
    private Map<Path, Stamp> look() throws IOException {
        Map<Path, Stamp> look = new TreeMap<>();
        for (Path file : files(SUFFIX)) {
            try {
                look.put(file, Stamp.of(file));
            } catch (NoSuchFileException gone) {
                continue;
            }
        }
        return look;
    }

    private Known current(String counterpart, Path file, Stamp stamp) {
        Known before = known.get(counterpart);
        return before != null && stamp.equals(before.stamp()) ? before : read(counterpart, file, stamp, before);
    }

    private Known read(String counterpart, Path file, Stamp stamp, @Nullable Known before) {
        Policy lastGood = before == null ? null : before.good();
        try {
            PolicyReader.Result result =
                    PolicyReader.read(counterpart, file.toString(), Files.readString(file), resends.get(counterpart));
            report(counterpart, file, result, lastGood);
            return new Known(stamp, result.policy() == null ? lastGood : result.policy(), result.faults());
        } catch (IOException unreadable) {
            PolicyReader.Result none = new PolicyReader.Result(null, List.of(unreadable(file.toString(), unreadable)));
            if (before == null || !before.faults().equals(none.faults())) {
                report(counterpart, file, none, lastGood);
            }
            return new Known(null, lastGood, none.faults());
        }
    }

    private static void report(String counterpart, Path file, PolicyReader.Result result, @Nullable Policy lastGood) {
        if (result.faults().isEmpty()) {
            LOG.info("Policy of {} read from {}; in force from now on.", counterpart, file);
            return;
        }
        result.faults().forEach(fault -> LOG.error("{} {} {}", fault.code(), fault.place(), fault.details()));
        if (lastGood == null) {
            LOG.error("Policy file {} has faults. Nothing is sent to {} until it is corrected.", file, counterpart);
        } else {
            LOG.error("Policy file {} has faults. Its last good version stays in force until it is corrected.", file);
        }
    }

    private static Problem unreadable(String place, Exception why) {
        return Problem.of("relay.policy-unreadable")
                .at(place)
                .with(
                        "reason",
                        why instanceof CharacterCodingException
                                ? "not UTF-8"
                                : why.getClass().getSimpleName())
                .with("line", "1");
    }

    /**
     * @param stamp null: it could not be read, and is tried again, since a right that is given changes neither time nor size
     * @param good the last good version; null if there never was one
     */
    private record Known(@Nullable Stamp stamp, @Nullable Policy good, List<Problem> faults) {}

    private record Stamp(
            FileTime changed, long size, @Nullable Object key) {

        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }
}
