package vn.lienthong.mapping.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every known message, whole and broken in every way its contract knows of, against its contract. */
class SampleMessagesTest {

    private static final Path SAMPLES = Path.of("src/test/resources");
    private static final JsonMapper JSON = new JsonMapper();

    /** What each sample is, by counterpart: how its file begins → its contract. The longest beginning counts. */
    private static final Map<String, Map<String, String>> CONTRACTS = Map.of(
            "npsp", beginnings("""
                    npsp-login-request login/login-request
                    npsp-login- login/login-response
                    npsp-session-expired-response login/login-response
                    npsp-lay-danh-sach-tthc-request procedures/procedure-list-request
                    npsp-lay-danh-sach-tthc-response procedures/procedure-list-response
                    npsp-lay-thu-tuc-request procedures/procedure-request
                    npsp-lay-thu-tuc- procedures/procedure-response
                    npsp-lay-dvc-request procedures/online-services-request
                    npsp-lay-dvc-response procedures/online-services-response
                    npsp-lay-danh-muc-co-quan-request dictionaries/dictionary-request
                    npsp-lay-danh-muc-co-quan-response dictionaries/agencies-response
                    npsp-lay-danh-muc-linh-vuc-response dictionaries/fields-response
                    npsp-tra-cuu-techid-request dictionaries/account-request
                    npsp-tra-cuu-techid-response dictionaries/account-response
                    npsp-tra-cuu-ho-so-request dossier/lookup-request
                    npsp-tra-cuu-ho-so- dossier/lookup-response
                    npsp-dong-bo-ho-so- dossier/dossier-request
                    npsp-dong-bo-ho-so-exists answer/answer
                    npsp-dong-bo-ho-so-ok answer/answer
                    npsp-dong-bo-ho-so-refused answer/answer
                    npsp-relay-dong-bo-ho-so-request dossier/relay-request
                    npsp-relay-wrapped-response answer/answer
                    npsp-cap-nhat-tien-do-request progress/progress-request
                    npsp-cap-nhat-tien-do-ok-response answer/answer
                    npsp-dong-bo-trang-thai-request portal-status/portal-status-request
                    npsp-dong-bo-trang-thai-ok-response answer/answer
                    npsp-inbound-dossier-request inbound/new-dossier-request
                    npsp-inbound-dossier- inbound/answer
                    npsp-inbound-amendment-request inbound/amendment-request
                    npsp-inbound-chung-tu-thue-request inbound/tax-voucher-request
                    npsp-hoi-dap-list-request questions/portal-questions-request
                    npsp-hoi-dap-list-response questions/questions-response
                    npsp-hoi-dap-answer-request questions/answer-push-request
                    npsp-hoi-dap-push-request questions/question-push-request
                    npsp-dong-bo-danh-gia-request ratings/ratings-request
                    """),
            "npsp-2026", beginnings("""
                    m26-token-request token-request
                    m26-token-response token-response
                    m26-next-code-response next-code-response
                    m26-upload-response upload-response
                    m26-noi-ho-so-request dossier-request
                    m26-noi-ho-so-response dossier-response
                    m26-tien-trinh-request progress-request
                    m26-trang-thai-request status-request
                    """),
            "payment-platform", beginnings("""
                    pp-init-request init-request
                    pp-init- init-response
                    pp-init-wrapped-response ../npsp/answer/answer
                    pp-confirm-request confirm-request
                    pp-confirm-failed-request confirm-request
                    pp-confirm- confirm-answer
                    pp-query-request query-request
                    pp-query- query-response
                    pp-get-bill-request get-bill-request
                    pp-get-bill-response get-bill-response
                    pp-lookup-request lookup-request
                    pp-lookup-owed-answer lookup-owed-answer
                    pp-lookup-nothing-answer lookup-nothing-answer
                    pp-lookup-unknown-answer lookup-unknown-answer
                    keypay-create-request keypay-create-request
                    """),
            "paygov", beginnings("""
                    paygov-create-request create-request
                    paygov-create-response create-response
                    paygov-notice-request notice-request
                    paygov-notice- notice-answer
                    paygov-receipt-request receipt-request
                    paygov-receipt-response receipt-response
                    """),
            "lgsp", beginnings("""
                    lgsp-token-response token-response
                    lgsp-sync-document-request sync-document-request
                    lgsp-document-traces-request document-traces-request
                    lgsp-votes-request votes-request
                    lgsp-statistic-request statistic-request
                    lgsp-result- result-response
                    """));

    private static Map<String, String> beginnings(String lines) {
        Map<String, String> beginnings = new LinkedHashMap<>();
        lines.lines()
                .map(line -> line.split(" ", 2))
                .forEach(pair -> beginnings.put(pair[0], pair[1] + ".schema.json"));
        return beginnings;
    }

    @TestFactory
    Stream<DynamicTest> a_sample_holds_its_contract_and_no_bad_one_does() {
        return CONTRACTS.keySet().stream()
                .sorted()
                .flatMap(counterpart -> samples(counterpart).stream()
                        .map(sample -> DynamicTest.dynamicTest(
                                counterpart + ": " + sample.getFileName(), () -> check(counterpart, sample))));
    }

    private static void check(String counterpart, Path sample) {
        JsonNode contract = ContractFiles.read(contract(counterpart, sample));
        JsonNode message = JSON.readTree(sample);

        assertThat(ContractFiles.breaches(contract, message)).isEmpty();
        for (Mutations.Mutation mutation : Mutations.of(contract, message)) {
            assertThat(ContractFiles.breaches(contract, mutation.message()))
                    .as("%s %s", mutation.place(), mutation.how())
                    .contains(mutation.place());
        }
    }

    private static String contract(String counterpart, Path sample) {
        String name = String.valueOf(sample.getFileName());
        String found = CONTRACTS.getOrDefault(counterpart, Map.of()).entrySet().stream()
                .filter(each -> name.startsWith(each.getKey()))
                .max(java.util.Comparator.comparingInt(each -> each.getKey().length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new AssertionError("no contract for " + name));
        return Path.of(counterpart, found).normalize().toString();
    }

    private static List<Path> samples(String counterpart) {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(counterpart).resolve("samples"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
