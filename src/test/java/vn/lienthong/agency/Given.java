package vn.lienthong.agency;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.PropertyPlaceholderHelper;
import vn.lienthong.connections.BrokerSettings;
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.DatabaseSettings;
import vn.lienthong.connections.Databases;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.relay.Policies;

/** Named makers of settings, policies and batches. */
final class Given {

    static final String NUMBER = "000.00.00.G22-240314-0099123";

    private Given() {}

    /** The shipped defaults with these settings of the system {@code agency}. */
    static AgencySettings settings(Map<String, String> changes) {
        return settings("agency", changes);
    }

    /** The same of another system. */
    static AgencySettings settings(String system, Map<String, String> changes) {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("settings/agency.yaml"));
        Properties all = new Properties();
        all.putAll(Objects.requireNonNull(yaml.getObject()));
        changes.forEach((name, value) -> all.setProperty("agency.systems." + system + "." + name, value));
        PropertyPlaceholderHelper settings = new PropertyPlaceholderHelper("${", "}");
        return new Binder(
                        List.of(new MapConfigurationPropertySource(all)),
                        value -> value instanceof String text ? settings.replacePlaceholders(text, all) : value)
                .bind("agency", AgencySettings.class)
                .get();
    }

    /** The system {@code agency} before the shipped policy, with a short time-out. */
    static AgencyClient client(Path folder, Map<String, String> changes, InstantSource clock) throws Exception {
        return client(folder, "agency", changes, clock);
    }

    /** The same of the system {@code lgsp}. */
    static AgencyClient lgsp(Path folder, Map<String, String> changes, InstantSource clock) throws Exception {
        return client(folder, "lgsp", changes, clock);
    }

    /** The same of the system {@code lgsp-reports}, which is where {@code lgsp} is. */
    static AgencyClient lgspReports(Path folder, Map<String, String> changes, InstantSource clock) throws Exception {
        return client(folder, "lgsp-reports", settings("lgsp", changes), Map.of(), Map.of(), clock);
    }

    /** The system {@code agency}, which is a table of the database {@code motcua} or a topic of the broker {@code main}. */
    static AgencyClient client(
            Path folder,
            Map<String, String> changes,
            Map<String, DatabaseSettings> databases,
            Map<String, BrokerSettings> brokers)
            throws Exception {
        return client(folder, changes, databases, brokers, InstantSource.system());
    }

    static AgencyClient client(
            Path folder,
            Map<String, String> changes,
            Map<String, DatabaseSettings> databases,
            Map<String, BrokerSettings> brokers,
            InstantSource clock)
            throws Exception {
        return client(folder, "agency", settings("agency", changes), databases, brokers, clock);
    }

    private static AgencyClient client(Path folder, String system, Map<String, String> changes, InstantSource clock)
            throws Exception {
        return client(folder, system, settings(system, changes), Map.of(), Map.of(), clock);
    }

    private static AgencyClient client(
            Path folder,
            String system,
            AgencySettings settings,
            Map<String, DatabaseSettings> databases,
            Map<String, BrokerSettings> brokers,
            InstantSource clock)
            throws Exception {
        Path policies = Files.createDirectories(folder.resolve("policies"));
        String shipped = Files.readString(Path.of("routes/policies/" + system + ".yaml"));
        Files.writeString(
                policies.resolve(system + ".yaml"), shipped.replace("connect: 5s, read: 30s", "connect: 1s, read: 2s"));
        return new AgencyClient(
                new Systems(
                        settings,
                        Path.of("mappings"),
                        new Databases(databases, Path.of("no-such-folder")),
                        new Brokers(brokers),
                        clock),
                Policies.in(policies, List.of()));
    }

    static Batch batch(String mapped) {
        return batch(NUMBER, mapped);
    }

    static Batch batch(@Nullable String dossier, String... mapped) {
        List<Batch.Item> items = List.of(mapped).stream().map(Given::item).toList();
        return new Batch("portal-dossier", dossier == null ? null : new DossierNo(dossier), false, items);
    }

    /** Another delivery, which has an Idempotency-Key of its own. */
    static Batch delivery(long delivery, String dossier, String mapped) {
        return new Batch("portal-dossier", new DossierNo(dossier), false, List.of(item(delivery, mapped)));
    }

    private static Batch.Item item(String mapped) {
        return item(7, mapped);
    }

    private static Batch.Item item(long delivery, String mapped) {
        byte[] body = mapped.getBytes(StandardCharsets.UTF_8);
        Batch.Item item = new Batch.Item(
                delivery,
                new SourceRecord("{\"MaHoSo\":\"x\"}".getBytes(StandardCharsets.UTF_8), "application/json"),
                false);
        item.becomes(new MappedRecord(body, "agency/portal-dossier", "1", List.of()));
        return item;
    }
}
