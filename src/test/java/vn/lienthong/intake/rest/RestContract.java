package vn.lienthong.intake.rest;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.util.unit.DataSize;
import vn.lienthong.dossier.Problem;
import vn.lienthong.intake.LedgerSide;
import vn.lienthong.intake.Page;
import vn.lienthong.intake.Source;
import vn.lienthong.intake.SourceContract;
import vn.lienthong.relay.OAuth2;
import vn.lienthong.relay.SecretHeader;

/** An HTTP API keeps what every source keeps, however its pages are asked for. */
abstract class RestContract extends SourceContract {

    static final OAuth2 NO_TOKENS = new OAuth2("", "", "", "", OAuth2.In.HEADER);
    static final SecretHeader API_KEY = new SecretHeader("X-Api-Key", RecordServer.KEY);

    RecordServer server;

    @Nullable
    Apis apis;

    @Nullable
    Source source;

    SecretHeader header = API_KEY;
    OAuth2 oauth2 = NO_TOKENS;

    abstract Paging paging();

    Pull.@Nullable Changed changed() {
        return Pull.Changed.of("updatedAt", "since", "10m");
    }

    String size() {
        return "size";
    }

    @BeforeEach
    void startServer() throws Exception {
        server = new RecordServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Override
    protected void start() {
        ApiSettings settings = new ApiSettings(
                server.address(),
                Duration.ofSeconds(5),
                DataSize.ofKilobytes(64),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                header,
                oauth2);
        Apis opened = new Apis(Map.of("motcua", settings), new LedgerSide(intake, ledger.view, ledger.memos), clock);
        apis = opened;
        source = opened.open(pull());
    }

    Pull pull() {
        return new Pull(
                "json-flow",
                "motcua",
                "/ho-so?sort=updatedAt",
                Pull.RecordList.of("data.items", "key"),
                changed(),
                paging(),
                size(),
                PAGE,
                Duration.ofSeconds(1));
    }

    @Override
    protected void stop() throws Exception {
        if (source != null) {
            source.close();
        }
        source = null;
        apis = null;
    }

    @Override
    protected void put(List<Item> items) {
        for (Item item : items) {
            put(item.dossier(), item.owner(), item.changedAt());
        }
    }

    void put(String dossier, String owner, LocalDateTime changedAt) {
        String time = "%1$tFT%1$tT+07:00".formatted(changedAt);
        server.put(
                dossier,
                time,
                "{\"key\":\"%1$s\",\"dossier\":\"%1$s\",\"owner\":\"%2$s\",\"updatedAt\":\"%3$s\"}"
                        .formatted(dossier, owner, time));
    }

    @Override
    protected void work() throws Exception {
        while (requireNonNull(source).step(Page::enter)) {
            // Until there is nothing more to do.
        }
    }

    @Override
    protected void goAway() {
        server.stop();
    }

    @Override
    protected void comeBack() throws Exception {
        server.start();
    }

    @Override
    protected List<String> faults() {
        return problems().stream().map(Problem::code).toList();
    }

    List<Problem> problems() {
        return requireNonNull(apis).faults();
    }
}
