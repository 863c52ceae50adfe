package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.code.Codes;
import vn.lienthong.mapping.contract.Type;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.source.AskedFields;
import vn.lienthong.mapping.source.SourceNames;

/** What the compilation of one mapping shares: the codes it may use, its faults, the files and source fields it read. */
final class Compilation {

    private final Codes codes;
    private final Faults faults;
    private final Set<String> files = new TreeSet<>();
    private final SourceFields read = new SourceFields();
    private final Map<String, Integer> names = new LinkedHashMap<>();
    private final List<Set<String>> asked = new ArrayList<>();
    private final Type.@Nullable Structure source;
    private final boolean oneIsList;

    /**
     * @param source the schema of the source; null if it has none
     * @param oneIsList whether a list with one element looks like the element, as it does in XML
     */
    Compilation(Codes codes, Type.@Nullable Structure source, boolean oneIsList, Faults faults) {
        this.codes = codes;
        this.source = source;
        this.oneIsList = oneIsList;
        this.faults = faults;
    }

    Codes codes() {
        return codes;
    }

    boolean oneIsList() {
        return oneIsList;
    }

    Faults faults() {
        return faults;
    }

    Set<String> files() {
        return files;
    }

    SourceFields read() {
        return read;
    }

    /** The number of a source field's name, the same each time it is asked for. */
    int number(String name) {
        return names.computeIfAbsent(name, fresh -> names.size());
    }

    /** Every name that has been given a number. */
    SourceNames names() {
        return new SourceNames(names.keySet());
    }

    /** What the rules ask each record for. */
    AskedFields asked() {
        return new AskedFields(asked);
    }

    /** A path, not noted. */
    Path plainPath(String text) {
        return Path.of(text, this::number);
    }

    /** A path, noted as read. The prefix is where {@code each} has led. */
    Path path(String text, Spot spot, Prefix prefix) {
        Path path = oneOfSeveral(text, spot, prefix);
        ask(List.of(path), prefix);
        return path;
    }

    /** The same of paths of which one is enough. */
    List<Path> alternatives(List<Item.Scalar> written, Prefix prefix) {
        List<Path> paths = written.stream()
                .map(path -> oneOfSeveral(path.text(), path.spot(), prefix))
                .toList();
        ask(paths, prefix);
        return paths;
    }

    private void ask(List<Path> anyOf, Prefix prefix) {
        Set<String> fields = new LinkedHashSet<>();
        anyOf.forEach(path -> prefix.full(path).stream().limit(1).forEach(fields::add));
        if (!fields.isEmpty() && anyOf.stream().noneMatch(Path::isQuestion)) {
            asked.add(fields);
        }
    }

    private Path oneOfSeveral(String text, Spot spot, Prefix prefix) {
        Path path = plainPath(text);
        if (!path.isSound() || path.up() > prefix.depth()) {
            faults.add(Problem.of("mapping.bad-path").at(spot.place()).with("path", text));
        }
        List<String> full = prefix.full(path);
        checkInSchema(full, spot);
        read.take(full);
        return path;
    }

    /** A field that an expression names, noted as read. */
    Path named(boolean fromRoot, List<String> steps, Prefix prefix) {
        String text = String.join(
                ".", steps.stream().map(step -> step.replace(".", "\\.")).toList());
        Path path = plainPath(fromRoot ? "/" + text : text);
        ask(List.of(path), prefix);
        read.take(prefix.full(path));
        return path;
    }

    /** A name that a closed schema does not have is read in vain: no record may hold it. */
    void checkInSchema(List<String> steps, Spot spot) {
        Type at = source;
        for (String step : steps) {
            Type inside = at instanceof Type.Sequence list ? list.items() : at;
            if (!(inside instanceof Type.Structure object)) {
                return;
            }
            Type.Property property = object.properties().get(step);
            if (property == null && !object.open()) {
                faults.add(Problem.of("mapping.unknown-source-field")
                        .at(spot.place())
                        .in(step)
                        .with("hint", Suggestion.of(step, object.properties().keySet())));
            }
            at = property == null ? null : property.type();
        }
    }
}
