package vn.lienthong.agreement;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.agreement.SourceBook.Given;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.intake.inbox.Names;
import vn.lienthong.ledger.Store;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;

/**
 * The lists the ministry's own system gives of its dossiers. Files are read as streams, page by page, by the mapping of their
 * layout. Every method throws {@link vn.lienthong.ledger.Ledger.LedgerUnavailable} if the ledger is away. Safe for any number
 * of threads and processes.
 */
public final class SourceLists {

    /** Where the mappings of lists are named: {@code agreement/source/csv} is the layout {@code csv}. */
    public static final String LAYOUTS = "agreement/source/";

    private static final int PAGE = 500;
    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final SourceBook book;
    private final Mappings mappings;
    private final InstantSource clock;

    public SourceLists(Store store, Mappings mappings, InstantSource clock) {
        this.book = new SourceBook(store);
        this.mappings = mappings;
        this.clock = clock;
    }

    /**
     * Takes a list; the next comparison holds the ledger against it. A dossier that stands in it twice counts as it was changed
     * last. A line that cannot be read is counted, and then no dossier is called missing at the source; nor is one while the
     * list lacks many that the whole list before it had, until the next lacks them too.
     *
     * @param name of the file, for people
     * @param layout null: by the name's ending, {@code csv} if it has none
     * @param partial it does not hold every dossier of the source
     * @throws SourceListRefused there is no such layout, the file as a whole cannot be read, or no line of it; nothing
     *     of it is kept
     */
    public SourceList take(Path file, String name, @Nullable String layout, boolean partial, String by)
            throws IOException {
        String chosen = layout == null ? byEnding(name) : layout;
        Mapping mapping = mapping(chosen);
        SourceList begun = book.begin(Names.given(name), chosen, partial, by, clock.instant());
        boolean done = false;
        try {
            SourceList list = book.end(begun, readInto(begun, file, mapping));
            done = true;
            return list;
        } catch (UnreadableFile unreadable) {
            throw new SourceListRefused(unreadable.problem());
        } finally {
            if (!done) {
                book.drop(begun.id());
            }
        }
    }

    /** The list given last; empty if there never was one. */
    public Optional<SourceList> newest() {
        return book.newest();
    }

    /** Empty once newer ones have taken its place. */
    Optional<SourceList> find(long id) {
        return book.find(id);
    }

    /** In the order of numbers, those after the given one. */
    List<SourceList.Line> lines(long list, String after, int most) {
        return book.lines(list, after, most);
    }

    private Mapping mapping(String layout) {
        return mappings.find(LAYOUTS + layout)
                .orElseThrow(() -> new SourceListRefused(Problem.of("agreement.no-such-layout")
                        .with("layout", layout)
                        .with("known", String.join(", ", layouts()))));
    }

    /** The layouts there are, sorted. */
    public List<String> layouts() {
        return mappings.names().stream()
                .filter(name -> name.startsWith(LAYOUTS))
                .map(name -> name.substring(LAYOUTS.length()))
                .toList();
    }

    private static String byEnding(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "csv" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * What became of the lines of a file.
     *
     * @param problem place and code of the first that could not be read
     */
    record Lines(long read, long unreadable, @Nullable String problem) {

        Lines andOne() {
            return new Lines(read + 1, unreadable, problem);
        }

        Lines andUnreadable(SourceFormat.Row row, Problem why) {
            return new Lines(read, unreadable + 1, problem == null ? row.place() + ": " + why.code() : problem);
        }
    }

    private Lines readInto(SourceList list, Path file, Mapping layout) throws IOException, UnreadableFile {
        Lines lines = new Lines(0, 0, null);
        try (SourceFormat.Rows rows = layout.source().open(file)) {
            List<Given> page = new ArrayList<>(PAGE);
            for (SourceFormat.Row row = rows.next(); row != null; row = rows.next()) {
                MappingResult result = layout.map(row.record());
                if (result instanceof MappingResult.Mapped(var line)) {
                    page.add(given(JSON.readTree(line.body())));
                    lines = lines.andOne();
                } else if (result instanceof MappingResult.Unmapped(var problems)) {
                    lines = lines.andUnreadable(row, problems.getFirst());
                }
                if (page.size() == PAGE) {
                    book.page(list, page);
                    page.clear();
                }
            }
            book.page(list, page);
        }
        if (lines.read() == 0) {
            // By an export that failed every dossier would be missing at the source.
            throw new SourceListRefused(Problem.of("agreement.no-line-read")
                    .with("first", lines.problem() == null ? "–" : lines.problem()));
        }
        return lines;
    }

    private static Given given(JsonNode line) {
        String changed = line.path("changedAt").asString("");
        return new Given(
                line.path("dossier").asString(),
                line.path("status").asString(""),
                changed.isEmpty()
                        ? null
                        : LocalDateTime.parse(changed, TIME)
                                .atZone(VietnamTime.ZONE)
                                .toInstant());
    }
}
