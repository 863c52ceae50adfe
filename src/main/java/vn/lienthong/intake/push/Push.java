package vn.lienthong.intake.push;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.CameLate;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.RepeatedWaits;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.intake.door.Caller;
import vn.lienthong.intake.door.Outage;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.relay.Flow;
import vn.lienthong.relay.Flows;

/** One pushed record, from the call to the answer. */
final class Push {

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Flows flows;
    private final Mappings mappings;
    private final Intake intake;
    private final LedgerView view;
    private final Bodies bodies;
    private final Documents documents = new Documents();
    private final Outage outage = new Outage();

    Push(Flows flows, Mappings mappings, Intake intake, LedgerView view, Bodies bodies) {
        this.flows = flows;
        this.mappings = mappings;
        this.intake = intake;
        this.view = view;
        this.bodies = bodies;
    }

    Answer answer(String flowName, HttpServletRequest request, Locale locale) throws IOException {
        String instance = request.getRequestURI();
        try {
            if (!request.getMethod().equals("POST")) {
                return Answer.refused(new Refused(405, Problem.of("intake.post-only")), instance, locale)
                        .withHeader("Allow", "POST");
            }
            return take(flowName, request, locale);
        } catch (Refused refused) {
            // The container may have refused a silent or broken sender already, and then asks the page of errors.
            request.setAttribute(Problem.class.getName(), refused.problem());
            return Answer.refused(refused, instance, locale);
        }
    }

    /** After the answer: a sender in the middle of a refused body hears it only if what it still sends is read. */
    void drain(HttpServletRequest request) {
        bodies.drain(request);
    }

    private Answer take(String flowName, HttpServletRequest request, Locale locale) throws Refused, IOException {
        Flow flow = flows.find(flowName).orElseThrow(() -> notRunning(flowName));
        new Caller(request).requireMayGive(flow.name());
        Accepted accepted = Accepted.of(request.getContentType(), request.getHeader("Content-Encoding"), format(flow));
        String given = idempotencyKey(request);
        return bodies.read(request, body -> {
            SourceRecord record = documents.record(body, accepted);
            return enter(flow, record, given, request, locale);
        });
    }

    /** Who hears 404 gives up, and the record would be lost for a route file that is saved while others push. */
    private Refused notRunning(String flow) {
        return flows.knows(flow)
                ? notNow(Problem.of("intake.flow-stopped").with("flow", flow))
                : new Refused(404, Problem.of("intake.unknown-flow").with("flow", flow));
    }

    /** Empty if the flow maps nothing. */
    private Optional<SourceFormat> format(Flow flow) throws Refused {
        String name = flow.mapping();
        if (name == null) {
            return Optional.empty();
        }
        Mapping mapping = mappings.find(name)
                .orElseThrow(() -> notNow(Problem.of("intake.no-mapping")
                        .with("flow", flow.name())
                        .with("mapping", name)));
        return Optional.of(mapping.source());
    }

    private Answer enter(
            Flow flow, SourceRecord record, @Nullable String given, HttpServletRequest request, Locale locale)
            throws Refused {
        try {
            Examined examined = intake.examine(flow.name(), record);
            String key = given == null ? RecordKey.of(examined) : RecordKey.given(flow.name(), given);
            List<Arrival> arrivals = List.of(new Arrival(examined, key, null, List.of()));
            String source = "push/" + new Caller(request).name();
            if (given != null && outage.unlessAway(() -> isOfAnotherDossier(source, key, examined.identity()))) {
                throw new Refused(409, Problem.of("intake.idempotency-key-reused"));
            }
            Entered entered =
                    outage.unlessAway(() -> intake.enter(source, arrivals).getFirst());
            return answer(examined, entered, waits(entered), request.getRequestURI(), locale);
        } catch (IntakeException gone) {
            throw notNow(gone.problem());
        }
    }

    /** As a newer version of that record it would take the place of its dead letter, and the other dossier would be lost. */
    private boolean isOfAnotherDossier(String source, String key, RecordIdentity identity) {
        return view.known(source, List.of(key)).stream()
                .filter(known -> !known.contentHash().equals(identity.contentHash()))
                .flatMap(known -> view.dossierOf(known.record()).stream())
                .anyMatch(other -> !other.equals(identity.dossier()));
    }

    private @Nullable Problem waits(Entered entered) throws Refused {
        return entered.kind() == Entered.Kind.REPEATED
                ? RepeatedWaits.of(entered, outage.unlessAway(() -> view.dead(entered.deliveries())))
                : null;
    }

    private static Answer answer(
            Examined examined, Entered entered, @Nullable Problem waits, String instance, Locale locale) {
        Problem late = CameLate.of(examined, entered);
        if (late != null) {
            return Answer.taken(200, entered).with("warnings", Answer.told(List.of(late), locale));
        }
        if (!examined.problems().isEmpty()) {
            Problem refused = Problem.of("intake.record-refused")
                    .with("count", Integer.toString(examined.problems().size()))
                    .with("record", Long.toString(entered.record()));
            return Answer.problem(422, refused, examined.problems(), instance, locale)
                    .with("record", entered.record())
                    .with("deliveries", entered.deliveries());
        }
        Answer answer = Answer.taken(entered.kind() == Entered.Kind.REPEATED ? 200 : 202, entered);
        if (examined.notOwed() != null) {
            return answer.with(
                    "notOwed", Answer.told(List.of(examined.notOwed()), locale).getFirst());
        }
        List<Problem> warnings = Stream.concat(Stream.ofNullable(waits), examined.warnings().stream())
                .toList();
        return warnings.isEmpty() ? answer : answer.with("warnings", Answer.told(warnings, locale));
    }

    private static @Nullable String idempotencyKey(HttpServletRequest request) throws Refused {
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (keys.size() > 1
                || keys.stream().anyMatch(key -> !IDEMPOTENCY_KEY.matcher(key).matches())) {
            throw new Refused(400, Problem.of("intake.idempotency-key"));
        }
        return keys.isEmpty() ? null : keys.getFirst();
    }

    private static Refused notNow(Problem problem) {
        return new Refused(503, problem);
    }
}
