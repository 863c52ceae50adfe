package vn.lienthong.paygov.gateway;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.mapping.Mappings;
import vn.lienthong.paygov.book.Draft;
import vn.lienthong.paygov.book.NewOrder;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.Told;
import vn.lienthong.paygov.gateway.PlatformSettings.Standing;
import vn.lienthong.paygov.message.Fields;
import vn.lienthong.paygov.message.HashFormulas;
import vn.lienthong.paygov.message.Unreadable;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy.AnswerRule;

/** The national portal's Payment Platform: INIT, QUERY and GET_BILL (A.1 to A.6). */
public final class PaymentPlatform implements GatewayClient {

    /**
     * Fields that may be kept: all that are known but the card's ({@code Token}, {@code SoThe}, {@code ThangThe},
     * {@code NamThe}).
     */
    public static final List<String> KEPT = List.of(
            "LoaiBanTin",
            "MaLoi",
            "MoTaLoi",
            "MaDoiTac",
            "MaThamChieu",
            "SoTien",
            "MaTienTe",
            "MaGiaoDich",
            "MaNganHang",
            "ThoiGianGD",
            "ThongTinGiaoDich",
            "TrangThaiGD",
            "MaXacThuc",
            "UrlThanhToan",
            "MaHoSo",
            "UrlBienLai",
            "URLBienLai",
            "error_code");

    private static final Map<String, String> HEADERS =
            Map.of("Accept", "application/json", "Content-Type", "application/json", "Charset", "utf-8");

    private final PlatformSettings settings;
    private final Messages messages;
    private final Line line;
    private final Schedule schedule;
    private final PlatformReceipts receipts;

    PaymentPlatform(
            PlatformSettings settings, Mappings mappings, HashFormulas formulas, Line line, AdapterAddress adapter) {
        this.settings = settings;
        this.messages = new Messages(mappings, formulas, "MaXacThuc");
        this.line = line;
        this.schedule = settings.schedule();
        this.receipts = new PlatformReceipts(settings.url().bill(), messages, line, adapter);
    }

    @Override
    public boolean isConfigured() {
        return !settings.url().init().isEmpty();
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
        return line.longest();
    }

    /** Letters, digits and {@code _}, twenty of them (A.1). */
    @Override
    public NewOrder.Names names(String unit, DossierNo dossier, int attempt, String random) {
        String reference = random.substring(0, 9) + "_" + random.substring(9, 19);
        return new NewOrder.Names(reference, reference);
    }

    @Override
    public void describe(ObjectNode order) {
        order.put("partnerCode", settings.partnerCode());
        order.put("version", settings.version());
    }

    @Override
    public byte[] order(ObjectNode source) {
        return messages.make("payment-platform/init", "init", source);
    }

    @Override
    public void admit() {
        line.admit();
    }

    @Override
    public Answer send(byte[] order) {
        Heard heard = line.post(settings.url().init(), HEADERS, order);
        Fields fields = fields(heard);
        String reference = reference(order);
        return new Answer(made(heard, fields, reference), Drafts.answered(Draft.CREATE, order, heard, fields, KEPT));
    }

    private Told made(Heard heard, @Nullable Fields answer, String reference) {
        if (heard instanceof Heard.NotReached) {
            return new Told.NotReached();
        }
        if (answer == null || answer.get("MaLoi") == null || !echoes(answer, reference)) {
            return new Told.Nothing();
        }
        AnswerRule rule = line.policy().answer(status(heard), answer.get("MaLoi"), answer.get("MoTaLoi"));
        String then = rule == null ? "unanswered" : rule.then();
        if (then.equals("delivered")) {
            return NamedAddress.read(answer.text("UrlThanhToan"))
                    .<Told>map(Told.Address::new)
                    .orElseGet(Told.Nothing::new);
        }
        return then.equals("refused") ? new Told.Refused(answer.text("MaLoi")) : new Told.Nothing();
    }

    private static @Nullable Integer status(Heard heard) {
        return heard instanceof Heard.Answered answered ? answered.status() : null;
    }

    @Override
    public Answer ask(ObjectNode source, NewOrder.Names names) {
        byte[] question = messages.make("payment-platform/query", "query", source);
        Heard heard = line.post(settings.url().query(), HEADERS, question);
        Fields fields = fields(heard);
        return new Answer(
                stands(fields, names.reference()), Drafts.answered(Draft.QUERY, question, heard, fields, KEPT));
    }

    @Override
    public boolean givesReceipts() {
        return !settings.url().bill().isEmpty();
    }

    @Override
    public boolean receiptNamesBeneficiary() {
        return false;
    }

    @Override
    public void describe(JsonNode proof, ObjectNode order) {
        order.set("paidAt", proof.path("ThoiGianGD"));
    }

    @Override
    public ReceiptAnswer receipt(ObjectNode source) {
        return receipts.ask(source);
    }

    /** {@code MaLoi} says whether the question was answered, {@code TrangThaiGD} how the payment stands (A.5). */
    private Told stands(@Nullable Fields answer, String reference) {
        if (answer == null || answer.get("MaLoi") == null || !echoes(answer, reference)) {
            return new Told.Nothing();
        }
        if (!answer.text("MaLoi").equals("00")) {
            return isUnknown(answer.text("MoTaLoi")) ? new Told.NotKnown() : new Told.Nothing();
        }
        if (answer.get("MaThamChieu") == null || answer.get("TrangThaiGD") == null) {
            return new Told.Nothing();
        }
        return switch (settings.standing().getOrDefault(answer.text("TrangThaiGD"), Standing.PENDING)) {
            case PAID -> paid(answer);
            case FAILED -> new Told.NotPaid();
            case PENDING -> new Told.Pending();
        };
    }

    private static Told paid(Fields answer) {
        OptionalLong amount = Amount.read(answer.get("SoTien"));
        return amount.isPresent() && TransactionNo.fits(answer.text("MaGiaoDich"))
                ? new Told.Paid(
                        amount.getAsLong(), answer.values().getOrDefault("MaTienTe", "VND"), answer.text("MaGiaoDich"))
                : new Told.Nothing();
    }

    /** An answer may leave our own words out, and never has other ones. */
    private boolean echoes(Fields answer, String reference) {
        return answer.values().getOrDefault("MaThamChieu", reference).equals(reference)
                && answer.values()
                        .getOrDefault("MaDoiTac", settings.partnerCode())
                        .equals(settings.partnerCode());
    }

    private boolean isUnknown(String says) {
        String plain = Normalizer.normalize(says, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return settings.unknownPhrases().stream()
                .map(phrase -> Normalizer.normalize(phrase, Normalizer.Form.NFC).toLowerCase(Locale.ROOT))
                .anyMatch(plain::contains);
    }

    private static String reference(byte[] order) {
        try {
            return Fields.json(order).text("MaThamChieu");
        } catch (Unreadable impossible) {
            throw new IllegalStateException("our own order is readable", impossible);
        }
    }

    /** The answer's own fields, also where a relay has wrapped it (A.3); null: it is none. */
    static @Nullable Fields fields(Heard heard) {
        Fields outer = Messages.read(heard);
        String wrapped = outer == null || outer.get("MaLoi") != null ? null : outer.get("message");
        return wrapped == null ? outer : Messages.read(wrapped.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        line.close();
    }
}
