package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceObject;

/**
 * The shape a source record should have: what its schema says of each field, and whether any rule reads it. One walk over
 * the record finds wrong types, missing fields and fields that would be lost without a word. Null counts as absent.
 */
final class SourceShape {

    /** By the numbers of their names. */
    private @Nullable SourceShape[] fields = {};

    private final @Nullable Type type;
    private final boolean anyText;
    private final boolean whole;
    private final List<Field> required;
    private final boolean open;
    private final List<String> unread = new ArrayList<>();

    private record Field(String name, int number) {}

    /**
     * Where in the record something is. Put into words only for what is wrong.
     *
     * @param index which element of a list; negative: it is a field
     */
    private record Where(@Nullable Where outer, String name, int index) {

        static final Where RECORD = new Where(null, "", -1);

        Where field(String name) {
            return new Where(this, name, -1);
        }

        Where element(int index) {
            return new Where(this, "", index);
        }

        @Override
        public String toString() {
            String before = outer == null ? "" : outer.toString();
            if (index >= 0) {
                return before + "[" + index + "]";
            }
            return before.isEmpty() ? name : before + "." + name;
        }
    }

    /**
     * @param read null: whatever is in here is read or declared unused as a whole
     * @param reportedByRules full names of fields whose absence a rule reports
     * @param number gives each name of a field its number
     */
    SourceShape(
            @Nullable Type type,
            @Nullable SourceFields read,
            String path,
            Set<String> reportedByRules,
            ToIntFunction<String> number) {
        this.type = type;
        this.anyText = type instanceof ScalarType scalar && scalar.isAnyText();
        Type inside = type instanceof Type.Sequence list ? list.items() : type;
        Map<String, Type.Property> properties =
                inside instanceof Type.Structure object ? object.properties() : Map.of();
        this.open = !(inside instanceof Type.Structure object) || object.open();
        this.whole = read == null || read.isTaken() && read.inner().isEmpty();
        this.required = properties.values().stream()
                .filter(Type.Property::required)
                .map(Type.Property::name)
                .filter(name -> !reportedByRules.contains(path + name))
                .map(name -> new Field(name, number.applyAsInt(name)))
                .toList();
        properties.forEach((name, property) -> {
            SourceFields inner = read == null ? null : read.inner(name);
            if (whole || inner != null) {
                SourceFields readInside = whole ? null : inner;
                SourceShape field =
                        new SourceShape(property.type(), readInside, path + name + ".", reportedByRules, number);
                unread.addAll(field.unread);
                add(number.applyAsInt(name), field);
            } else {
                unread.add(path + name);
            }
        });
        if (read != null) {
            read.inner().forEach((name, inner) -> {
                int at = number.applyAsInt(name);
                if (field(at) == null) {
                    add(at, new SourceShape(null, inner, path + name + ".", reportedByRules, number));
                }
            });
        }
    }

    private void add(int number, SourceShape field) {
        fields = Arrays.copyOf(fields, Math.max(fields.length, number + 1));
        fields[number] = field;
    }

    /** Null if nobody reads a field of that number. */
    private @Nullable SourceShape field(int number) {
        return number >= 0 && number < fields.length ? fields[number] : null;
    }

    /** What the source's schema says; null if there is none. */
    @Nullable
    Type type() {
        return type;
    }

    /** Fields the schema knows and nobody reads. */
    List<String> unread() {
        return List.copyOf(unread);
    }

    void check(SourceObject record, Run run, Spot mapping) {
        check(record, Where.RECORD, run, mapping);
    }

    private void check(JsonNode node, Where where, Run run, Spot mapping) {
        if (type instanceof ScalarType scalar) {
            checkScalar(scalar, node, where, run);
        } else if (type != null && !(type instanceof Type.Structure ? node.isObject() : node.isArray())) {
            wrongType(type, node, where, run);
        } else if (node instanceof SourceObject object) {
            checkObject(object, where, run, mapping);
        } else if (node.isArray()) {
            checkElements(node, where, run, mapping);
        }
    }

    private void checkElements(JsonNode node, Where where, Run run, Spot mapping) {
        Type items = type instanceof Type.Sequence list ? list.items() : null;
        for (int i = 0; i < node.size(); i++) {
            JsonNode element = node.get(i);
            if (element instanceof SourceObject object) {
                checkObject(object, where.element(i), run, mapping);
            } else if (items instanceof ScalarType scalar) {
                checkScalar(scalar, element, where.element(i), run);
            } else if (items != null) {
                wrongType(items, element, where.element(i), run);
            }
        }
    }

    private void checkObject(SourceObject object, Where where, Run run, Spot mapping) {
        for (int i = 0; i < object.size(); i++) {
            JsonNode value = object.valueAt(i);
            if (!Path.isPresent(value)) {
                continue;
            }
            SourceShape field = field(object.numberAt(i));
            if (field != null) {
                field.checkField(object, i, where, run, mapping);
            } else if (!whole && !(value.isContainer() && value.isEmpty())) {
                unread(where.field(object.nameAt(i)), value, run, mapping);
            }
        }
        for (Field field : required) {
            JsonNode value = object.field(field.number());
            if (value == null || value.isNull()) {
                run.problem(
                        "mapping.source-field-missing",
                        spot(mapping),
                        where.field(field.name()).toString(),
                        Map.of());
            }
        }
    }

    private void checkField(SourceObject object, int place, Where where, Run run, Spot mapping) {
        JsonNode value = object.valueAt(place);
        if (anyText && value instanceof StringNode) {
            return;
        }
        boolean good = type instanceof ScalarType scalar
                ? !value.isContainer() && scalar.check(Values.of(value)) == null
                : type == null && !value.isContainer();
        if (!good) {
            check(value, where.field(object.nameAt(place)), run, mapping);
        }
    }

    private void unread(Where where, JsonNode value, Run run, Spot mapping) {
        if (open) {
            run.warn(Problem.of("mapping.source-field-unread")
                    .at(mapping.toString())
                    .in(Names.shown(where.toString())));
        } else {
            run.sourceProblem("mapping.source-field-unknown", spot(mapping), where.toString(), Map.of());
        }
    }

    private Spot spot(Spot mapping) {
        return type == null ? mapping : type.spot();
    }

    private static void checkScalar(ScalarType type, JsonNode node, Where where, Run run) {
        if (node.isContainer()) {
            wrongType(type, node, where, run);
            return;
        }
        ScalarType.Breach breach = type.check(Values.of(node));
        if (breach != null) {
            run.sourceProblem(breach.code(), type.spot(), where.toString(), breach.details());
        }
    }

    private static void wrongType(Type type, JsonNode node, Where where, Run run) {
        run.sourceProblem(
                "mapping.wrong-type",
                type.spot(),
                where.toString(),
                Map.of("expected", type.name(), "found", Names.type(node)));
    }
}
