package vn.lienthong.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Ledger.Decision;
import vn.lienthong.procedures.PortalOfRows;
import vn.lienthong.procedures.Pulls;
import vn.lienthong.procedures.PullsBefore;

/** Makes every operation of the API answer with each status it has. */
final class ApiExamples {

    private static final Set<String> FILES = Set.of("post /api/agreement/source", "post /api/reconciliations");
    private static final Set<String> GIVEN =
            Set.of("post /api/payments", "get /api/npsp-2026/next-code", "get /api/results");

    /** Files, which are written whatever the caller accepts. */
    private static final Set<String> ANY_TYPE = Set.of(
            "get /api/figures.xlsx",
            "get /api/payments/{id}/receipt",
            "get /api/reconciliations/{id}/lines.csv",
            "get /api/reconciliations/{id}/lines.xlsx");

    private static final String REASON = "{\"reason\":\"Đã kiểm tra\"}";

    private final House house;
    private final House locked;

    /** @param locked one whose API asks for a key, and for which every body is too slow */
    ApiExamples(House house, House locked) {
        this.house = house;
        this.locked = locked;
    }

    /** One way to make an operation answer with a status. */
    record Example(String operation, int status, House.Answer answer) {}

    /** @param operations all that are documented, as {@code get /api/problems}; each is tried without a key, and with another's */
    List<Example> of(Set<String> operations) {
        Seed seed = house.seed();
        long delivered = seed.delivered("G16-240315-0001");
        long dead = seed.dead(
                "001/2007/BVHTT", Problem.of("console.unforeseen").in("x").at("a.yaml:8"));
        seed.retrying("G16-240315-0003", Problem.of("console.unforeseen"), Duration.ofHours(1));
        long held = seed.pending("G16-240315-0004");
        house.ledger().hold(held, new Decision("an.nguyen", "Chờ bổ sung"));
        long withheld = seed.withheld("G16-240315-0006", new Attempt.Change("TrangThaiHoSo", "2", "4"));
        long waiting = seed.pending("G16-240315-0005");
        seed.pending("G16-240315-0007", Instant.now().plus(Duration.ofHours(2)));
        List<Example> all = new ArrayList<>();
        all.add(get("/api/deliveries", "", 200));
        all.add(get("/api/deliveries", "?size=2", 200));
        all.add(get("/api/deliveries", "?before=" + dead, 200));
        all.add(get("/api/deliveries", "?before=0", 400));
        all.add(get("/api/deliveries", "?nonsense=1", 400));
        all.add(get("/api/deliveries.csv", "?state=DEAD", 200));
        all.add(get("/api/deliveries.csv", "?page=1", 400));
        all.add(get("/api/deliveries/{id}", "/api/deliveries/" + delivered, 200));
        all.add(get("/api/deliveries/{id}", "/api/deliveries/" + held, 200));
        all.add(get("/api/deliveries/{id}", "/api/deliveries/" + withheld, 200));
        all.add(get("/api/deliveries/{id}", "/api/deliveries/" + dead, 200));
        all.add(get("/api/deliveries/{id}", "/api/deliveries/seven", 400));
        all.add(get("/api/deliveries/{id}", "/api/deliveries/999999", 404));
        house.ledger().cancel(house.seed().pending("G16-240315-0008"), new Decision("an.nguyen", "Nộp trùng"));
        all.add(get("/api/results", "?flow=npsp-dossier", 200));
        all.add(get("/api/results", "?flow=npsp-dossier&most=1", 200));
        all.add(get("/api/results", "", 400));
        all.add(get("/api/results", "?flow=npsp-dossier&after=seven", 400));
        all.add(get("/api/results", "?flow=no-such-flow", 404));
        all.add(get("/api/results", "?flow=npsp-dossier&after=999999-1", 410));
        all.add(get("/api/dossiers", "?no=G16-240315-0001", 200));
        all.add(get("/api/dossiers", "", 400));
        all.add(get("/api/dossiers", "?no=nowhere", 404));
        all.add(get("/api/dossiers/{no}", "/api/dossiers/G16-240315-0004", 200));
        all.add(get("/api/dossiers/{no}", "/api/dossiers/" + "9".repeat(101), 400));
        all.add(get("/api/dossiers/{no}", "/api/dossiers/nowhere", 404));
        for (String report : List.of("/api/shadow/{flow}", "/api/shadow/{flow}/deliveries.csv")) {
            all.add(get(report, report.replace("{flow}", "npsp-dossier"), 200));
            all.add(get(report, report.replace("{flow}", "npsp-dossier") + "?x=1", 400));
            all.add(get(report, report.replace("{flow}", "no-such-flow"), 404));
        }
        all.add(get("/api/counterparts", "", 200));
        all.add(get("/api/counterparts", "?x=1", 400));
        all.add(get("/api/deadlines", "", 200));
        all.add(get("/api/deadlines", "?x=1", 400));
        all.add(get("/api/problems", "", 200));
        all.add(get("/api/problems", "?x=1", 400));
        all.add(get("/api/openapi.yaml", "", 200));
        String verb = "/api/deliveries/{id}/{verb}";
        all.add(post(verb, "/api/deliveries/" + waiting + "/hold", REASON, 200));
        all.add(post(verb, "/api/deliveries/" + waiting + "/hold", "{}", 400));
        all.add(post(verb, "/api/deliveries/999999/hold", REASON, 404));
        all.add(post(verb, "/api/deliveries/" + delivered + "/hold", REASON, 409));
        all.add(post(verb, "/api/deliveries/" + waiting + "/hold", " ".repeat(20_000), 413));
        all.add(unsupported(verb, "/api/deliveries/" + waiting + "/hold"));
        House.Answer started = house.post("/api/replays", "{\"flow\":\"no-such-flow\",\"reason\":\"thử\"}");
        all.add(new Example("post /api/replays", 202, started));
        all.add(post("/api/replays", "/api/replays", "{}", 400));
        all.add(post("/api/replays", "/api/replays", " ".repeat(20_000), 413));
        all.add(unsupported("/api/replays", "/api/replays"));
        all.add(get("/api/replays", "", 200));
        all.add(get("/api/replays", "?x=1", 400));
        all.add(get("/api/replays/{id}", started.header("Location"), 200));
        all.add(get("/api/replays/{id}", "/api/replays/seven", 400));
        all.add(get("/api/replays/{id}", "/api/replays/999999", 404));
        String act = "/api/replays/{id}/{act}";
        House.Answer running = house.post("/api/replays", "{\"flow\":\"npsp-dossier\",\"reason\":\"thử\"}");
        all.add(new Example("post /api/replays", 202, running));
        all.add(post(act, running.header("Location") + "/pause", REASON, 200));
        all.add(get("/api/replays/{id}", running.header("Location"), 200));
        all.add(post(act, running.header("Location") + "/cancel", REASON, 200));
        all.add(post(act, running.header("Location") + "/resume", REASON, 409));
        all.add(post(act, "/api/replays/999999/pause", REASON, 404));
        all.add(post(act, running.header("Location") + "/pause", "{}", 400));
        all.add(post(act, running.header("Location") + "/pause", " ".repeat(20_000), 413));
        all.add(unsupported(act, running.header("Location") + "/pause"));
        all.addAll(nextCode());
        all.addAll(alerts());
        all.addAll(payments());
        all.addAll(reconciliations());
        all.addAll(agreement());
        for (String figures : List.of("/api/figures", "/api/figures.csv", "/api/figures.xlsx")) {
            all.add(get(figures, "", 200));
            all.add(get(figures, "?x=1", 400));
        }
        String month = "/api/figures/months/{month}";
        all.add(get(month, "/api/figures/months/2024-11", 200));
        for (String odd : List.of("2024-13", "2024-1", "-2024-01", "+12024-01", "2024-01-01")) {
            all.add(get(month, "/api/figures/months/" + odd, 400));
        }
        all.addAll(procedures());
        for (String operation : operations) {
            if (!ANY_TYPE.contains(operation)) {
                all.add(notAcceptable(operation));
            }
            if (operation.endsWith("openapi.yaml")) {
                all.add(lockedOut(operation, 401, "X-Api-Key", "a-long-secret-of-nobody"));
            } else {
                all.add(lockedOut(operation, 401));
                all.add(forbidden(operation));
                if (operation.startsWith("post ")) {
                    all.add(tooSlow(operation));
                }
            }
        }
        return all;
    }

