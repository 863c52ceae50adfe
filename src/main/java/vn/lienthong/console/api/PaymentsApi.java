package vn.lienthong.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.lienthong.console.DossierSearch;
import vn.lienthong.console.PaymentStates;
import vn.lienthong.console.PersonalReads;
import vn.lienthong.console.Query;
import vn.lienthong.console.Refusal;
import vn.lienthong.console.Role;
import vn.lienthong.console.SentBodies;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.FeeState;
import vn.lienthong.paygov.FeeStates;
import vn.lienthong.paygov.Payment;
import vn.lienthong.paygov.PaymentEvent;
import vn.lienthong.paygov.PaymentMessage;
import vn.lienthong.paygov.PaymentState;
import vn.lienthong.paygov.Payments;
import vn.lienthong.paygov.Payments.Made;
import vn.lienthong.paygov.Receipts;
import vn.lienthong.paygov.Refunds;

/** Payments: made, seen, and settled by a person. */
@RestController
@RequestMapping(path = "/api/payments", produces = MediaType.APPLICATION_JSON_VALUE)
class PaymentsApi {

    private static final int LARGEST = 256 * 1024;
    private static final Set<String> FILTER = Set.of("state", "dossier", "task", "page", "size");
    private static final int USUAL_SIZE = 50;
    private static final int LARGEST_SIZE = 500;

    private final Payments payments;
    private final Refunds refunds;
    private final Receipts receipts;
    private final FeeStates feeStates;
    private final Request requests;
    private final SentBodies bodies;

    PaymentsApi(
            Payments payments,
            Refunds refunds,
            Receipts receipts,
            FeeStates feeStates,
            Request requests,
            SentBodies bodies) {
        this.payments = payments;
        this.refunds = refunds;
        this.receipts = receipts;
        this.feeStates = feeStates;
        this.requests = requests;
        this.bodies = bodies;
    }

    /** 201: made; 200: there was one; 202: its payment system has not answered, and is asked. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Order> make(HttpServletRequest request) throws IOException {
        Request.checkAddress(request);
        Made made = payments.make(bodies.small(request, LARGEST));
        Payment payment = made.payment();
        HttpStatus status =
                payment.url() == null ? HttpStatus.ACCEPTED : made.isNew() ? HttpStatus.CREATED : HttpStatus.OK;
        return ResponseEntity.status(status)
                .body(new Order(payment.id(), payment.url(), payment.state().name(), payment.reference()));
    }

    @GetMapping
    Json.Listed<Stands> list(HttpServletRequest request, Locale locale) {
        Query query = new Query(request, FILTER);
        String dossier = query.text("dossier");
        PaymentState state = PaymentStates.read(query.text("state"), "state");
        boolean task = query.flag("task");
        int page = query.page();
        int size = query.count("size", USUAL_SIZE, LARGEST_SIZE);
        List<Payment> found = dossier == null
                ? payments.list(state, task, page, size)
                : payments.of(DossierSearch.read(dossier)).stream()
                        .filter(payment -> page == 1 && payment.fits(state, task))
                        .toList();
        return new Json.Listed<>(
                found.stream().map(payment -> Stands.of(payment, locale)).toList());
    }

    @GetMapping("/{id}")
    Whole show(@PathVariable long id, Authentication caller, Locale locale) {
        Payment payment = find(id);
        boolean bodies = Role.SEE_BODIES.isOf(caller);
        if (bodies) {
            PersonalReads.note(caller, "messages of payment", id);
        }
        return new Whole(
                Stands.of(payment, locale),
                payments.events(id).stream()
                        .map(event -> Happened.of(event, locale))
                        .toList(),
                payments.messages(id).stream()
                        .map(message -> Told.of(message, locale, bodies))
                        .toList(),
                refunds.of(id).stream().map(RefundsApi.Stands::of).toList(),
                receipts.of(id)
                        .map(receipt -> ReceiptsApi.Stands.of(receipt, bodies, locale))
                        .orElse(null),
                feeStates.of(id).map(state -> PaidFee.of(state, locale)).orElse(null));
    }

    /** {@code as}: what it becomes; without it only the task is done. */
    @PostMapping(path = "/{id}/settle", consumes = MediaType.APPLICATION_JSON_VALUE)
    Stands settle(@PathVariable long id, HttpServletRequest request, Authentication caller, Locale locale)
            throws IOException {
        Request.Members members = requests.read(request, Set.of("as", "transaction", "reason"));
        find(id);
        return Stands.of(
                payments.settle(
                        id,
                        PaymentStates.read(members.text("as"), "as"),
                        members.text("transaction"),
                        caller.getName(),
                        members.reason()),
                locale);
    }

