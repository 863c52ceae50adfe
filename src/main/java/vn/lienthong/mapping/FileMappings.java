package vn.lienthong.mapping;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.dossier.SettledFiles;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.file.DefinitionFiles;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.folder.MappingFolder;
import vn.lienthong.mapping.rule.RecordMapping;

/**
 * The mappings of one folder. All files are read and compiled together, so a mapping and the crosswalks it uses are always
 * of one moment; the result replaces the former one in a single step. A mapping that has a fault keeps its last good version.
 */
public final class FileMappings implements Mappings {

    private record State(
            String stamp, Map<String, RecordMapping> mappings, List<Crosswalk> crosswalks, List<Problem> faults) {}

    private record Masked(String stamp, Masking masking) {}

    private record Counted(String stamp, Coverage coverage) {}

    private final Path folder;
    private final SettledFiles settled;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final CompletableFuture<State> first;
    private volatile @Nullable Counted counted;
    private volatile @Nullable Masked masked;
    private volatile @Nullable State later;

    /** Reads the folder at once; its faults are told by {@link #faults()}, never thrown. */
    public FileMappings(Path folder) {
        this(folder, SettledFiles.atOnce(), Runnable::run);
    }

    FileMappings(Path folder, SettledFiles settled, Executor reader) {
        this.folder = folder;
        this.settled = settled;
        this.first = CompletableFuture.supplyAsync(this::read, reader);
    }

    /**
     * The same of a folder that others write to: what changes is taken when it rests. The folder is read beside whatever else is to
     * start; who asks first waits for it.
     */
    static FileMappings beginning(Path folder) {
        return new FileMappings(folder, SettledFiles.afterRest(System::nanoTime), ForkJoinPool.commonPool());
    }

    private State state() {
        State now = later;
        return now == null ? first.join() : now;
    }

    @Override
    public Optional<Mapping> find(String name) {
        return Optional.ofNullable(state().mappings().get(name));
    }

    /** The same, for those who measure mappings. */
    Optional<RecordMapping> compiled(String name) {
        return Optional.ofNullable(state().mappings().get(name));
    }

    @Override
    public List<String> names() {
        return List.copyOf(state().mappings().keySet());
    }

    @Override
    public List<Problem> faults() {
        return state().faults();
    }

    @Override
    public List<CodeUse> uses(ProcedureCode procedure) {
        State now = state();
        return now.crosswalks().stream()
                .flatMap(crosswalk -> crosswalk.rows().stream()
                        .filter(row -> names(row.code(), procedure) || names(row.second(), procedure))
                        .map(row -> new CodeUse(
                                crosswalk.name(),
                                row.spot().place(),
                                row.code(),
                                row.second(),
                                using(crosswalk, now.mappings()))))
                .toList();
    }

    private static boolean names(String code, ProcedureCode procedure) {
        return ProcedureCode.in(code).filter(procedure::equals).isPresent();
    }

    private static List<String> using(Crosswalk crosswalk, Map<String, RecordMapping> mappings) {
        return mappings.values().stream()
                .filter(mapping -> mapping.files().containsKey(crosswalk.head().file()))
                .map(RecordMapping::name)
                .toList();
    }

    /** Runs every case; whoever asks at the same time may run them too. */
    @Override
    public Coverage coverage() {
        State now = state();
        Counted last = counted;
        if (last == null || !last.stamp().equals(now.stamp())) {
            last = new Counted(
                    now.stamp(), new MappingTests(Locale.ROOT).examine(folder).coverage());
            counted = last;
        }
        return last.coverage();
    }

    @Override
    public Masking masking() {
        State now = state();
        Masked last = masked;
        if (last == null || !last.stamp().equals(now.stamp())) {
            last = new Masked(now.stamp(), Masking.by(new DefinitionFiles(folder, new Faults())));
            masked = last;
        }
        return last.masking();
    }

    @Override
    public void refresh() {
        refreshing.lock();
        try {
            State now = state();
            String stamp = stamp();
            if (settled.at(stamp) && !stamp.equals(now.stamp())) {
                later = read(stamp, now);
            }
        } finally {
            refreshing.unlock();
        }
    }

    private State read() {
        String stamp = stamp();
        settled.at(stamp);
        return read(stamp, new State("", Map.of(), List.of(), List.of()));
    }

    private State read(String stamp, State former) {
        MappingFolder found = MappingFolder.read(folder);
        Map<String, RecordMapping> mappings = new TreeMap<>();
        found.declared().forEach((name, compiled) -> {
            RecordMapping kept = compiled.orElse(former.mappings().get(name));
            if (kept != null) {
                mappings.put(name, kept);
            }
        });
        if (found.isIncomplete()) {
            former.mappings().forEach(mappings::putIfAbsent);
        }
        return new State(stamp, new TreeMap<>(mappings), found.codes().crosswalks(), found.faults());
    }

    /** Changes whenever a file of the folder does: names, sizes, times. */
    private String stamp() {
        try {
            StringBuilder stamp = new StringBuilder();
            DefinitionFiles.look(folder)
                    .forEach((file, is) -> stamp.append(file)
                            .append('|')
                            .append(is.size())
                            .append('|')
                            .append(is.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                            .append('|')
                            .append(is.fileKey())
                            .append('\n'));
            return stamp.toString();
        } catch (IOException unreadable) {
            return "unreadable";
        }
    }
}
