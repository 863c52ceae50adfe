package vn.lienthong.mapping.beginning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.SourceFormat.UnreadableFile;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.contract.Type;

/**
 * The text of a new mapping. A field of the sample becomes a rule where it is like one contract field by its name, an alias or
 * its values, with the crosswalk that knows its codes, and a comment where it may be; a field the contract
 * wants a value for gets a rule that reads nothing, so that the mapping loads and every record says what is still missing.
 * Nothing is decided: who knows the data corrects every line.
 *
 * @param text the mapping file
 * @param record the sample's first record, for the first case
 */
public record Beginning(String text, SourceRecord record) {

    /**
     * @param name the mapping's name
     * @param target the contract's file, seen from the mapping's folder
     * @param crosswalks that may lead from the sample's codes to those of the contract
     * @return empty if the sample has no record in any way it can be read
     * @throws UnreadableFile if it cannot be read at all
     */
    public static Optional<Beginning> of(
            Path sample, String name, String target, Type.Structure contract, List<Crosswalk> crosswalks)
            throws IOException, UnreadableFile {
        Sample found = Sample.of(sample);
        return found == null
                ? Optional.empty()
                : Optional.of(new Beginning(text(found, name, target, contract, crosswalks), found.record()));
    }

    private static String text(
            Sample sample, String name, String target, Type.Structure contract, List<Crosswalk> crosswalks) {
        SampleFields fields = sample.fields();
        Pairing pairing = new Pairing("", contract, fields);
        Set<String> read = new HashSet<>();
        String rules = Rules.of(contract, fields, pairing, read, crosswalks);
        return """
                # A beginning, made of names and one record. Check every line with whoever knows the data.
                mapping: %s
                summary: "Made of a sample; say here what it maps"
                source: %s
                target: %s

                %s# changedAt: { from: …, as: instant }   # when the source last changed it, if it says: what is older is not sent

                %s%s""".formatted(name, sample.declaration(), target, identity(pairing, fields), rules, left(fields, read));
    }

    private static String identity(Pairing pairing, SampleFields fields) {
        String dossier = pairing.dossier()
                .map(pair -> "{ from: " + quoted(pair.source())
                        + (pair.property().usual() == null
                                ? ""
                                : ", as: " + pair.property().usual()) + " }")
                .map(from -> "dossier: " + from + "\nkey: [" + from + "]\n")
                .orElse("""
                        # dossier: { from: … }     # whose dossier the record belongs to
                        # key: [{ from: … }]       # what makes it the same record when it comes again
                        """);
        String promised = pairing.promised()
                .filter(pair -> DayShapes.are(fields.texts(pair.source())))
                .map(pair -> "dueAt: { from: " + quoted(pair.source()) + ", as: "
                        + DayShapes.conversion("instant", fields.texts(pair.source())) + " }\n")
                .orElse("");
        return dossier + promised;
    }

    private static String left(SampleFields fields, Set<String> read) {
        List<String> left = fields.without(read);
        List<String> counters =
                left.stream().filter(name -> isCounter(fields.texts(name))).toList();
        return comment("A counter: the same row at another place is the same row.", "notContent", counters)
                + comment(
                        "No rule reads these; each is told with every record until a rule does, or it is listed here.",
                        "unused",
                        left.stream().filter(name -> !counters.contains(name)).toList());
    }

    private static String comment(String says, String key, List<String> names) {
        return names.isEmpty()
                ? ""
                : "\n# " + says + "\n# " + key + ": ["
                        + names.stream().map(Beginning::quoted).collect(Collectors.joining(", ")) + "]\n";
    }

    /** Whether texts are numbers one after the other. */
    private static boolean isCounter(Set<String> texts) {
        long next = -1;
        for (String text : texts) {
            if (!text.matches("\\d{1,9}") || next >= 0 && Long.parseLong(text) != next) {
                return false;
            }
            next = Long.parseLong(text) + 1;
        }
        return texts.size() > 1;
    }

    /** As YAML takes any text. */
    static String quoted(String text) {
        return JsonNodeFactory.instance.stringNode(text).toString();
    }
}
