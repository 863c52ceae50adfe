package vn.lienthong.mapping.beginning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Similarity;

/**
 * The text of a new mapping. A field of the sample becomes a rule where its name is like that of one contract field, or its
 * value has the shape of a dossier's number, and a comment where it may be; a field the contract wants a value for gets a rule
 * that reads nothing, so that the mapping loads and every record says what is still missing. Nothing is decided: who knows the
 * data corrects every line.
 *
 * @param text the mapping file
 * @param record the sample's first record, for the first case
 */
public record Beginning(String text, SourceRecord record) {

    /** What the contracts call the number of a dossier. */
    private static final List<String> NUMBER_OF_DOSSIER = List.of("MaHoSo", "dossierNo");

    /** Names of codes begin or end so, and no code has a blank in it. */
    private static final Set<String> CODE = Set.of("ma", "code");

    /** What the shape of a value proves, which a name that is the same still outdoes. */
    private static final double BY_VALUE = 0.95;

    /** What is left of a likeness where the value speaks against it. */
    private static final double UNFIT = 0.8;

    private record Likeness(Type.Property property, String source, double likeness) {}

    /**
     * @param name the mapping's name
     * @param target the contract's file, seen from the mapping's folder
     * @return empty if the sample has no record in any way it can be read
     * @throws UnreadableFile if it cannot be read at all
     */
    public static Optional<Beginning> of(Path sample, String name, String target, Type.Structure contract)
            throws IOException, UnreadableFile {
        Sample found = Sample.of(sample);
        if (found == null) {
            return Optional.empty();
        }
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        collect("", found.fields(), fields);
        return Optional.of(new Beginning(
                new Writing(contract, fields).text(name, found.declaration().toString(), target), found.record()));
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> fields) {
        node.properties().forEach(field -> {
            String full = path + field.getKey().replace(".", "\\.");
            if (field.getValue().isObject()) {
                collect(full + ".", field.getValue(), fields);
            } else if (!field.getValue().isArray()) {
                fields.put(full, field.getValue());
            }
        });
    }

    private static final class Writing {

        private static final String COMMENTED = "  # ";
        private static final Pattern PLAIN_KEY = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.-]*");

        private final Type.Structure contract;
        private final Map<String, JsonNode> fields;
        private final Map<String, Likeness> sure = new HashMap<>();
        private final Map<String, Likeness> unsure = new HashMap<>();

        Writing(Type.Structure contract, Map<String, JsonNode> fields) {
            this.contract = contract;
            this.fields = fields;
            Set<String> taken = new HashSet<>();
            for (Likeness each : likenesses()) {
                String property = each.property().name();
                boolean free = !taken.contains(each.source()) && !sure.containsKey(property);
                if (free && each.likeness() >= Similarity.LIKELY) {
                    sure.put(property, each);
                    taken.add(each.source());
                } else if (free && each.likeness() >= Similarity.POSSIBLE) {
                    unsure.putIfAbsent(property, each);
                }
            }
        }

        /** Every pair of names, the likeliest first. */
        private List<Likeness> likenesses() {
            List<Likeness> all = new ArrayList<>();
            for (Type.Property property : contract.properties().values()) {
                if (property.type() instanceof ScalarType) {
                    fields.forEach((source, value) ->
                            all.add(new Likeness(property, source, likeness(property.name(), source, value))));
                }
            }
            all.sort(Comparator.comparingDouble(Likeness::likeness).reversed());
            return all;
        }

        private static double likeness(String property, String source, JsonNode value) {
            double named = Math.max(
                    Similarity.of(property, source),
                    Similarity.of(property, source.substring(source.lastIndexOf('.') + 1)));
            if (isNumberOfDossier(property) && isNational(value)) {
                return Math.max(named, BY_VALUE);
            }
            return isCode(property) && value.asString("").strip().contains(" ") ? named * UNFIT : named;
        }

        private static boolean isCode(String property) {
            List<String> words = Similarity.words(property);
            return !words.isEmpty() && (CODE.contains(words.getFirst()) || CODE.contains(words.getLast()));
        }

        private static boolean isNumberOfDossier(String property) {
            return NUMBER_OF_DOSSIER.stream().anyMatch(name -> Similarity.of(name, property) >= 1);
        }

        private static boolean isNational(JsonNode value) {
            try {
                return new DossierNo(value.asString("")).isNational();
            } catch (IllegalArgumentException noNumber) {
                return false;
            }
        }

