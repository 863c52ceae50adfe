package vn.lienthong.paygov;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;
import vn.lienthong.ledger.RealLedger;
import vn.lienthong.mapping.FileMappings;
import vn.lienthong.paygov.book.PaymentBook;
import vn.lienthong.paygov.book.ReceiptBook;
import vn.lienthong.paygov.book.RefundBook;
import vn.lienthong.paygov.book.Schedule;
import vn.lienthong.paygov.book.StandingClock;
import vn.lienthong.paygov.gateway.GatewayClients;
import vn.lienthong.paygov.gateway.PaygovSettings;
import vn.lienthong.paygov.gateway.PaygovSettings.Trust;
import vn.lienthong.paygov.gateway.PaymentsSettings;
import vn.lienthong.paygov.gateway.PlatformSettings;
import vn.lienthong.paygov.gateway.PlatformSettings.Standing;
import vn.lienthong.paygov.gateway.Tables;
import vn.lienthong.relay.NotingBreakers;
import vn.lienthong.relay.Policies;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.SimulatedPayments;

/** The room before simulated payment systems: real books, real network, a clock that stands. */
public final class PaymentStage implements AutoCloseable {

    private static final PaymentAccount ACCOUNT = PaymentAccount.INVENTED;
    private static final String SWEEP = "5m,15m,1h";

    public final StandingClock clock = new StandingClock();
    public final SimulatedPayments outside = SimulatedPayments.start(0, ACCOUNT);
    public final PaymentBook book;
    public final GatewayClients clients;
    public final Payments payments;
    final Path tables;
    final RealLedger ledger;
    private final Map<Gateway, Sweep> sweeps;
    final ReceiptBook receipts;
    private final Map<Gateway, ReceiptSweep> receiptSweeps;

    public PaymentStage(Path folder) throws IOException {
        this(folder, true, "");
    }

    /**
     * @param reachable false: nobody listens where orders for the Payment Platform are sent to
     * @param paygovQuery where PayGov is asked; empty: nowhere
     */
    PaymentStage(Path folder, boolean reachable, String paygovQuery) throws IOException {
        this.tables = Files.createDirectories(folder.resolve("tables"));
        write("beneficiaries.csv", """
                procedure,unit,unit_name,bank,account,holder,from,until
                *,000.00.00.G16,"Bộ Văn hóa, Thể thao và Du lịch",970436,0000123456789,TAI KHOAN THU NGHIEM,,
                """);
        write("fees.csv", "procedure,fee,amount,from,until\n");
        Path policies = Files.createDirectories(folder.resolve("policies"));
        for (Gateway gateway : Gateway.values()) {
            Files.writeString(policies.resolve(gateway.code() + ".yaml"), """
                    policy: %s
                    timeout: { connect: 2s, read: 3s }
                    answers:
                      - { code: ["00"], then: delivered }
                      - { code: "*", then: refused }
                    """.formatted(gateway.code()));
        }
        ledger = RealLedger.onSqlite(folder.resolve("data"), clock);
        book = new PaymentBook(ledger.store, clock);
        String init = reachable ? outside.address("/pp/init") : "http://127.0.0.1:1/pp/init";
        clients = new GatewayClients(
                new PlatformSettings(
                        new PlatformSettings.Urls(init, outside.address("/pp/query"), outside.address("/pp/bill")),
                        "1.0.6",
                        ACCOUNT.partner(),
                        ACCOUNT.secret(),
                        SWEEP,
                        List.of("không tồn tại"),
                        Map.of("1", Standing.PAID, "3", Standing.PENDING, "4", Standing.FAILED),
                        new PlatformSettings.Notice(PlatformSettings.Fault.NORMAL, "99", "00")),
                paygov(Trust.QUERY_BEFORE_TRUST, paygovQuery),
                new PaymentsSettings(
                        Path.of("mappings"),
                        tables,
                        Duration.ofSeconds(5),
                        "",
                        "npsp-dossier",
                        outside.address("/VXPAdapter/RestService/forward"),
                        new PaymentsSettings.Notices(
                                List.of(),
                                DataSize.ofKilobytes(64),
                                Duration.ofSeconds(20),
                                DataSize.ofMegabytes(8),
                                DataSize.ofMegabytes(8)),
                        new PaymentsSettings.Receipts("1m,1h", DataSize.ofKilobytes(512))),
                new FileMappings(Path.of("mappings")),
                Policies.in(policies, List.of()),
                new NotingBreakers(),
                clock);
        Inquiry inquiry = new Inquiry(book, clients.all(), clock);
        payments = new Desk(book, clients.all(), new Tables(tables), inquiry, clock, new Random(1));
        sweeps = each(gateway -> new Sweep(gateway, book, inquiry));
        receipts = new ReceiptBook(ledger.store, clock);
        ReceiptInquiry receiptInquiry =
                new ReceiptInquiry(book, receipts, clients.all(), new Tables(tables), Schedule.parse("1m,1h"));
        receiptSweeps = each(gateway -> new ReceiptSweep(gateway, receipts, receiptInquiry));
    }

