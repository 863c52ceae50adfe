package vn.lienthong.operations.routes;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SettledFiles;
import vn.lienthong.operations.routes.FileCheck.Checked;
import vn.lienthong.operations.routes.Folder.Found;
import vn.lienthong.operations.routes.RouteEngine.RouteRefused;
import vn.lienthong.operations.routes.RouteEngine.RouteText;

/** Keeps the engine in step with the folder, one file at a time. */
final class LiveRouteFiles implements RouteFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LiveRouteFiles.class);

    /** A route that could not start may have waited for something outside its file, a mapping for instance. */
    private static final Duration START_AGAIN = Duration.ofSeconds(5);

    /** Each try stops the version that runs: while there is one, the next is twice as far off, up to this. */
    private static final Duration START_AGAIN_AT_LAST = Duration.ofMinutes(5);

    private final RouteSettings settings;
    private final SettledFiles settled;
    private final RouteEngine engine;
    private final FileCheck check;
    private final Consumer<String> notRunning;
    private final Clock clock;
    private final Map<String, Live> routes = new ConcurrentSkipListMap<>();
    private final Map<String, Live> templates = new ConcurrentSkipListMap<>();
    private volatile List<Problem> folderFaults = List.of();

    /** @param notRunning told of each route that has a file and of which no version runs */
    LiveRouteFiles(
            RouteSettings settings,
            SettledFiles settled,
            RouteEngine engine,
            FileCheck check,
            Consumer<String> notRunning,
            Clock clock) {
        this.settings = settings;
        this.settled = settled;
        this.engine = engine;
        this.check = check;
        this.notRunning = notRunning;
        this.clock = clock;
    }

    /**
     * A file as it was last looked at.
     *
     * @param running the version that runs, perhaps an older one; null if none does
     * @param again when a version that is right but did not start is tried again
     */
    private record Live(
            Found found,
            @Nullable Version running,
            List<Problem> faults,
            @Nullable Again again) {}

    private record Again(Instant at, Duration waited) {}

    private record Version(RouteText text, Checked checked, Instant since) {}

    @Override
    public List<Problem> faults() {
        List<Problem> faults = new ArrayList<>(folderFaults);
        templates.values().forEach(live -> faults.addAll(live.faults()));
        routes.values().forEach(live -> faults.addAll(live.faults()));
        return List.copyOf(faults);
    }

    @Override
    public List<RunningRoute> routes() {
        return routes.values().stream()
                .map(Live::running)
                .filter(Objects::nonNull)
                .map(version -> new RunningRoute(
                        version.text().id(),
                        version.text().file(),
                        version.checked().description(),
                        version.since()))
                .toList();
    }

    @Override
    public synchronized void refresh() {
        try {
            Folder folder = Folder.look(settings.dir());
            if (!settled.at(folder)) {
                return;
            }
            folderFaults = folder.strays().stream()
                    .map(stray -> Problem.of("route.file-name").at(stray.toString()))
                    .toList();
            Set<String> changedTemplates = refreshTemplates(folder.templates());
            refreshRoutes(folder.routes(), changedTemplates);
        } catch (IOException | RuntimeException | Error trouble) {
            LOG.error(
                    "Route files could not be looked through. Routes go on as they are; tried again at the next look.",
                    trouble);
            folderFaults = List.of(Problem.of("route.folder-unreadable")
                    .at(settings.dir().toString())
                    .with("reason", trouble.getClass().getSimpleName()));
        }
    }

    private Set<String> refreshTemplates(Map<String, Found> found) throws IOException {
        Set<String> changed = new HashSet<>();
        for (String gone : goneFrom(templates, found)) {
            engine.forget(gone);
            templates.remove(gone);
            changed.add(gone);
        }
        for (Map.Entry<String, Found> entry : found.entrySet()) {
            Live before = templates.get(entry.getKey());
            if (before == null || !before.found().equals(entry.getValue())) {
                templates.put(entry.getKey(), template(entry.getKey(), entry.getValue(), before));
                changed.add(entry.getKey());
            }
        }
        return changed;
    }

    private Live template(String name, Found found, @Nullable Live before) throws IOException {
        RouteText text = text(name, found);
        Checked checked = check.template(name, text.file(), text.yaml());
        Version running = before == null ? null : before.running();
        if (!checked.faults().isEmpty()) {
            return kept(before, found, running, checked.faults(), null);
        }
        try {
            engine.forget(name);
            engine.define(text);
            return new Live(found, new Version(text, checked, clock.instant()), List.of(), null);
        } catch (RouteRefused refused) {
            return kept(before, found, null, List.of(cannotStart(text, refused)), null);
        }
    }

    private void refreshRoutes(Map<String, Found> found, Set<String> changedTemplates) throws IOException {
        for (String gone : goneFrom(routes, found)) {
            stop(gone);
        }
        for (Map.Entry<String, Found> entry : found.entrySet()) {
            Live before = routes.get(entry.getKey());
            if (before == null || isToBeTaken(before, entry.getValue(), changedTemplates)) {
                Live now = route(entry.getKey(), entry.getValue(), before, found.keySet());
                routes.put(entry.getKey(), now);
                if (now.running() == null) {
                    notRunning.accept(entry.getKey());
                }
            }
        }
    }

    private void stop(String gone) {
        Live live = routes.remove(gone);
        if (live != null && live.running() != null) {
            engine.stop(gone);
            LOG.info("Route {} is stopped: its file is gone. What is owed of it waits.", gone);
        }
    }

    private boolean isToBeTaken(Live before, Found now, Set<String> changedTemplates) {
        Version running = before.running();
        String template = running == null ? null : running.checked().template();
        boolean startAgain = before.again() != null
                && !clock.instant().isBefore(before.again().at());
        return startAgain
                || !before.found().equals(now)
                || (template != null && changedTemplates.contains(template))
                || (!before.faults().isEmpty() && !changedTemplates.isEmpty());
    }

    /** Of the templates in use. */
    private Map<String, Takes> takes() {
        Map<String, Takes> takes = new HashMap<>();
        templates.forEach((name, live) -> {
            Version running = live.running();
            if (running != null) {
                takes.put(name, running.checked().takes());
            }
        });
        return takes;
    }

    private Live route(String name, Found found, @Nullable Live before, Set<String> all) throws IOException {
        RouteText text = text(name, found);
        Checked checked = check.route(name, text.file(), text.yaml(), all, takes());
        Version running = before == null ? null : before.running();
        if (!checked.faults().isEmpty()) {
            return kept(before, found, running, checked.faults(), null);
        }
        if (running != null) {
            engine.stop(name);
        }
        try {
            engine.start(text);
            LOG.info("Route {} is running, from {}.", name, text.file());
            return new Live(found, new Version(text, checked, clock.instant()), List.of(), null);
        } catch (RouteRefused refused) {
            Duration wait = START_AGAIN;
            if (before != null
                    && running != null
                    && before.again() != null
                    && before.found().equals(found)) {
                Duration twice = before.again().waited().multipliedBy(2);
                wait = twice.compareTo(START_AGAIN_AT_LAST) < 0 ? twice : START_AGAIN_AT_LAST;
            }
            Again again = new Again(clock.instant().plus(wait), wait);
            return kept(before, found, back(running), List.of(cannotStart(text, refused)), again);
        }
    }

    /** A change that does not start gives way to what ran before it. */
    private @Nullable Version back(@Nullable Version before) {
        if (before == null) {
            return null;
        }
        try {
            engine.start(before.text());
            return before;
        } catch (RouteRefused refused) {
            LOG.error(
                    "Route {} could not be brought back: {}. It is tried again.",
                    before.text().id(),
                    refused.getMessage());
            return null;
        }
    }

    /** Told once, not each time the same file is tried again and fails for the same reasons. */
    private static Live kept(
            @Nullable Live before,
            Found found,
            @Nullable Version running,
            List<Problem> faults,
            @Nullable Again again) {
        boolean told = before != null
                && before.found().equals(found)
                && before.faults().equals(faults);
        if (!told) {
            faults.forEach(fault -> LOG.error("{} {} {}", fault.code(), fault.place(), fault.details()));
            LOG.error(
                    "{} is not taken over. {}",
                    found.path(),
                    running == null
                            ? "Nothing runs of it until it is corrected."
                            : "The version before it goes on running.");
        }
        return new Live(found, running, faults, again);
    }

    private static Problem cannotStart(RouteText text, RouteRefused refused) {
        return Problem.of("route.cannot-start")
                .at(text.file())
                .with("reason", Objects.requireNonNullElse(refused.getMessage(), "?"));
    }

    private static RouteText text(String name, Found found) throws IOException {
        return new RouteText(name, found.path().toString(), Files.readAllBytes(found.path()));
    }

    private static Set<String> goneFrom(Map<String, Live> known, Map<String, Found> found) {
        Set<String> gone = new TreeMap<>(known).keySet();
        gone.removeAll(found.keySet());
        return gone;
    }
}
