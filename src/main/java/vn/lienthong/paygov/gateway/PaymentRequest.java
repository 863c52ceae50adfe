package vn.lienthong.paygov.gateway;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.PaymentRefused;
import vn.lienthong.paygov.PaymentRefused.Kind;

/**
 * What an agency's system asks for, as far as the connector itself has to understand it; the rest is for the mapping.
 *
 * @param json the whole of it
 * @param day the day whose fees are owed: when the dossier was handed in, if it is said
 */
public record PaymentRequest(
        ObjectNode json,
        Gateway gateway,
        DossierNo dossier,
        ProcedureCode procedure,
        long amount,
        List<Fee> fees,
        LocalDate day) {

    private static final long MOST = 999_999_999_999_999L;
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    public PaymentRequest {
        fees = List.copyOf(fees);
    }

    /** @param amount đồng */
    public record Fee(String code, long amount) {}

    public List<String> feeCodes() {
        return fees.stream().map(Fee::code).toList();
    }

    /** @throws PaymentRefused naming everything that is wrong */
    public static PaymentRequest read(byte[] body, Instant now) {
        return new Reader(parse(body)).read(now);
    }

    /** One of ours, that was read before. */
    static ObjectNode again(byte[] stored) {
        return parse(stored);
    }

    private static ObjectNode parse(byte[] body) {
        try {
            if (JSON.readTree(body) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException broken) {
            // said below, together with what is JSON and no object
        }
        throw new PaymentRefused(Kind.INVALID, Problem.of("paygov.request-not-json"));
    }

    /** A fee's code tells it from the next one, so what looks alike is the same. */
    static String code(String written) {
        return Normalizer.normalize(written, Normalizer.Form.NFC).strip();
    }

    private static final class Reader {

        private final ObjectNode json;
        private final List<Problem> problems = new ArrayList<>();

        Reader(ObjectNode json) {
            this.json = json;
        }

        PaymentRequest read(Instant now) {
            Gateway gateway = Gateway.named(json.path("gateway").asString("")).orElseGet(() -> wrong("gateway"));
            DossierNo dossier = dossier();
            ProcedureCode procedure =
                    ProcedureCode.in(json.path("procedureCode").asString("")).orElseGet(() -> wrong("procedureCode"));
            List<Fee> fees = fees();
            long amount = amount(json.path("amount"), "amount", 1);
            LocalDate day = day(now);
            long sum = fees.stream().mapToLong(Fee::amount).sum();
            if (problems.isEmpty() && sum != amount) {
                problems.add(Problem.of("paygov.sum-differs")
                        .in("amount")
                        .with("amount", Long.toString(amount))
                        .with("sum", Long.toString(sum)));
            }
            if (gateway == null || dossier == null || procedure == null || day == null || !problems.isEmpty()) {
                throw new PaymentRefused(Kind.INVALID, problems);
            }
            return new PaymentRequest(json, gateway, dossier, procedure, amount, fees, day);
        }

        private <T> @Nullable T wrong(String field) {
            problems.add(Problem.of("paygov.request-member").in(field));
            return null;
        }

        private @Nullable DossierNo dossier() {
            try {
                JsonNode number = json.path("dossierNo");
                return number.isString() ? DossierNo.written(number.stringValue()) : wrong("dossierNo");
            } catch (IllegalArgumentException noNumber) {
                return wrong("dossierNo");
            }
        }

        private List<Fee> fees() {
            List<Fee> fees = new ArrayList<>();
            Set<String> codes = new HashSet<>();
            JsonNode list = json.path("fees");
            if (!list.isArray() || list.isEmpty() || list.size() > 100) {
                wrong("fees");
                return fees;
            }
            for (int i = 0; i < list.size(); i++) {
                String code = code(list.path(i).path("code").asString(""));
                if (code.isEmpty() || code.length() > 100 || !isSeen(code) || !codes.add(code)) {
                    wrong("fees[" + i + "].code");
                }
                fees.add(new Fee(code, amount(list.path(i).path("amount"), "fees[" + i + "].amount", 0)));
            }
            return fees;
        }

        /** Neither control and format characters nor half a character. */
        private static boolean isSeen(String code) {
            return !UNSEEN.matcher(code).find();
        }

        private long amount(JsonNode written, String field, long least) {
            if (written.isIntegralNumber() && written.canConvertToLong()) {
                long amount = written.longValue();
                if (amount >= least && amount <= MOST) {
                    return amount;
                }
            }
            wrong(field);
            return 0;
        }

        private @Nullable LocalDate day(Instant now) {
            JsonNode written = json.path("submittedAt");
            if (written.isMissingNode() || written.isNull()) {
                return LocalDate.ofInstant(now, VietnamTime.ZONE);
            }
            try {
                return OffsetDateTime.parse(written.asString(""))
                        .atZoneSameInstant(VietnamTime.ZONE)
                        .toLocalDate();
            } catch (DateTimeException noTime) {
                return wrong("submittedAt");
            }
        }
    }
}