    private static <T> Map<Gateway, T> each(Function<Gateway, T> make) {
        return Stream.of(Gateway.values()).collect(Collectors.toUnmodifiableMap(gateway -> gateway, make));
    }

    private PaygovSettings paygov(Trust trust, String query) {
        return new PaygovSettings(
                new PaygovSettings.Urls(outside.address("/paygov/create"), outside.address("/paygov/receipt"), query),
                ACCOUNT.paygovPartner(),
                ACCOUNT.accessKey(),
                ACCOUNT.paygovSecret(),
                ACCOUNT.serviceCode(),
                new PaygovSettings.Token("", "", ""),
                trust,
                SWEEP,
                new PaygovSettings.Notice(PaygovSettings.Answer.SUCCESSFUL));
    }

    void write(String table, String text) throws IOException {
        Files.writeString(tables.resolve(table), text);
    }

    /** The documented example, at a payment system. */
    public static byte[] request(Gateway gateway) {
        return request(gateway, "000.00.00.G16-240315-0012", 3_600_000);
    }

    public static byte[] request(Gateway gateway, String dossier, long amount) {
        return """
                {"dossierNo":"%s","procedureCode":"1.011451","procedureName":"Thủ tục cấp Giấy phép phân loại phim",
                "serviceCode":"1.011451.01","serviceName":"Cấp Giấy phép phân loại phim","gateway":"%s","amount":%d,
                "fees":[{"code":"PHI-01","name":"Phí thẩm định phim","kind":"fee","amount":%d}],
                "payer":{"name":"Công ty TNHH Phim Thử Nghiệm","identityNo":"0100000001","address":"1 Tràng Tiền",
                "district":"Hoàn Kiếm","province":"Hà Nội"},"returnUrl":"https://dvc.example.vn/ket-qua","ip":"192.0.2.10"}
                """.formatted(dossier, gateway.code(), amount, amount).getBytes(StandardCharsets.UTF_8);
    }

    /** A payment the payer has an address for. */
    public Payment waiting(String dossier) {
        return payments.make(request(Gateway.PAYMENT_PLATFORM, dossier, 3_600_000))
                .payment();
    }

    /** Money on its way back. */
    public RefundBook refunds() {
        return new RefundBook(ledger.store, clock);
    }

    /** Time passes, and what is due is asked about. */
    public void sweepAfter(Duration time) {
        clock.pass(time);
        sweeps.values().forEach(Sweep::run);
    }

    /** What is due at one of them is asked about. */
    void sweep(Gateway gateway) {
        Objects.requireNonNull(sweeps.get(gateway)).run();
    }

    /** Time passes, and receipts that are due are asked for. */
    void askForReceiptsAfter(Duration time) {
        clock.pass(time);
        receiptSweeps.values().forEach(ReceiptSweep::run);
    }

    @Override
    public void close() {
        outside.close();
        clients.close();
        ledger.close();
    }
}
