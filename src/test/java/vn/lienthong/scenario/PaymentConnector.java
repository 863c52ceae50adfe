package vn.lienthong.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.lienthong.sandbox.payment.PaymentAccount;
import vn.lienthong.sandbox.payment.SimulatedPayments;

/** A connector in a process of its own before simulated payment systems, and what is asked of it. */
final class PaymentConnector {

    private PaymentConnector() {}

    /** Before no portal. */
    static Connector start(Path folder, SimulatedPayments outside, Map<String, String> more) throws Exception {
        return start(folder, outside, "http://127.0.0.1:1/none", more);
    }

    static Connector start(Path folder, SimulatedPayments outside, String portal, Map<String, String> more)
            throws Exception {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        Files.writeString(tables.resolve("beneficiaries.csv"), """
                procedure,unit,unit_name,bank,account,holder,from,until
                *,000.00.00.G16,Bộ Thử Nghiệm,970436,0000123456789,TAI KHOAN THU NGHIEM,,
                """);
        Files.writeString(tables.resolve("fees.csv"), "procedure,fee,amount,from,until\n");
        Map<String, String> settings = new LinkedHashMap<>(more);
        settings.put("payments.tables", tables.toString());
        settings.put("payments.sweep-every", "1s");
        settings.put("payment-platform.url.init", outside.address("/pp/init"));
        settings.put("payment-platform.url.query", outside.address("/pp/query"));
        settings.put("payment-platform.partner-code", PaymentAccount.INVENTED.partner());
        settings.put("payment-platform.secret", PaymentAccount.INVENTED.secret());
        // What died with its process is taken over once its time is over: a short one.
        String policy = "timeout: { connect: 1s, read: 8s }";
        return Connector.start(folder, portal, policy, settings, Connector.SHORT_LIVED);
    }

    /** The fees of a dossier. */
    static String request(int number) {
        return """
                {"dossierNo":"%s","procedureCode":"1.011451","procedureName":"Cấp Giấy phép phân loại phim",
                "gateway":"payment-platform","amount":3600000,
                "fees":[{"code":"PHI-01","name":"Phí thẩm định phim","kind":"fee","amount":3600000}],
                "payer":{"name":"Công ty Thử Nghiệm","identityNo":"0100000001","address":"1 Tràng Tiền"}}
                """.formatted(dossier(number));
    }

    static String dossier(int number) {
        return "000.00.00.G16-240315-%04d".formatted(number);
    }
}
