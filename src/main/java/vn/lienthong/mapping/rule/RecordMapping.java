package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.dossier.MappedRecord;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.Explanation;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.contract.MaskedText;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.contract.XmlForm;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.RecordReader;
import vn.lienthong.mapping.source.RecordReader.Unreadable;
import vn.lienthong.mapping.source.SourceObject;

/**
 * A mapping at work.
 *
 * @param file where it is declared, within the mappings folder
 * @param xml how the target is written as XML; null: it is JSON
 * @param contract the contract of its target, within the mappings folder
 * @param files every file it is made of
 */
public record RecordMapping(
        String name,
        String version,
        String file,
        SourceFormat source,
        RecordReader reader,
        Spot spot,
        IdentityRules identity,
        List<Skip> skips,
        SourceShape shape,
        ObjectRules rules,
        @Nullable XmlForm xml,
        String contract,
        Type.Structure target,
        Map<String, byte[]> files)
        implements Mapping {

    /** A target says more than its source: names, and what is not known. */
    private static final int SPARE = 512;

    private static final String OURS = "vn.lienthong.";

    @Override
    public MappingResult map(SourceRecord record) {
        try {
            return map(read(record), record, Trail.NONE);
        } catch (Unreadable unreadable) {
            return new MappingResult.Unmapped(List.of(unreadable.problem()));
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return failed(unforeseen);
        }
    }

    @Override
    public Identified identify(SourceRecord record) {
        RecordIdentity found = null;
        try {
            SourceObject root = read(record);
            found = identity.of(root, record);
            return new Identified(found, map(root, record, Trail.NONE, found));
        } catch (Unreadable unreadable) {
            return new Identified(
                    IdentityRules.ofUnreadable(record), new MappingResult.Unmapped(List.of(unreadable.problem())));
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return new Identified(found == null ? IdentityRules.ofUnreadable(record) : found, failed(unforeseen));
        }
    }

    /** A fault of the engine's own. Thrown, it would keep every record behind this one from being taken. */
    private MappingResult failed(Throwable unforeseen) {
        String at = Arrays.stream(unforeseen.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("?");
        return new MappingResult.Unmapped(List.of(Problem.of("mapping.failed")
                .at(spot.toString())
                .with("cause", unforeseen.getClass().getSimpleName())
                .with("at", at)));
    }

    @Override
    public Explanation explain(SourceRecord record) {
        try {
            return trace(read(record), record).explanation();
        } catch (Unreadable unreadable) {
            return new Explanation(map(record), List.of());
        } catch (RuntimeException | StackOverflowError unforeseen) {
            return new Explanation(failed(unforeseen), List.of());
        }
    }

    /** A record that is there as a tree, as rules see it. */
    public SourceObject numbered(ObjectNode tree) {
        return tree instanceof SourceObject root ? root : reader.read(tree);
    }

    /** The record as a tree, as rules see it. */
    public SourceObject read(SourceRecord record) throws Unreadable {
        return reader.read(record);
    }

    /**
     * What was seen while a record was mapped.
     *
     * @param reached the rules and skips that had something to do, as {@link #reachable} names them
     */
    public record Traced(RecordIdentity identity, Explanation explanation, Set<Object> reached) {}

    /** Maps a record that is there as a tree, and takes down how. */
    public Traced trace(JsonNode tree, SourceRecord record) {
        if (tree instanceof SourceObject root) {
            return trace(root, record);
        }
        if (tree instanceof ObjectNode object) {
            return trace(reader.read(object), record);
        }
        Problem problem =
                Problem.of("mapping.record-is-no-object").at(spot.toString()).with("found", Names.type(tree));
        MappingResult result = new MappingResult.Unmapped(List.of(problem));
        return new Traced(IdentityRules.ofUnreadable(record), new Explanation(result, List.of()), Set.of());
    }

    private Traced trace(SourceObject root, SourceRecord record) {
        WrittenTrail trail = new WrittenTrail();
        MappingResult result = map(root, record, trail);
        return new Traced(identity.of(root, record), new Explanation(result, trail.fields()), trail.reached());
    }

    MappingResult map(SourceObject root, SourceRecord record, Trail trail) {
        return map(root, record, trail, null);
    }

    /** @param found what is known of it already; null: nothing */
    private MappingResult map(SourceObject root, SourceRecord record, Trail trail, @Nullable RecordIdentity found) {
        Run run = new Run(root, spot, trail);
        Scope scope = Scope.of(root);
        for (Skip skip : skips) {
            if (Condition.all(skip.when(), scope, run)) {
                trail.reached(skip);
                return new MappingResult.NotOwed(skip.reason());
            }
        }
        shape.check(root, run, spot);
        byte[] json = rules.document(scope, run, record.body().length + SPARE);
        byte[] body = xml == null || run.hasProblems() ? json : XmlOutput.write(json, xml, rules, run);
        if (run.hasProblems()) {
            return new MappingResult.Unmapped(run.problems());
        }
        identity.tellOfTimes(found, root, run);
        return new MappingResult.Mapped(
                new MappedRecord(body, name, version, run.warnings(), () -> PersonalTexts.of(json, target)));
    }

    /** What a complete set of cases reaches: each rule and each skip, with the words for a person. */
    public List<Reachable> reachable() {
        List<Reachable> all = new ArrayList<>();
        skips.forEach(
                skip -> all.add(new Reachable(skip, String.valueOf(skip.reason().place()), "skip")));
        FieldsCompiler.flat(rules.all())
                .forEach(rule -> all.add(new Reachable(rule, rule.spot().toString(), rule.name())));
        return all;
    }

    /** Fields of the source schema that no rule reads and {@code unused} does not list. */
    public List<String> unread() {
        return shape.unread();
    }

    /** Every field of the contract, and what the mapping does for it. */
    public List<TargetField> targets() {
        return TargetFields.of(target, rules);
    }

    /** What becomes of each source field. */
    public Lineage lineage() {
        return LineageTracer.trace(reader.names(), shape.type(), identity, skips, rules);
    }

    @Override
    public String masked(SourceRecord record) {
        try {
            return MaskedText.of(read(record), lineage());
        } catch (Unreadable | RuntimeException | StackOverflowError cannot) {
            return MaskedText.MASK;
        }
    }

    /** A rule that a case can reach. */
    public record Reachable(Object rule, String place, String name) {}
}