    private List<Example> nextCode() {
        String next = "/api/npsp-2026/next-code";
        return List.of(
                get(next, "?code=G16", 200),
                get(next, "", 400),
                get(next, "?code=G16&nonsense=1", 400),
                get(next, "?code=lost", 502),
                new Example("get " + next, 405, house.send("PUT", next)));
    }

    private List<Example> alerts() {
        String test = "/api/alerts/test";
        return List.of(
                post(test, test, REASON, 200),
                post(test, test, "{}", 400),
                post(test, test, " ".repeat(20_000), 413),
                unsupported(test, test));
    }

    private List<Example> agreement() {
        String agreement = "/api/agreement";
        String end = "/api/agreement/end";
        String source = "/api/agreement/source";
        return List.of(
                get(agreement, "", 200),
                get(agreement, "?x=1", 400),
                post(agreement, agreement, REASON, 202),
                post(agreement, agreement, "{}", 400),
                post(agreement, agreement, " ".repeat(20_000), 413),
                unsupported(agreement, agreement),
                get(agreement, "", 200),
                file(source + "?name=list.csv", 201, "dossierNo,status\nG16-1,done\n".getBytes(StandardCharsets.UTF_8)),
                file(source + "?nonsense=1", 400),
                file(source + "?name=list.csv&partial=yes", 400),
                file(source + "?layout=ods", 422),
                file(source + "?name=large.csv", 413, new byte[(64 << 20) + 1]),
                unsupported(source, source),
                post(end, end, REASON, 200),
                post(end, end, "{}", 400),
                post(end, end, " ".repeat(20_000), 413),
                unsupported(end, end),
                get("/api/agreement/differences.csv", "", 200),
                get("/api/agreement/differences.csv", "?x=1", 400));
    }

