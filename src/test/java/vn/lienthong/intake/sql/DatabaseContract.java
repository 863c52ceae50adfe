package vn.lienthong.intake.sql;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.connections.Databases;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract;

/** What is read of a ministry's own database, by whatever query, keeps what every source keeps. */
abstract class DatabaseContract extends SourceContract {

    @Nullable
    SqlSources sources;

    @Nullable
    Source source;

    long ticks;

    abstract DatabaseServer server();

    abstract Polling polling();

    @Override
    protected void start() {
        SqlSources opened = sources(Duration.ofSeconds(30));
        sources = opened;
        source = opened.open(polling());
    }

    final SqlSources sources(Duration timeout) {
        DatabaseSettings settings = new DatabaseSettings(
                server().url(), server().username(), server().password(), timeout, ZoneId.of("Asia/Ho_Chi_Minh"));
        return new SqlSources(
                new Databases(Map.of("motcua", settings), Path.of("no-such-folder")),
                intake,
                ledger.view,
                ledger.memos,
                clock,
                () -> ticks);
    }

    @Override
    protected void stop() throws Exception {
        if (source != null) {
            source.close();
        }
        source = null;
        sources = null;
    }

    /** Two rounds: one that may go forward, one that reads again. */
    @Override
    protected void work() throws Exception {
        for (int round = 0; round < 2; round++) {
            while (requireNonNull(source).step(Page::enter)) {
                // Until there is nothing more to do.
            }
        }
    }

    @Override
    protected void goAway() throws Exception {
        server().stop();
    }

    @Override
    protected void comeBack() throws Exception {
        server().start();
    }

    @Override
    protected List<String> faults() {
        return requireNonNull(sources).faults().stream().map(Problem::code).toList();
    }
}
