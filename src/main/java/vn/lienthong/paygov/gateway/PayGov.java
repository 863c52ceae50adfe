package vn.lienthong.paygov.gateway;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.NewOrder;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.ReceiptAnswer.Given;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.HashFormulas;
import vn.lienthong.relay.Heard;

/** PayGov over a service platform: create (B.1), receipt (B.3) and, assumed, query (P-15). */
public final class PayGov implements GatewayClient {

    /** Fields that may be kept: all that are known. */
    public static final List<String> KEPT = List.of(
            "amount",
            "orderId",
            "orderInfo",
            "requestCode",
            "transactionNo",
            "transactionCode",
            "payDate",
            "errorCode",
            "paygate",
            "type",
            "checksum",
            "activeCheckSum",
            "error_code",
            "error_message",
            "transactionReceipt");

    /** 408, 425 and 429: the message may be sent later, and may have been seen. */
    private static final Set<Integer> NO_WORD = Set.of(408, 425, 429);

    private static final int MOST_ATTEMPTS = 99;
    private static final JsonMapper JSON = new JsonMapper();

    private final PaygovSettings settings;
    private final Messages messages;
    private final Line line;
    private final AccessToken token;
    private final Schedule schedule;

    PayGov(PaygovSettings settings, Mappings mappings, HashFormulas formulas, Line line, InstantSource clock) {
        this.settings = settings;
        this.messages = new Messages(mappings, formulas, "checksum");
        this.line = line;
        this.token = new AccessToken(settings.token(), line, clock);
        this.schedule = settings.schedule();
    }

    @Override
    public boolean isConfigured() {
        return !settings.url().create().isEmpty();
    }

    @Override
    public boolean canAsk() {
        return !settings.url().query().isEmpty();
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public Duration longest() {
        return line.longest().multipliedBy(4); // a token and a repetition each take as long
    }

    /** {@code <agency>-<dossier>-<attempt>} (B.1); what is whose is looked up in the books, never read out of it. */
    @Override
    public NewOrder.Names names(String unit, DossierNo dossier, int attempt, String random) {
        if (attempt > MOST_ATTEMPTS) {
            throw new PaymentRefused(
                    Kind.IN_THE_WAY, Problem.of("paygov.too-many-orders").with("dossier", dossier.value()));
        }
        String number = attempt < 10 ? "0" + attempt : Integer.toString(attempt);
        return new NewOrder.Names(unit + "-" + dossier.value() + "-" + number, random);
    }

    @Override
    public void describe(ObjectNode order) {
        order.put("partnerCode", settings.partnerCode());
        order.put("accessKey", settings.accessKey());
        order.put("serviceCode", settings.serviceCode());
    }

    @Override
    public byte[] order(ObjectNode source) {
        return messages.make("paygov/create", "create", source);
    }

    @Override
    public void admit() {
        line.admit();
        if (token.isNeeded() && token.value() == null) {
            throw new PaymentRefused(Kind.NOT_NOW, Problem.of("paygov.no-token"));
        }
    }

    @Override
    public Answer send(byte[] order) {
        Heard heard = post(settings.url().create(), order);
        return new Answer(made(heard), Drafts.answered(Draft.CREATE, order, heard, Messages.read(heard), KEPT));
    }

    private static Told made(Heard heard) {
        if (heard instanceof Heard.NotReached) {
            return new Told.NotReached();
        }
        if (!(heard instanceof Heard.Answered answered) || !isOfTheOrder(answered.status())) {
            return new Told.Nothing();
        }
        JsonNode answer = tree(answered.body());
        if (answer == null) {
            return new Told.Nothing();
        }
        JsonNode given = answer.path("data").path("url");
        String named = given.asString("");
        Optional<String> url = NamedAddress.read(named);
        if (url.isPresent()) {
            return new Told.Address(url.get());
        }
        boolean none = given.isMissingNode() || given.isNull() || given.isString() && named.isBlank();
        return none ? new Told.Refused("no data.url") : new Told.Nothing();
    }

    /** A redirect, or a gateway that has had enough, says nothing of the order; nor does a fault of the server's. */
    private static boolean isOfTheOrder(int status) {
        return status < 300 || status >= 400 && status < 500 && !NO_WORD.contains(status);
    }

    @Override
    public Answer ask(ObjectNode source, NewOrder.Names names) {
        byte[] question = messages.make("paygov/query", "query", source);
        Heard heard = post(settings.url().query(), question);
        Fields fields = Messages.read(heard);
        return new Answer(stands(fields, names), Drafts.answered(Draft.QUERY, question, heard, fields, KEPT));
    }

    /** Only the yes is known for sure; what is none may still become one. */
    private static Told stands(@Nullable Fields answer, NewOrder.Names names) {
        if (answer == null
                || !names.reference().equals(answer.get("orderId"))
                || !names.requestCode().equals(answer.get("requestCode"))
                || answer.get("errorCode") == null) {
            return new Told.Nothing();
        }
        if (!answer.text("errorCode").equals("00")) {
            return new Told.Pending();
        }
        OptionalLong amount = Amount.read(answer.get("amount"));
        return amount.isPresent() && TransactionNo.fits(answer.text("transactionNo"))
                ? new Told.Paid(amount.getAsLong(), "VND", answer.text("transactionNo"))
                : new Told.Nothing();
    }

    @Override
    public boolean givesReceipts() {
        return !settings.url().receipt().isEmpty();
    }

    @Override
    public boolean receiptNamesBeneficiary() {
        return true;
    }

    @Override
    public void describe(JsonNode proof, ObjectNode order) {
        order.set("transactionCode", proof.path("transactionCode"));
    }

    /** Names an address (B.3), which is kept and not followed: nothing says at which host of ours it would be. */
    @Override
    public ReceiptAnswer receipt(ObjectNode source) {
        byte[] question = messages.make("paygov/receipt", "receipt", source);
        Heard heard = post(settings.url().receipt(), question);
        Fields fields = Messages.read(heard);
        return new ReceiptAnswer(given(fields), Drafts.answered(Draft.RECEIPT, question, heard, fields, KEPT));
    }

    private static Given given(@Nullable Fields answer) {
        String address = answer == null ? "" : answer.text("transactionReceipt").strip();
        if (address.isEmpty()) {
            return new Given.None(answer == null ? "paygov.receipt-no-answer" : "paygov.receipt-refused", null);
        }
        return NamedAddress.read(address)
                .<Given>map(Given.Address::new)
                .orElseGet(() -> new Given.None("paygov.receipt-address-wrong", null));
    }

    /** A refused token costs one new one and one repetition: the message was not looked at. */
    private Heard post(String address, byte[] body) {
        String used = token.isNeeded() ? token.value() : null;
        Heard heard = line.post(address, headers(used), body);
        if (token.isNeeded() && heard instanceof Heard.Answered answered && answered.status() == 401) {
            token.forget(used);
            return line.post(address, headers(token.value()), body);
        }
        return heard;
    }

    private static Map<String, String> headers(@Nullable String value) {
        Map<String, String> headers =
                new HashMap<>(Map.of("Accept", "application/json", "Content-Type", "application/json"));
        if (value != null) {
            headers.put("Authorization", "Bearer " + value);
        }
        return headers;
    }

    private static @Nullable JsonNode tree(byte[] body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer.isObject() ? answer : null;
        } catch (JacksonException noAnswer) {
            return null;
        }
    }

    @Override
    public void close() {
        line.close();
    }
}
