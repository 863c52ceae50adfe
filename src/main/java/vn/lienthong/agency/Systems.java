package vn.lienthong.agency;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.connections.Brokers;
import vn.lienthong.connections.Databases;
import vn.lienthong.relay.Wire;
import vn.lienthong.soap.Credentials;
import vn.lienthong.soap.SoapClient;

/** The systems that are set up, by name. None is reached for before its first message. */
final class Systems implements AutoCloseable {

    private final Path contracts;
    private final Databases databases;
    private final Brokers brokers;
    private final InstantSource clock;
    private final RandomGenerator nonces = new SecureRandom();
    private final Wire wire;
    private final Map<String, AgencySystem> systems;

    /**
     * @param contracts the folder of the WSDLs
     * @throws IllegalArgumentException if a system names a database or broker that is not set
     */
    Systems(AgencySettings settings, Path contracts, Databases databases, Brokers brokers, InstantSource clock) {
        this.contracts = contracts;
        this.databases = databases;
        this.brokers = brokers;
        this.clock = clock;
        this.wire = new Wire(
                new Wire.Words(
                        AgencyProblem.NOT_REACHED.problem(),
                        AgencyProblem.NO_ANSWER.problem(),
                        AgencyProblem.ANSWER_TOO_LONG.problem()),
                settings.longestAnswer().toBytes(),
                clock);
        this.systems = settings.systems().entrySet().stream()
                .filter(each -> each.getValue().isSet())
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, each -> system(each.getKey(), each.getValue())));
    }

    Optional<AgencySystem> find(String name) {
        return Optional.ofNullable(systems.get(name));
    }

    private AgencySystem system(String name, AgencySettings.Target target) {
        if (target.isFolder()) {
            return new FolderSystem(target);
        }
        if (target.topic().isSet()) {
            return new TopicSystem(
                    name, target.topic(), brokers.find(target.topic().broker()), clock);
        }
        if (target.table().isSet()) {
            return new TableSystem(
                    name, target.table(), databases.find(target.table().database()), clock);
        }
        return new HttpSystem(
                name, target, target.isSoap() ? soap(target) : new PlainMessages(target, wire), wire, clock);
    }

    /** CXF is started by the first message. */
    private SoapMessages soap(AgencySettings.Target target) {
        return new SoapMessages(
                target.answer(),
                new SoapClient(
                        contracts.resolve(target.contract()),
                        URI.create(target.url()),
                        credentials(target.login()),
                        wire));
    }

    private @Nullable Credentials credentials(LoginSettings login) {
        return switch (login.as()) {
            case BEARER -> null;
            case USERNAME_TOKEN -> credentials(Credentials.Place.HEADER, login);
            case BODY -> credentials(Credentials.Place.BODY, login);
        };
    }

    private Credentials credentials(Credentials.Place place, LoginSettings login) {
        return new Credentials(place, login.username(), login.password(), clock, nonces);
    }

    @Override
    public void close() {
        systems.values().forEach(AgencySystem::close);
        wire.close();
    }
}
