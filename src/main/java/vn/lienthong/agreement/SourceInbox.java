package vn.lienthong.agreement;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import vn.lienthong.dossier.CsvLine;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Sources;
import vn.lienthong.intake.inbox.LayoutFolders;
import vn.lienthong.intake.inbox.LayoutFolders.Fate;
import vn.lienthong.intake.inbox.Names;

/**
 * Lists of the ministry's own system, dropped into a folder of their layout's name, as {@link LayoutFolders} takes them; into the
 * folder {@code partial} below it those that do not hold every dossier. The same list again is a list of its own: it says that
 * nothing has changed.
 */
class SourceInbox implements Sources {

    static final String BY = "inbox";

    private static final Logger LOG = LoggerFactory.getLogger(SourceInbox.class);
    private static final String PARTIAL = "/partial";

    private final LayoutFolders folders;
    private final SourceLists lists;

    SourceInbox(LayoutFolders.Watched watched, SourceLists lists, InstantSource time) {
        this.folders = new LayoutFolders(watched, time);
        this.lists = lists;
    }

    @Scheduled(fixedDelayString = "${agreement.every}")
    void look() {
        List<String> layouts = lists.layouts();
        folders.look(
                Stream.concat(layouts.stream(), layouts.stream().map(layout -> layout + PARTIAL))
                        .toList(),
                this::take);
    }

    @Override
    public List<Problem> faults() {
        return folders.faults();
    }

    private Fate take(Path file, String folder) throws IOException {
        String name = file.getFileName().toString();
        boolean partial = folder.endsWith(PARTIAL);
        String layout = partial ? folder.substring(0, folder.length() - PARTIAL.length()) : folder;
        try {
            SourceList list = lists.take(file, name, layout, partial, BY);
            LOG.info(
                    "List {} was taken: {} dossiers, {} lines unread, {} dossiers fewer than before.",
                    Names.plain(name),
                    list.dossiers(),
                    list.unreadable(),
                    list.lacks());
            return new Fate.Done(out -> report(list, out));
        } catch (SourceListRefused refused) {
            return new Fate.Failed(List.of(refused.problem()));
        }
    }

    private static void report(SourceList list, OutputStream out) throws IOException {
        String lines = CsvLine.BYTE_ORDER_MARK
                + CsvLine.of(List.of("list", "partial", "dossiers", "unreadable", "first_unreadable", "lacks"))
                + CsvLine.of(Arrays.asList(
                        Long.toString(list.id()),
                        Boolean.toString(list.partial()),
                        Long.toString(list.dossiers()),
                        Long.toString(list.unreadable()),
                        list.problem(),
                        Long.toString(list.lacks())));
        out.write(lines.getBytes(StandardCharsets.UTF_8));
    }
}
