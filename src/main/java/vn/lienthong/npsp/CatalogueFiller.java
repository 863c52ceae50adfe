package vn.lienthong.npsp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.Batch;
import vn.lienthong.dossier.Batch.Item;
import vn.lienthong.dossier.Problem;
import vn.lienthong.relay.Outcome;

/**
 * Gives dossiers the portal's own procedure name and field of work where the agency left them out (npsp 5.2), and the
 * processing unit its name ({@link UnitNames}). A code and the name beside it always belong together. What the portal
 * does not know is the dossier's problem; what it cannot be asked now is not: such a dossier waits.
 */
final class CatalogueFiller {

    private static final String CODE = "MaTTHC";
    private static final String NAME = "TenTTHC";
    private static final String FIELD = "MaLinhVuc";
    private static final String FIELD_NAME = "TenLinhVuc";
    private static final Set<String> FIELDS = Set.of(CODE, NAME, FIELD, FIELD_NAME);

    private static final JsonMapper JSON = new JsonMapper();

    private final NpspSettings settings;
    private final Catalogue catalogue;
    private final UnitNames units;

    CatalogueFiller(NpspSettings settings, Catalogue catalogue) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.units = new UnitNames(settings, catalogue);
    }

    /** What came of one item: a problem of its own, a reason to wait, or neither. */
    private record Filled(@Nullable Problem problem, Outcome.@Nullable Deferred why) {

        static final Filled WELL = new Filled(null, null);

        static Filled not(Problem problem) {
            return new Filled(problem, null);
        }

        static Filled notNow(Outcome.Deferred why) {
            return new Filled(null, why);
        }
    }

    /** Why the batch has to wait; empty if it may go on. */
    Optional<Outcome.Deferred> fill(Batch batch, Conversation conversation) {
        for (Item item : batch.mapped()) {
            Filled filled = fill(item, conversation);
            if (filled.why() != null) {
                return Optional.of(filled.why());
            }
            if (filled.problem() != null) {
                item.fails(List.of(filled.problem()));
                return Optional.empty();
            }
            Outcome.Deferred unit = units.fill(item, conversation);
            if (unit != null) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    private Filled fill(Item item, Conversation conversation) {
        Map<String, String> has = TopFields.read(Items.mapped(item).body(), FIELDS);
        String written = has.getOrDefault(CODE, "");
        boolean whole = !blank(has, NAME)
                && !blank(has, FIELD)
                && !blank(has, FIELD_NAME)
                && catalogue.plain(written).equals(written);
        if (whole || written.isBlank()) {
            return Filled.WELL;
        }
        if (!settings.canAsk()) {
            return Filled.not(NpspProblem.NO_CATALOGUE.problem().in(NAME));
        }
        return switch (catalogue.procedure(written, conversation)) {
            case Catalogue.NotAsked<Catalogue.Procedure>(Outcome.Deferred why) -> Filled.notNow(why);
            case Catalogue.Unknown<Catalogue.Procedure> unknown ->
                Filled.not(NpspProblem.PROCEDURE_UNKNOWN.problem().in(CODE).with("procedure", written));
            case Catalogue.Known<Catalogue.Procedure>(Catalogue.Procedure procedure) ->
                fill(item, has, procedure, conversation);
        };
    }

    private Filled fill(Item item, Map<String, String> has, Catalogue.Procedure procedure, Conversation conversation) {
        Map<String, String> names = Map.of();
        if (!isIn(procedure.fields(), has)) {
            switch (catalogue.fields(conversation)) {
                case Catalogue.NotAsked<Map<String, String>>(Outcome.Deferred why) -> {
                    return Filled.notNow(why);
                }
                case Catalogue.Unknown<Map<String, String>> unknown -> {}
                case Catalogue.Known<Map<String, String>>(Map<String, String> all) -> names = all;
            }
        }
        Catalogue.Field field = field(procedure.fields(), names, has);
        if (field == null || field.name().isBlank()) {
            return Filled.not(NpspProblem.FIELD_UNKNOWN
                    .problem()
                    .in(blank(has, FIELD) ? FIELD : FIELD_NAME)
                    .with("procedure", procedure.code()));
        }
        write(item, has, procedure, field);
        return Filled.WELL;
    }

    /** Whether the procedure itself says enough, so that the dictionary need not be asked. */
    private static boolean isIn(List<Catalogue.Field> fields, Map<String, String> has) {
        boolean given = !blank(has, FIELD);
        return given
                ? !blank(has, FIELD_NAME)
                        || fields.stream().anyMatch(each -> each.code().equals(has.get(FIELD)))
                : !fields.isEmpty();
    }

    /** The agency's own code; else the procedure's field of that name, else its first (npsp 5.2); else the dictionary's. */
    private static Catalogue.@Nullable Field field(
            List<Catalogue.Field> fields, Map<String, String> names, Map<String, String> has) {
        String code = has.getOrDefault(FIELD, "");
        String name = has.getOrDefault(FIELD_NAME, "");
        if (!code.isBlank()) {
            return new Catalogue.Field(code, name.isBlank() ? nameOf(code, fields, names) : name);
        }
        return fields.stream()
                .filter(each -> same(each.name(), name))
                .findFirst()
                .or(() -> fields.stream().findFirst())
                .or(() -> names.entrySet().stream()
                        .filter(each -> same(each.getValue(), name))
                        .map(each -> new Catalogue.Field(each.getKey(), each.getValue()))
                        .findFirst())
                .orElse(null);
    }

    private static String nameOf(String code, List<Catalogue.Field> fields, Map<String, String> names) {
        return fields.stream()
                .filter(each -> each.code().equals(code))
                .map(Catalogue.Field::name)
                .findFirst()
                .orElseGet(() -> names.getOrDefault(code, ""));
    }

    private static void write(
            Item item, Map<String, String> has, Catalogue.Procedure procedure, Catalogue.Field field) {
        List<Problem> notes = new ArrayList<>();
        if (!blank(has, FIELD_NAME) && !same(has.getOrDefault(FIELD_NAME, ""), field.name())) {
            notes.add(NpspProblem.FIELD_NAME_REPLACED.problem().in(FIELD_NAME).with("name", field.name()));
        }
        ObjectNode record = (ObjectNode) JSON.readTree(Items.mapped(item).body());
        record.put(CODE, procedure.code());
        if (blank(has, NAME)) {
            record.put(NAME, procedure.name());
        }
        record.put(FIELD, field.code());
        record.put(FIELD_NAME, field.name());
        Items.replace(item, JSON.writeValueAsBytes(record), notes);
    }

    private static boolean same(String one, String other) {
        return !other.isBlank()
                && Words.folded(one).strip().equals(Words.folded(other).strip());
    }

    private static boolean blank(Map<String, String> has, String field) {
        return has.getOrDefault(field, "").isBlank();
    }
}
