package vn.lienthong.intake.exchange;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.transform.TransformerException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.relay.Heard;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Wire;
import vn.lienthong.soap.Elements;
import vn.lienthong.soap.SoapClient;
import vn.lienthong.soap.SoapReply;

/** The two operations of an exchange that a source needs. Used by one thread at a time. */
final class ExchangeClient implements AutoCloseable {

    private static final Wire.Words WORDS = new Wire.Words(
            Problem.of("intake.exchange-unreachable"),
            Problem.of("intake.exchange-unreachable"),
            Problem.of("intake.exchange-answer-too-long"));
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Pattern ID = Pattern.compile("[+-]?\\d+");
    private static final Pattern UNREAD_ID = Pattern.compile("<(?:[\\w.-]{1,40}:)?onlineId>\\s*([+-]?\\d{1,19})\\s*</");
    private static final String DOSSIER = "onlineDocumentList";
    private static final String DOSSIER_ID = "onlineId";
    private static final String FINE = "0";

    private final ExchangeSettings settings;
    private final Policy.Timeout timeout;
    private final Wire wire;
    private final SoapClient client;

    ExchangeClient(ExchangeSettings settings, Path contracts, InstantSource clock) {
        this.settings = settings;
        this.timeout = new Policy.Timeout(CONNECT, settings.timeout());
        this.wire = new Wire(WORDS, settings.longestAnswer().toBytes(), clock);
        this.client = new SoapClient(contracts.resolve(settings.contract()), settings.url(), wire);
    }

    /** @param id by which it is acknowledged */
    record Waiting(String id, SourceRecord record) {}

    /**
     * What waits.
     *
     * @param withoutId whether there are records that cannot be acknowledged, which are not among those
     * @param unreadable one that no parser reads, which is not among those; null if there is none
     * @param unlike an id under which there are records that are not the same, which are not among those; null if there is none
     */
    record Pulled(
            List<Waiting> records,
            boolean withoutId,
            @Nullable Problem unreadable,
            @Nullable String unlike) {}

    /** What waits, in the order in which it is given. */
    Pulled pull() throws ExchangeFault {
        SoapReply reply = reply(() -> client.callForParts("pullDocument", account(), timeout, DOSSIER));
        Element answer = content(reply);
        String code = Elements.text(answer, "errCode");
        if (code != null && !code.strip().equals(FINE)) {
            throw refused("intake.exchange-refused", code);
        }
        Map<String, Waiting> records = new LinkedHashMap<>();
        Set<String> unlike = new TreeSet<>();
        boolean withoutId = false;
        List<Element> dossiers = Elements.children(answer, DOSSIER);
        if (dossiers.isEmpty() && answer.getElementsByTagNameNS("*", DOSSIER_ID).getLength() > 0) {
            throw new ExchangeFault(
                    Problem.of("intake.exchange-contract").with("why", "it gives dossiers, and not as " + DOSSIER));
        }
        for (Element dossier : dossiers) {
            String id = id(dossier);
            if (id == null) {
                withoutId = true;
            } else {
                Waiting waiting = new Waiting(id, new SourceRecord(document(dossier), "application/xml"));
                Waiting before = records.putIfAbsent(id, waiting);
                if (before != null
                        && !Arrays.equals(
                                before.record().body(), waiting.record().body())) {
                    unlike.add(id);
                }
            }
        }
        // They would be new versions of each other at every look until both are acknowledged, and nobody knows which is
        // right.
        records.keySet().removeAll(unlike);
        return new Pulled(
                List.copyOf(records.values()),
                withoutId,
                reply.unread().stream()
                        .findFirst()
                        .map(ExchangeClient::unreadable)
                        .orElse(null),
                unlike.stream().findFirst().orElse(null));
    }

    /** Says that these were taken; they are not given again. */
    void acknowledge(List<String> ids) throws ExchangeFault {
        Element request = account();
        for (String id : ids) {
            add(request, "idList", id);
        }
        SoapReply reply = reply(() -> client.call("updateSendSignal", request, Map.of(), timeout));
        String code = Elements.text(content(reply), "errCode");
        if (code == null || !code.strip().equals(FINE)) {
            throw refused("intake.exchange-not-acknowledged", code == null ? "?" : code);
        }
    }

    private static SoapReply reply(Supplier<SoapReply> call) throws ExchangeFault {
        try {
            return call.get();
        } catch (IllegalArgumentException contract) {
            throw new ExchangeFault(
                    Problem.of("intake.exchange-contract").with("why", String.valueOf(contract.getMessage())));
        }
    }

    private static Element content(SoapReply reply) throws ExchangeFault {
        return switch (reply.says()) {
            case SoapReply.Result result -> result.content();
            case SoapReply.Fault fault -> throw refused("intake.exchange-refused", fault.code());
            case SoapReply.Nothing nothing -> throw new ExchangeFault(nothing(reply.heard()));
        };
    }

    private static Problem unreadable(SoapReply.Unread dossier) {
        Matcher id = UNREAD_ID.matcher(dossier.text());
        return Problem.of("intake.exchange-unreadable")
                .with("why", dossier.why().name())
                .with("id", id.find() ? id.group(1) : "?");
    }

    private static Problem nothing(Heard heard) {
        return switch (heard) {
            case Heard.NotReached none -> none.cause();
            case Heard.Lost lost -> lost.cause();
            case Heard.Answered answered ->
                Problem.of("intake.exchange-unclear").with("status", String.valueOf(answered.status()));
        };
    }

    private static ExchangeFault refused(String problem, String code) {
        String stripped = code.strip();
        return new ExchangeFault(Problem.of(problem).with("code", stripped.length() <= 40 ? stripped : "…"));
    }

    /** A long of XML Schema as everybody writes it, so that one number is one id; null if it is none. */
    private static @Nullable String id(Element dossier) {
        String id = Elements.text(dossier, DOSSIER_ID);
        if (id == null || !ID.matcher(id.strip()).matches()) {
            return null;
        }
        try {
            return Long.toString(Long.parseLong(id.strip()));
        } catch (NumberFormatException beyond) {
            return null;
        }
    }

    private static byte[] document(Element element) {
        try {
            return Elements.document(element);
        } catch (TransformerException impossible) {
            throw new IllegalStateException("an element could not be written into memory", impossible);
        }
    }

    private Element account() {
        Element request = Elements.named("arg0");
        add(request, "userName", settings.username());
        add(request, "password", settings.password());
        return request;
    }

    private static void add(Element parent, String name, String text) {
        Element child = parent.getOwnerDocument().createElementNS(null, name);
        child.setTextContent(text);
        parent.appendChild(child);
    }

    @Override
    public void close() {
        client.close();
        wire.close();
    }
}