    private Payment find(long id) {
        return payments.find(id)
                .orElseThrow(() ->
                        Refusal.notFound(Problem.of("paygov.no-such-payment").with("payment", "" + id)));
    }

    /** @param url where the payer pays; null while the payment system has not said */
    record Order(long payment, @Nullable String url, String state, String reference) {}

    record Stands(
            long payment,
            @Nullable String url,
            String state,
            OffsetDateTime since,
            String gateway,
            String reference,
            String dossier,
            long amount,
            OffsetDateTime createdAt,
            @Nullable String transaction,
            @Nullable OffsetDateTime askAt,
            Json.@Nullable Said task,
            @Nullable OffsetDateTime taskSince) {

        static Stands of(Payment payment, Locale locale) {
            return new Stands(
                    payment.id(),
                    payment.url(),
                    payment.state().name(),
                    VietnamTime.of(payment.since()),
                    payment.gateway().code(),
                    payment.reference(),
                    payment.dossier().value(),
                    payment.amount(),
                    VietnamTime.of(payment.createdAt()),
                    payment.transactionNo(),
                    VietnamTime.orNull(payment.askAt()),
                    said(payment.task(), locale),
                    VietnamTime.orNull(payment.taskSince()));
        }
    }

    private static Json.@Nullable Said said(@Nullable String code, Locale locale) {
        return code == null ? null : Json.Said.of(Problem.of(code), locale);
    }

    record Happened(
            OffsetDateTime at,
            String by,
            @Nullable String from,
            String to,
            String reason,
            String says,
            @Nullable Long proof) {

        static Happened of(PaymentEvent event, Locale locale) {
            return new Happened(
                    VietnamTime.of(event.at()),
                    event.by(),
                    event.from() == null ? null : event.from().name(),
                    event.to().name(),
                    event.reason(),
                    Problem.of(event.reason()).says(locale),
                    event.proof());
        }
    }

    record Told(
            long message,
            String kind,
            String verdict,
            Json.@Nullable Said problem,
            OffsetDateTime at,
            OffsetDateTime lastAt,
            int times,
            @Nullable Integer status,
            String hash,

            @JsonInclude(JsonInclude.Include.NON_NULL) Json.@Nullable Body sent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String received) {

        static Told of(PaymentMessage message, Locale locale, boolean bodies) {
            return new Told(
                    message.id(),
                    message.kind(),
                    message.verdict(),
                    said(message.problem(), locale),
                    VietnamTime.of(message.at()),
                    VietnamTime.of(message.lastAt()),
                    message.times(),
                    message.status(),
                    message.hash(),
                    bodies ? Json.Body.orNull(message.sent()) : null,
                    bodies ? message.received() : null);
        }
    }

    /** @param messages what went over the network; word for word only for who may see bodies */
    record Whole(
            @JsonUnwrapped Stands payment,
            List<Happened> events,
            List<Told> messages,
            List<RefundsApi.Stands> refunds,
            ReceiptsApi.@Nullable Stands receipt,
            @Nullable PaidFee feeState) {}

    /** Whether the portal hears of it. */
    record PaidFee(
            int tries,
            @Nullable OffsetDateTime dueAt,
            Json.@Nullable Said reason,
            @Nullable Long delivery,
            @Nullable OffsetDateTime endedAt) {

        static PaidFee of(FeeState state, Locale locale) {
            return new PaidFee(
                    state.tries(),
                    VietnamTime.orNull(state.dueAt()),
                    said(state.reason(), locale),
                    state.delivery(),
                    VietnamTime.orNull(state.endedAt()));
        }
    }
}
