package vn.lienthong.npsp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.ledger.InMemoryMemos;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Policy.AnswerRule;

/** Named makers of settings, policies, records and batches. */
final class Given {

    static final JsonMapper JSON = new JsonMapper();
    static final String NUMBER = "000.00.00.G16-240315-0012";

    private Given() {}

    /** The shipped defaults with these settings, {@code npsp.} left out. */
    static NpspSettings settings(String... changes) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("settings/npsp.yaml"));
        Properties all = Objects.requireNonNull(yaml.getObject());
        all.setProperty("npsp.username", "test.bvhttdl");
        all.setProperty("npsp.password", "TEST-PASSWORD");
        all.setProperty("npsp.agency-code", "000.00.00.G16");
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            all.setProperty("npsp." + parts[0], parts[1]);
        }
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("npsp", NpspSettings.class)
                .get();
    }

    /** As shipped, but with short time-outs. */
    static Policy policy() {
        return policy(Policy.WhenUnanswered.ASK);
    }

    static Policy policy(Policy.WhenUnanswered unanswered) {
        return new Policy(
                "npsp",
                new Policy.Timeout(Duration.ofSeconds(2), Duration.ofSeconds(5)),
                new Policy.Retry(Duration.ofSeconds(10), 2, Duration.ofMinutes(30), 0.2, Duration.ofDays(7)),
                new Policy.Breaker(20, 0.5, Duration.ofSeconds(20), Duration.ofSeconds(30), 1),
                new Policy.Pace(5, 4, Duration.ofMinutes(2)),
                new Policy.Deadline(Duration.ofHours(8), null),
                new Policy.Batching(10),
                unanswered,
                List.of(
                        new AnswerRule(List.of(), List.of("0", "00"), List.of(), "delivered", Map.of()),
                        new AnswerRule(
                                List.of(),
                                List.of("3", "-3"),
                                List.of("đã tồn tại"),
                                "resend",
                                Map.of("isUpdating", "True")),
                        new AnswerRule(List.of("5*"), List.of(), List.of(), "deferred", Map.of()),
                        new AnswerRule(List.of(), List.of("*"), List.of(), "refused", Map.of())));
    }

    static Policy withReadTimeout(Duration read) {
        Policy policy = policy();
        return new Policy(
                policy.name(),
                new Policy.Timeout(read, read),
                policy.retry(),
                policy.breaker(),
                policy.pace(),
                policy.deadline(),
                policy.batch(),
                policy.unanswered(),
                policy.answers());
    }

    static NpspClient client(NpspSettings settings, Policy policy) {
        return client(settings, policy, Clock.systemUTC());
    }

    static NpspClient client(NpspSettings settings, Policy policy, InstantSource clock) {
        return client(settings, policy, new InMemoryMemos(), clock);
    }

    /** One of several processes that share their memos. */
    static NpspClient client(NpspSettings settings, Policy policy, Memos memos, InstantSource clock) {
        return new NpspClient(settings, only(policy), memos, filed -> false, clock);
    }

    /** One to whose ledger the portal gave these dossiers. */
    static NpspClient clientWithFiled(NpspSettings settings, Set<String> filedOnThePortal) {
        return new NpspClient(
                settings, only(policy()), new InMemoryMemos(), filedOnThePortal::contains, Clock.systemUTC());
    }

    /** For dossiers, and for what is none. */
    static Policies only(Policy policy) {
        return new Policies() {
            @Override
            public Optional<Policy> find(String counterpart) {
                return counterpart.startsWith(policy.name()) ? Optional.of(policy) : Optional.empty();
            }

            @Override
            public List<Policy> all() {
                return List.of(policy);
            }

            @Override
            public List<Problem> faults() {
                return List.of();
            }

            @Override
            public void refresh() {}
        };
    }

    static byte[] sample(String name) {
        try (InputStream file =
                Objects.requireNonNull(Given.class.getResourceAsStream("/npsp/samples/npsp-" + name + ".json"), name)) {
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    static String sampleText(String name) {
        return new String(sample(name), StandardCharsets.UTF_8);
    }

    /** The first record of a sample request. */
    static ObjectNode dossier(String sample) {
        JsonNode request = JSON.readTree(sample(sample));
        return (ObjectNode) request.path("data").path(0);
    }

    static ObjectNode dossier() {
        return dossier("dong-bo-ho-so-create-request");
    }

    static ObjectNode progress(String time, String status) {
        ObjectNode entry = dossier("cap-nhat-tien-do-request");
        return entry.put("ThoiDiemXuLy", time).put("TrangThai", status);
    }

    static Batch.Item item(ObjectNode record) {
        return item(record, false);
    }

    static Batch.Item interrupted(ObjectNode record) {
        return item(record, true);
    }

    private static Batch.Item item(ObjectNode record, boolean interrupted) {
        Batch.Item item = new Batch.Item(1, new SourceRecord(new byte[0], "application/json"), interrupted);
        item.becomes(new MappedRecord(JSON.writeValueAsBytes(record), "npsp/dossier", "1", List.of()));
        return item;
    }

    /** A batch of a dossier our receipts say nothing of. */
    static Batch unknown(Batch.Item... items) {
        return new Batch("npsp-dossier", new DossierNo(NUMBER), false, List.of(items));
    }

    /** A batch of a dossier the portal has confirmed. */
    static Batch known(Batch.Item... items) {
        return new Batch("npsp-dossier", new DossierNo(NUMBER), true, List.of(items));
    }

    /** A batch of a flow in shadow mode. */
    static Batch shadow(Batch.Item... items) {
        return new Batch("npsp-dossier", new DossierNo(NUMBER), true, List.of(items), true, () -> true);
    }

    static List<String> warnings(Batch batch) {
        return batch.items().stream()
                .flatMap(item -> Objects.requireNonNull(item.mapped()).warnings().stream())
                .map(Problem::code)
                .toList();
    }
}
