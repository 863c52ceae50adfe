package vn.lienthong.npsp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.relay.Outcome;

/**
 * The portal's procedures, fields of work and agencies (npsp 5 and 6), asked once and kept. A procedure comes from
 * {@code LayThuTuc}; where that gives nothing, from {@code LayDanhSachTTHC}, which has the name alone.
 */
final class Catalogue {

    private final NpspSettings settings;
    private final Memory<Found<Procedure>> procedures;
    private final Memory<Found<Map<String, String>>> lists;
    private final Supplier<@Nullable Conversation> background;

    /** @param background a new conversation for questions of our own; null where none can be had now */
    Catalogue(
            NpspSettings settings,
            InstantSource clock,
            Executor executor,
            Supplier<@Nullable Conversation> background) {
        this.settings = settings;
        this.procedures = new Memory<>(settings.catalogue().most(), clock, executor);
        this.lists = new Memory<>(settings.catalogue().most(), clock, executor);
        this.background = background;
    }

    /** A field of work: {@code G16-VH02}, Di sản văn hóa. */
    record Field(String code, String name) {}

    record Procedure(String code, String name, List<Field> fields) {}

    sealed interface Found<T> {}

    record Known<T>(T value) implements Found<T> {}

    record Unknown<T>() implements Found<T> {}

    record NotAsked<T>(Outcome.Deferred why) implements Found<T> {}

    /** The code as the portal writes it: without an agency's additions. */
    String plain(String written) {
        return settings.tthc().stripSuffix() ? withoutAdditions(written) : written;
    }

    private static String withoutAdditions(String written) {
        return ProcedureCode.in(written).map(ProcedureCode::value).orElse(written);
    }

    Found<Procedure> procedure(String written, Conversation conversation) {
        String code = plain(written);
        return remembered(procedures, code, conversation, this::askForProcedure);
    }

    /** Names by code. */
    Found<Map<String, String>> fields(Conversation conversation) {
        return remembered(
                lists,
                "LayDanhMucLinhVuc",
                conversation,
                (service, talk) -> list(service, "MALINHVUC", "TENLINHVUC", this::plain, talk));
    }

    /** Names by code, each in the newer form. */
    Found<Map<String, String>> agencies(Conversation conversation) {
        return remembered(
                lists,
                "LayDanhMucCoQuan",
                conversation,
                (service, talk) -> list(service, "MADONVI", "TENDONVI", AgencyForms::comparable, talk));
    }

    private Found<Map<String, String>> procedureNames(Conversation conversation) {
        return remembered(
                lists,
                "LayDanhSachTTHC",
                conversation,
                (service, talk) -> list(service, "MATTHC", "TENTTHC", this::plain, talk));
    }

    private <T> Found<T> remembered(
            Memory<Found<T>> memory,
            String key,
            Conversation conversation,
            BiFunction<String, Conversation, Found<T>> question) {
        return memory.get(key, () -> lasting(question.apply(key, conversation)), () -> {
            Conversation ours = background.get();
            return ours == null ? lasting(new NotAsked<>(nobodyToAsk())) : lasting(question.apply(key, ours));
        });
    }

    private <T> Memory.Loaded<Found<T>> lasting(Found<T> found) {
        NpspSettings.Catalogue times = settings.catalogue();
        return switch (found) {
            case Known<T> known -> new Memory.Loaded<>(known, times.ttl(), times.keep());
            case Unknown<T> unknown -> new Memory.Loaded<>(unknown, times.unknownTtl(), times.unknownTtl());
            case NotAsked<T> not -> new Memory.Loaded<>(not, Duration.ZERO, Duration.ZERO);
        };
    }

    private Found<Procedure> askForProcedure(String code, Conversation conversation) {
        Meaning meaning = conversation.ask("LayThuTuc", false, Map.of("maTTHC", code));
        return switch (meaning) {
            case Meaning.Accepted(Answer answer, var doubt) -> {
                Optional<JsonNode> row = row(code, answer.result());
                yield row.isPresent() ? new Known<>(procedure(code, row.get())) : fromTheList(code, conversation);
            }
            case Meaning.Missing missing -> fromTheList(code, conversation);
            default -> new NotAsked<>(Conversation.couldNotAsk(meaning));
        };
    }

    /** The first that says it is this procedure, or does not say which it is. */
    private static Optional<JsonNode> row(String code, @Nullable JsonNode result) {
        return rows(result).stream()
                .filter(row -> Set.of("", withoutAdditions(code)).contains(withoutAdditions(text(row, "MATTHC"))))
                .findFirst();
    }

    private Found<Procedure> fromTheList(String code, Conversation conversation) {
        return switch (procedureNames(conversation)) {
            case Known<Map<String, String>>(Map<String, String> names)
            when names.containsKey(code) -> new Known<>(new Procedure(code, names.getOrDefault(code, ""), List.of()));
            case NotAsked<Map<String, String>>(Outcome.Deferred why) -> new NotAsked<>(why);
            default -> new Unknown<>();
        };
    }

    private static Procedure procedure(String code, JsonNode row) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field : rows(row.get("LINHVUCTHUCHIEN"))) {
            if (!text(field, "MALINHVUC").isEmpty()) {
                fields.add(new Field(text(field, "MALINHVUC"), text(field, "TENLINHVUC")));
            }
        }
        return new Procedure(code, text(row, "TENTTHC"), List.copyOf(fields));
    }

    private Found<Map<String, String>> list(
            String service, String code, String name, UnaryOperator<String> key, Conversation conversation) {
        Meaning meaning = conversation.ask(service, true, Map.of());
        if (!(meaning instanceof Meaning.Accepted(Answer answer, var doubt))) {
            return new NotAsked<>(Conversation.couldNotAsk(meaning));
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (JsonNode row : rows(answer.result())) {
            names.put(key.apply(text(row, code)), text(row, name));
        }
        return new Known<>(Map.copyOf(names));
    }

    /** Any list may be missing or null; some answers have an object around it (npsp 3.4, 5.2). */
    private static List<JsonNode> rows(@Nullable JsonNode result) {
        if (result == null) {
            return List.of();
        }
        if (result.isObject()) {
            return rows(result.get("data"));
        }
        return result.valueStream().filter(JsonNode::isObject).toList();
    }

    private static String text(JsonNode row, String name) {
        JsonNode value = row.get(name);
        return value == null || value.isNull()
                ? ""
                : Words.composed(value.asString()).strip();
    }

    private static Outcome.Deferred nobodyToAsk() {
        return new Outcome.Deferred(NpspProblem.NO_POLICY.problem(), null, false);
    }
}
