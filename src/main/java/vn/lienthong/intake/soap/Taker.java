package vn.lienthong.intake.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.stream.StreamSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.dossier.Thrown;
import vn.lienthong.intake.Arrival;
import vn.lienthong.intake.CameLate;
import vn.lienthong.intake.Examined;
import vn.lienthong.intake.Intake;
import vn.lienthong.intake.IntakeException;
import vn.lienthong.intake.RecordKey;
import vn.lienthong.intake.RepeatedWaits;
import vn.lienthong.intake.Source.Carrier;
import vn.lienthong.intake.door.Caller;
import vn.lienthong.intake.door.Outage;
import vn.lienthong.intake.door.Refused;
import vn.lienthong.ledger.Ledger.Entered;
import vn.lienthong.ledger.LedgerView;
import vn.lienthong.soap.Elements;

/** Takes the calls of one operation: examined, carried through the route, answered when on disk. */
final class Taker {

    private static final Logger LOG = LoggerFactory.getLogger(Taker.class);
    private static final int TAKEN = 200;
    private static final int REFUSED = 422;

    private final SoapOperation operation;
    private final Carrier carrier;
    private final Intake intake;
    private final LedgerView view;
    private final Outage outage;

    Taker(SoapOperation operation, Carrier carrier, Intake intake, LedgerView view, Outage outage) {
        this.operation = operation;
        this.carrier = carrier;
        this.intake = intake;
        this.view = view;
        this.outage = outage;
    }

    /** @throws Refused nothing of it was kept */
    static Source answer(Source payload, String namespace, Map<String, Taker> takers, HttpServletRequest request)
            throws Refused {
        try {
            Element wrapper = Elements.root(payload);
            Taker taker = takers.get(wrapper.getLocalName());
            if (taker == null || !namespace.equals(wrapper.getNamespaceURI())) {
                throw new Refused(
                        400,
                        Problem.of("intake.soap-operation").with("operations", String.join(", ", takers.keySet())));
            }
            Caller caller = new Caller(request);
            caller.requireMayGive(taker.operation.flow());
            Element content = Elements.only(wrapper);
            if (content == null) {
                throw new Refused(400, Problem.of("intake.one-record-a-call"));
            }
            SourceRecord record = new SourceRecord(Elements.document(content), "application/xml");
            return taker.take(record, "soap/" + caller.name(), namespace);
        } catch (TransformerException unreadable) {
            throw new Refused(400, Problem.of("intake.not-xml"));
        }
    }

    private Source take(SourceRecord record, String source, String namespace) throws Refused {
        Examined examined;
        try {
            examined = intake.examine(operation.flow(), record);
        } catch (IntakeException notNow) {
            throw new Refused(503, notNow.problem());
        }
        Arrival arrival = new Arrival(examined, RecordKey.of(examined), null, List.of());
        SoapPage page = new SoapPage(source, arrival, intake, outage);
        carry(page);
        return answer(examined, page.entered(), namespace);
    }

    private void carry(SoapPage page) throws Refused {
        try {
            carrier.carry(page);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new Refused(503, Problem.of("intake.not-entered"));
        } catch (Exception unforeseen) {
            LOG.error(
                    "The route of operation {} failed unforeseen. Its caller is told to come again.",
                    operation.operation(),
                    Thrown.of(unforeseen));
        }
    }

    private Source answer(Examined examined, Entered entered, String namespace) throws Refused {
        Problem late = CameLate.of(examined, entered);
        if (late != null) {
            return result(TAKEN, Stream.of(late), namespace);
        }
        if (!examined.problems().isEmpty()) {
            Problem refused = Problem.of("intake.record-refused")
                    .with("count", Integer.toString(examined.problems().size()))
                    .with("record", Long.toString(entered.record()));
            return result(REFUSED, Stream.concat(Stream.of(refused), examined.problems().stream()), namespace);
        }
        Stream<Problem> about = Stream.of(Optional.ofNullable(examined.notOwed()), waits(entered))
                .flatMap(Optional::stream);
        return result(TAKEN, Stream.concat(about, examined.warnings().stream()), namespace);
    }

    private Optional<Problem> waits(Entered entered) throws Refused {
        return entered.kind() == Entered.Kind.REPEATED
                ? Optional.ofNullable(
                        RepeatedWaits.of(entered, outage.unlessAway(() -> view.dead(entered.deliveries()))))
                : Optional.empty();
    }

    /** The status, and what there is to say, a line each. */
    private Source result(int status, Stream<Problem> said, String namespace) {
        String message = said.map(Answers::text).collect(Collectors.joining("\n"));
        return new StreamSource(
                new ByteArrayInputStream(Answers.result(namespace, operation.operation(), status, message)));
    }
}
