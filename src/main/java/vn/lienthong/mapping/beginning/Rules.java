package vn.lienthong.mapping.beginning;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.lienthong.mapping.beginning.Pairing.Pair;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.contract.ScalarType;
import vn.lienthong.mapping.contract.Type;

/**
 * The rules of a beginning, one for each field of the contract: a likely one as a rule; one that may be as a comment; one that
 * the contract demands and nothing is like as a rule that reads nothing, so that the mapping loads and every record says what
 * is still missing.
 */
final class Rules {

    private static final String STEP = "  ";
    private static final Pattern PLAIN_KEY = Pattern.compile("\\p{L}[\\p{L}\\p{N}_.-]*");

    private final StringBuilder text = new StringBuilder();
    private final String indent;
    private final String path;
    private final SampleFields sample;
    private final Pairing pairing;
    private final Set<String> read;
    private final List<Crosswalk> crosswalks;

    /**
     * @param indent what stands before each of their lines
     * @param path what stands before the sample's fields within the record
     * @param read the paths of the sample's fields that some rule reads; those of these rules are added
     */
    private Rules(
            String indent,
            String path,
            SampleFields sample,
            Pairing pairing,
            Set<String> read,
            List<Crosswalk> crosswalks) {
        this.indent = indent;
        this.path = path;
        this.sample = sample;
        this.pairing = pairing;
        this.read = read;
        this.crosswalks = crosswalks;
        pairing.sources().forEach(source -> read.add(path + source));
    }

    /**
     * Of a whole record: {@code fields:} and what stands below it.
     *
     * @param read the paths of the sample's fields that a rule reads are added
     * @param crosswalks that may lead from the sample's codes to those of the contract
     */
    static String of(
            Type.Structure contract,
            SampleFields sample,
            Pairing pairing,
            Set<String> read,
            List<Crosswalk> crosswalks) {
        return new Rules(STEP, "", sample, pairing, read, crosswalks).of(contract);
    }

    private String of(Type.Structure contract) {
        contract.properties().values().forEach(this::add);
        boolean none =
                text.toString().lines().allMatch(line -> line.stripLeading().startsWith("#"));
        return indent.substring(STEP.length())
                + (none ? "fields: {}  # leave {} out with the first of these\n" : "fields:\n")
                + text;
    }

    private void add(Type.Property property) {
        switch (property.type()) {
            case ScalarType type -> value(property, type);
            case Type.Sequence list -> list(property, list);
            case Type.Structure structure -> structure(property, structure);
        }
    }

    private void value(Type.Property property, ScalarType type) {
        Pair found = pairing.sure(property);
        if (found != null) {
            rule(property, " " + rule(property, type, found));
        } else if (!property.mayBeUnknown()) {
            String perhaps = perhaps(property);
            rule(
                    property,
                    " { from: \"?\", required: true }" + (perhaps.isEmpty() ? "  # nothing is like it" : perhaps)
                            + (type.allowed().isEmpty() ? "" : codes(type)));
        } else {
            comment(property);
        }
    }

    private void list(Type.Property property, Type.Sequence list) {
        Pair found = pairing.sure(property);
        if (found == null && property.mayBeUnknown()) {
            comment(property);
        } else if (list.items() instanceof Type.Structure structure) {
            String source = found == null ? "?" : found.source();
            SampleFields elements = sample.elements(source);
            rule(property, "  #" + (found == null ? " nothing is like it" : found.reason()));
            text.append(indent)
                    .append(STEP)
                    .append("each: ")
                    .append(Beginning.quoted(source))
                    .append('\n');
            Pairing within = new Pairing(property.name(), structure, elements);
            text.append(within(path + source + ".", elements, within).of(structure));
        } else {
            rule(property, " { each: \"?\" }");
        }
    }

    private void structure(Type.Property property, Type.Structure structure) {
        Pairing within = new Pairing(property.name(), structure, sample);
        if (within.sources().isEmpty() && property.mayBeUnknown()) {
            comment(property);
        } else {
            rule(property, "");
            text.append(within(path, sample, within).of(structure));
        }
    }

    /** Below a field of these: two steps further in, for {@code fields:} stands between. */
    private Rules within(String from, SampleFields fields, Pairing pairs) {
        return new Rules(indent + STEP + STEP, from, fields, pairs, read, crosswalks);
    }

    private void rule(Type.Property property, String says) {
        text.append(indent)
                .append(key(property.name()))
                .append(':')
                .append(says)
                .append('\n');
    }

    private void comment(Type.Property property) {
        text.append(indent)
                .append("# ")
                .append(key(property.name()))
                .append(':')
                .append(perhaps(property))
                .append('\n');
    }

    private String perhaps(Type.Property property) {
        Pair maybe = pairing.unsure(property);
        return maybe == null ? "" : "  # perhaps " + Beginning.quoted(maybe.source()) + maybe.reason();
    }

    /** As YAML takes it for a key: a name of XML's own, {@code @version}, {@code #text}, must be quoted. */
    private static String key(String name) {
        return PLAIN_KEY.matcher(name).matches() ? name : Beginning.quoted(name);
    }

    private String rule(Type.Property property, ScalarType type, Pair found) {
        Set<String> values = sample.texts(found.source());
        String verbs = "";
        String codes = "";
        if (type.allowed().isEmpty()) {
            String as = conversion(property, type, found.source());
            verbs = as.isEmpty() ? "" : ", as: " + as;
        } else if (values.isEmpty() || !type.allowed().containsAll(values)) {
            Optional<Crossing> known = Crossing.of(crosswalks, values, type.allowed());
            verbs = known.filter(crossing -> crossing.isLikely(values.size()))
                    .map(crossing -> ", crosswalk: " + crossing.name())
                    .orElse("");
            codes = (verbs.isEmpty() ? codes(type) : "")
                    + known.map(crossing -> crossing.reason(values.size())).orElse("");
        }
        return "{ from: " + Beginning.quoted(found.source()) + verbs
                + (property.mayBeUnknown() ? "" : ", required: true") + " }  #" + found.reason() + codes;
    }

    /** A day of the sample's shapes where the contract wants the portal's; what is usual; text where it wants text of a number. */
    private String conversion(Type.Property property, ScalarType type, String source) {
        if (DayShapes.areWanted(type)) {
            return DayShapes.conversion("npsp-datetime", sample.texts(source));
        }
        if (property.usual() != null) {
            return property.usual();
        }
        return type.kind() == ScalarType.Kind.STRING && !sample.isText(source) ? "text" : "";
    }

    private static String codes(ScalarType type) {
        return type.allowed().stream()
                .filter(code -> !code.isEmpty())
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .collect(Collectors.joining(", ", "; one of ", ": probably a crosswalk"));
    }
}
