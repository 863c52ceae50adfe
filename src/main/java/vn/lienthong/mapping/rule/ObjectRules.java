package vn.lienthong.mapping.rule;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceNames;
import vn.lienthong.mapping.source.SourceObject;

/**
 * The rules that write one object of the target, in the order of its contract. Most of what a contract names is absent from
 * most records; where a rule then has nothing but the unknown to write, that is done here, at the cost of a look and a copy.
 * In a list of single values they are one rule without a name.
 */
final class ObjectRules {

    private static final int LARGEST_SPARE = 1 << 16;

    private final boolean singleValue;
    private final List<Rule> all;
    private final Rule[] rules;
    private final int[] onlyFields;
    private final byte[][] withoutThem;

    /** What the last document was written into, for the next one; null: somebody has it. */
    private final AtomicReference<byte @Nullable []> spare = new AtomicReference<>();

    ObjectRules(List<Rule> rules) {
        this(rules, false);
    }

    private ObjectRules(List<Rule> rules, boolean singleValue) {
        this.singleValue = singleValue;
        this.all = List.copyOf(rules);
        this.rules = rules.toArray(Rule[]::new);
        this.onlyFields = new int[rules.size()];
        this.withoutThem = new byte[rules.size()][];
        for (int i = 0; i < onlyFields.length; i++) {
            Rule.Only only = rules.get(i).only();
            onlyFields[i] = only == null ? SourceNames.UNKNOWN : only.field();
            withoutThem[i] = only == null ? new byte[0] : only.without();
        }
    }

    /** Of a list whose elements are no objects, but what this rule, which has no name, yields. */
    static ObjectRules ofSingleValue(Rule rule) {
        return new ObjectRules(List.of(rule), true);
    }

    List<Rule> all() {
        return all;
    }

    /** The only rule, if the elements are single values. */
    @Nullable
    Rule singleValue() {
        return singleValue ? all.getFirst() : null;
    }

    /** Where the rule of a field stands that a person finds by this path, {@code Fee[1].Price}; null: it has none of its own. */
    @Nullable
    Spot spot(String path) {
        String name = path.replaceFirst("[.\\[].*", "");
        String rest = path.substring(name.length()).replaceFirst("^(\\[\\d+])?\\.?", "");
        for (Rule rule : all) {
            if (rule.name().equals(name)) {
                Spot inner = rest.isEmpty()
                        ? null
                        : switch (rule) {
                            case Rule.Each each -> each.rules().spot(rest);
                            case Rule.Structure structure -> structure.rules().spot(rest);
                            default -> null;
                        };
                return inner == null ? rule.spot() : inner;
            }
        }
        return null;
    }

    /** The object as a document of its own. */
    byte[] document(Scope scope, Run run, int expected) {
        byte[] room = spare.getAndSet(null);
        JsonBytes out = new JsonBytes(room == null ? new byte[expected] : room);
        write(scope, run, out);
        byte[] document = out.toArray();
        if (out.room().length <= LARGEST_SPARE) {
            spare.set(out.room());
        }
        return document;
    }

    /**
     * The next element of a list.
     *
     * @return whether there is one: a single value may not be known; one that is wrong, and so has been reported, is known
     */
    boolean writeElement(Scope scope, Run run, JsonBytes out) {
        if (singleValue) {
            int before = out.size();
            int problems = run.countProblems();
            all.getFirst().write(scope, run, out);
            return out.size() > before || run.countProblems() > problems;
        }
        out.next();
        write(scope, run, out);
        return true;
    }

    void write(Scope scope, Run run, JsonBytes out) {
        boolean quick = !run.trail().listens();
        SourceObject source = quick && scope.node() instanceof SourceObject object ? object : null;
        out.put('{');
        for (int i = 0; i < rules.length; i++) {
            if (isAbsent(source, onlyFields[i])) {
                out.element(withoutThem[i]);
            } else {
                rules[i].write(scope, run, out);
            }
        }
        out.put('}');
    }

    private static boolean isAbsent(@Nullable SourceObject source, int field) {
        return field >= 0 && source != null && source.field(field) == null;
    }
}