        String text(String name, String source, String target) {
            StringBuilder text = new StringBuilder(
                    "# A beginning, made of names and one record. Check every line with whoever knows the data.\n");
            text.append("mapping: ")
                    .append(name)
                    .append("\nsummary: ")
                    .append(quoted("Made of a sample; say here what it maps"))
                    .append('\n');
            text.append("source: ")
                    .append(source)
                    .append("\ntarget: ")
                    .append(target)
                    .append("\n\n");
            identity(text);
            StringBuilder rules = new StringBuilder();
            contract.properties().values().forEach(property -> rule(rules, property));
            boolean none = rules.toString().lines().allMatch(line -> line.startsWith(COMMENTED));
            text.append(none ? "fields: {}  # leave {} out with the first of these\n" : "fields:\n")
                    .append(rules);
            List<String> left = fields.keySet().stream()
                    .filter(field -> sure.values().stream()
                            .noneMatch(each -> each.source().equals(field)))
                    .toList();
            if (!left.isEmpty()) {
                text.append(
                        "\n# No rule reads these; each is told with every record until a rule does, or it is listed here.\n");
                text.append("# unused: [")
                        .append(String.join(
                                ", ", left.stream().map(Writing::quoted).toList()))
                        .append("]\n");
            }
            return text.toString();
        }

        private void identity(StringBuilder text) {
            sure.values().stream()
                    .filter(each -> isNumberOfDossier(each.property().name()))
                    .findFirst()
                    .ifPresentOrElse(
                            each -> text.append("dossier: { from: ")
                                    .append(quoted(each.source()))
                                    .append(" }\nkey: [{ from: ")
                                    .append(quoted(each.source()))
                                    .append(" }]\n\n"),
                            () -> text.append(
                                    "# dossier: { from: … }     # whose dossier the record belongs to\n"
                                            + "# key: [{ from: … }]       # what makes it the same record when it comes again\n\n"));
        }

        private void rule(StringBuilder text, Type.Property property) {
            Likeness found = sure.get(property.name());
            Likeness maybe = unsure.get(property.name());
            String perhaps = maybe == null ? "" : "  # perhaps " + quoted(maybe.source()) + reason(maybe);
            String name = "  " + key(property.name()) + ": ";
            if (property.type() instanceof ScalarType type && found != null) {
                text.append(name)
                        .append(rule(property, type, found))
                        .append("  #")
                        .append(reason(found))
                        .append(codes(type));
            } else if (property.type() instanceof ScalarType type
                    && property.demandsValue()
                    && !property.filledLater()) {
                text.append(name)
                        .append("{ from: \"?\", required: true }")
                        .append(perhaps.isEmpty() ? "  # nothing is like it" : perhaps)
                        .append(codes(type));
            } else if (!property.mayBeUnknown()) {
                text.append(name).append(placeholder(property));
            } else {
                text.append(COMMENTED).append(key(property.name())).append(':').append(perhaps);
            }
            text.append('\n');
        }

        /** As YAML takes it for a key: a name of XML's own, {@code @version}, {@code #text}, must be quoted. */
        private static String key(String name) {
            return PLAIN_KEY.matcher(name).matches() ? name : quoted(name);
        }

        private static String placeholder(Type.Property property) {
            return switch (property.type()) {
                case Type.Sequence list when list.items() instanceof ScalarType -> "{ each: \"?\" }";
                case Type.Sequence list -> "{ each: \"?\", fields: {} }";
                default -> "{ fields: {} }";
            };
        }

        private String rule(Type.Property property, ScalarType type, Likeness found) {
            JsonNode value = fields.getOrDefault(found.source(), JsonNodeFactory.instance.nullNode());
            String as = conversion(type, value);
            return "{ from: " + quoted(found.source()) + (as.isEmpty() ? "" : ", as: " + as)
                    + (property.demandsValue() && !property.filledLater() ? ", required: true" : "") + " }";
        }

        /** A day of the sample's shape where the contract wants the portal's; text where it wants text of a number. */
        private static String conversion(ScalarType type, JsonNode value) {
            boolean moment = type.pattern() != null && type.pattern().text().contains("\\d{14}");
            String shape = moment ? shape(value.asString("")) : "";
            if (moment) {
                return shape.isEmpty() ? "npsp-datetime" : "{ npsp-datetime: { shape: \"" + shape + "\" } }";
            }
            return type.kind() == ScalarType.Kind.STRING && !value.isString() && value.isValueNode() ? "text" : "";
        }

        private static String shape(String text) {
            String day = text.matches("\\d{2}/\\d{2}/\\d{4}.*") ? "dd/MM/yyyy" : "";
            String time = text.matches(".* \\d{2}:\\d{2}:\\d{2}")
                    ? " HH:mm:ss"
                    : text.matches(".* \\d{2}:\\d{2}") ? " HH:mm" : "";
            return day.isEmpty() ? "" : day + time;
        }

        private static String codes(ScalarType type) {
            return type.allowed().isEmpty()
                    ? ""
                    : type.allowed().stream()
                            .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                            .collect(Collectors.joining(", ", "; one of ", ": probably a crosswalk"));
        }

        private static String reason(Likeness found) {
            return found.likeness() == BY_VALUE
                    ? " (a national number of a dossier)"
                    : String.format(Locale.ROOT, " (%.0f %% alike)", found.likeness() * 100);
        }

        private static String quoted(String text) {
            return JsonNodeFactory.instance.stringNode(text).toString();
        }
    }
}