    private List<Example> procedures() {
        String all = "/api/procedures";
        String one = all + "/{code}";
        String pull = all + "/pull";
        String end = pull + "/end";
        List<Example> examples = new ArrayList<>(List.of(
                get(all, "", 200),
                post(pull, pull, REASON, 202),
                post(pull, pull, "{}", 400),
                post(pull, pull, " ".repeat(20_000), 413),
                unsupported(pull, pull)));
        PortalOfRows portal = house.bean(PortalOfRows.class);
        portal.has("1.011451", "Cấp Giấy phép phân loại phim", ",\"YEUCAU\":\"Không\"");
        PullsBefore.stepOn(house.bean(Pulls.class));
        house.post(pull, REASON);
        portal.has("1.011451", "Cấp Giấy phép phân loại phim", ",\"YEUCAU\":\"Có\"");
        PullsBefore.stepOn(house.bean(Pulls.class));
        examples.addAll(List.of(
                get(all, "", 200),
                get(all, "?before=x", 400),
                get(all + "/codes.csv", "", 200),
                get(all + "/codes.csv", "?x=1", 400),
                get(one, all + "/1.011451", 200),
                get(one, all + "/1.011451?version=1", 200),
                get(one, all + "/1.011451?version=0", 400),
                get(one, all + "/1.011451?version=9", 404),
                get(one, all + "/1.999999", 404),
                post(end, end, REASON, 200),
                post(end, end, "{}", 400),
                post(end, end, " ".repeat(20_000), 413),
                unsupported(end, end)));
        return examples;
    }

    private List<Example> reconciliations() {
        String all = "/api/reconciliations";
        String one = all + "/{id}";
        return List.of(
                file(all + "?name=day.csv", 201),
                file(all + "?name=known.csv", 200),
                file(all + "?nonsense=1", 400),
                file(all + "?name=day.csv&anew=yes", 400),
                file(all + "?layout=dayly", 422),
                file(all + "?name=large.csv", 413, new byte[(64 << 20) + 1]),
                unsupported(all, all),
                get(all, "", 200),
                get(all, "?page=0", 400),
                get(one, all + "/1", 200),
                get(one, all + "/seven", 400),
                get(one, all + "/9", 404),
                get(one + "/lines.csv", all + "/1/lines.csv?verdict=SHORT", 200),
                get(one + "/lines.csv", all + "/1/lines.csv?verdict=NONE", 400),
                get(one + "/lines.csv", all + "/9/lines.csv", 404),
                get(one + "/lines.xlsx", all + "/1/lines.xlsx", 200),
                get(one + "/lines.xlsx", all + "/1/lines.xlsx?verdict=NONE", 400),
                get(one + "/lines.xlsx", all + "/9/lines.xlsx", 404));
    }

    private Example file(String address, int status) {
        return file(address, status, new byte[] {'a'});
    }

