package vn.lienthong.operations;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.ledger.StoredDelivery;
import vn.lienthong.mapping.LiveCase;
import vn.lienthong.operations.routes.FlowMapping;

/** {@code record to-case DELIVERY}: a live failure becomes a case that names nobody. Starts no Spring, writes no ledger. */
final class RecordCommand {

    private static final String USAGE = """
            record to-case DELIVERY [--name=sentence-it-proves] [--mapping=NAME]
            Writes a case beside the mapping of a delivery's flow, made of the delivery's record: the same fields, about
            nobody. People, numbers and texts are invented, the same one each time the same value comes; codes the mapping
            knows, days and amounts stay, and so do lengths, prefixes and check digits. The ledger is only read; settings
            may follow (--ledger.url=…, --data.dir=…), and are otherwise the connector's.
            Ends with 1 if the invented record does not end as the real one does.
            """;

    private final PrintStream out;

    RecordCommand(PrintStream out) {
        this.out = out;
    }

    int run(String[] arguments) {
        return new Usage(USAGE, "to-case", 2, Set.of("name", "mapping"), null)
                .run(arguments, out, (words, options) -> toCase(words.get(1), options));
    }

    private int toCase(String delivery, List<String> options) {
        if (!delivery.matches("\\d{1,18}")) {
            out.print(USAGE);
            return 2;
        }
        Settings settings = new Settings(options);
        Path file = Path.of(settings.text("ledger", "directory")).resolve("ledger.db");
        if (settings.text("ledger", "url").isEmpty() && !Files.isRegularFile(file)) {
            out.println("there is no ledger " + file
                    + "; name the connector's database by --ledger.url=… or its folder by --data.dir=…");
            return 2;
        }
        try {
            return toCase(Long.parseLong(delivery), settings);
        } catch (SQLException unreachable) {
            out.println("the ledger cannot be read (" + unreachable.getErrorCode() + ", " + unreachable.getSQLState()
                    + "); check ledger.url or data.dir");
        } catch (IOException unwritable) {
            out.println("cannot read or write " + unwritable.getMessage());
        } catch (LiveCase.Impossible impossible) {
            out.println(impossible.getMessage());
        }
        return 2;
    }

    private static StoredDelivery.Place place(Settings settings) {
        return new StoredDelivery.Place(
                settings.text("ledger", "url"),
                settings.text("ledger", "username"),
                settings.text("ledger", "password"),
                Path.of(settings.text("ledger", "directory")),
                settings.text("ledger", "keys"));
    }

    private int toCase(long id, Settings settings) throws SQLException, IOException, LiveCase.Impossible {
        Optional<StoredDelivery> found;
        try {
            found = StoredDelivery.read(place(settings), id);
        } catch (LedgerUnavailable | IllegalArgumentException keys) {
            out.println(keys.getMessage());
            return 2;
        }
        if (found.isEmpty()) {
            out.println("there is no delivery " + id + ", or retention has deleted its record");
            return 2;
        }
        StoredDelivery delivery = found.get();
        String asked = settings.text("mapping");
        Optional<String> mapping = asked.isEmpty()
                ? FlowMapping.of(Path.of(settings.text("routes", "dir")), delivery.flow())
                : Optional.of(asked);
        if (mapping.isEmpty()) {
            out.println("no route file says which mapping flow " + delivery.flow() + " uses; say it: --mapping=NAME");
            return 2;
        }
        String name = settings.text("name");
        LiveCase written = LiveCase.write(
                Path.of(settings.text("mappings", "dir")),
                mapping.get(),
                delivery.record(),
                name.isEmpty() ? "ends-as-delivery-" + id + "-did" : name,
                "Made of delivery " + id + " (" + delivery.state()
                        + (delivery.problem() == null ? "" : ", " + delivery.problem()) + ").");
        out.println(written.file() + " is written; rename it to the sentence it proves, and run: mapping test");
        if (!written.same()) {
            out.println("the invented record does not end as the real one does: what decided it was a personal value;"
                    + " change the case by hand");
        }
        return written.same() ? 0 : 1;
    }
}