    private Example file(String address, int status, byte[] body) {
        return new Example(
                "post " + address.substring(0, address.indexOf('?')),
                status,
                house.send(house.request(address)
                        .header("Content-Type", "application/octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))));
    }

    private List<Example> payments() {
        String payments = "/api/payments";
        String settle = "/api/payments/{id}/settle";
        String refund = "/api/payments/{id}/refund";
        return List.of(
                post(payments, payments, "{\"want\":\"new\"}", 201),
                post(payments, payments, "{\"want\":\"known\"}", 200),
                post(payments, payments, "{\"want\":\"unknown\"}", 202),
                post(payments, payments, "IN_THE_WAY", 409),
                post(payments, payments, "INVALID", 422),
                post(payments, payments, "NOT_MADE", 502),
                post(payments, payments, " ".repeat(300_000), 413),
                post(payments, payments + "?nonsense=1", "{\"want\":\"new\"}", 400),
                unsupported(payments, payments),
                get(payments, "", 200),
                get(payments, "?task=true&state=UNKNOWN", 200),
                get(payments, "?dossier=G16-240315-0012", 200),
                get(payments, "?nonsense=1", 400),
                get("/api/payments/{id}", "/api/payments/1", 200),
                get("/api/payments/{id}", "/api/payments/2", 200),
                get("/api/payments/{id}", "/api/payments/seven", 400),
                get("/api/payments/{id}", "/api/payments/9", 404),
                post(settle, "/api/payments/2/settle", "{\"as\":\"PAID\",\"reason\":\"thử\"}", 200),
                post(settle, "/api/payments/2/settle", "{\"as\":\"PAID\"}", 400),
                post(settle, "/api/payments/9/settle", REASON, 404),
                post(settle, "/api/payments/2/settle", "{\"as\":\"CREATED\",\"reason\":\"thử\"}", 409),
                post(settle, "/api/payments/2/settle", " ".repeat(20_000), 413),
                unsupported(settle, "/api/payments/2/settle"),
                get("/api/payments/{id}", "/api/payments/3", 200),
                get("/api/payments/{id}/receipt", "/api/payments/2/receipt", 200),
                get("/api/payments/{id}/receipt", "/api/payments/3/receipt", 404),
                get("/api/payments/{id}/receipt", "/api/payments/seven/receipt", 400),
                post(refund, "/api/payments/3/refund", "{\"step\":\"APPROVE\",\"reason\":\"thử\"}", 200),
                post(refund, "/api/payments/3/refund", "{\"step\":\"PAY\",\"reason\":\"thử\"}", 400),
                post(refund, "/api/payments/9/refund", "{\"step\":\"ASK\",\"reason\":\"thử\"}", 404),
                post(refund, "/api/payments/3/refund", "{\"step\":\"ASK\",\"reason\":\"thử\"}", 409),
                post(refund, "/api/payments/3/refund", " ".repeat(20_000), 413),
                unsupported(refund, "/api/payments/3/refund"));
    }

    private Example get(String path, String rest, int status) {
        House.Answer answer = house.get(rest.startsWith("/") ? rest : path + rest);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return new Example("get " + path, status, answer);
    }

    private Example post(String path, String target, String body, int status) {
        House.Answer answer = house.post(target, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        return new Example("post " + path, status, answer);
    }

    private Example unsupported(String path, String target) {
        return new Example("post " + path, 415, house.send("POST", target, "Content-Type", "text/plain"));
    }

    /** Every key may give: at that door only a stranger's web page is turned away. */
    private Example forbidden(String operation) {
        return GIVEN.contains(operation)
                ? new Example(operation, 403, fromAStrangersPage(operation))
                : lockedOut(operation, 403, "X-Api-Key", "a-long-secret-that-only-pushes");
    }

    private House.Answer fromAStrangersPage(String operation) {
        String[] words = operation.split(" ", 2);
        return house.send(words[0].toUpperCase(Locale.ROOT), words[1], "Sec-Fetch-Site", "cross-site");
    }

    private Example tooSlow(String operation) {
        return new Example(
                operation,
                408,
                locked.send(locked.request(target(operation), "X-Api-Key", "a-long-secret-that-acts")
                        .header("Content-Type", type(operation))
                        .POST(HttpRequest.BodyPublishers.ofString(REASON))));
    }

    private Example notAcceptable(String operation) {
        HttpRequest.Builder request = house.request(target(operation), "Accept", "image/png");
        return new Example(
                operation,
                406,
                house.send(
                        operation.startsWith("get ")
                                ? request.GET()
                                : request.header("Content-Type", type(operation))
                                        .POST(HttpRequest.BodyPublishers.ofString(REASON))));
    }

    private static String type(String operation) {
        return FILES.contains(operation) ? "application/octet-stream" : "application/json";
    }

    private Example lockedOut(String operation, int status, String... headers) {
        String method = operation.substring(0, operation.indexOf(' ')).toUpperCase(Locale.ROOT);
        return new Example(operation, status, locked.send(method, target(operation), headers));
    }

    private static String target(String operation) {
        return operation
                .substring(operation.indexOf(' ') + 1)
                .replace("{id}", "1")
                .replace("{verb}", "hold")
                .replace("{act}", "pause")
                .replace("{flow}", "x")
                .replace("{code}", "x")
                .replace("{month}", "2024-11")
                .replace("{no}", "x");
    }
}
