package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;

/** Compiles {@code each}: where the elements of a target list are. */
final class ListCompiler {

    private static final String EACH = "each";

    private final Compilation compilation;

    ListCompiler(Compilation compilation) {
        this.compilation = compilation;
    }

    /**
     * @param form the rule of the list, {@code field}, which stands at {@code spot}
     * @return null if it does not say where; that has been reported
     */
    @Nullable
    SourceList list(Form form, String field, Spot spot, Prefix prefix) {
        Form divided = form.get(EACH) instanceof Item.Table ? form.form(EACH) : null;
        List<Item.Scalar> written = divided == null ? form.texts(EACH) : from(divided);
        if (written.isEmpty()) {
            compilation.faults().add("mapping.missing-key", spot, divided == null ? EACH : "from");
            return null;
        }
        if (form.get(EACH) instanceof Item.Listing) {
            List<Path> places = written.stream()
                    .map(place -> path(place.text(), place, prefix))
                    .toList();
            return new SourceList(List.of(), null, places, null, compilation.oneIsList(), text(written));
        }
        List<Path> lists = lists(written.getFirst(), field, prefix);
        return new SourceList(
                lists.subList(0, lists.size() - 1),
                lists.getLast(),
                List.of(),
                divided == null ? null : separators(divided),
                compilation.oneIsList(),
                text(written));
    }

    /** One path: several texts are no list to be divided. */
    private List<Item.Scalar> from(Form divided) {
        divided.allowOnly(Set.of("from", "split"));
        if (divided.get("from") instanceof Item.Listing) {
            divided.wrongKind("from", "text");
        }
        return divided.texts("from");
    }

    private @Nullable Pattern separators(Form divided) {
        List<Item.Scalar> written = divided.texts("split");
        if (written.isEmpty() || written.stream().anyMatch(each -> each.text().isEmpty())) {
            compilation.faults().add("mapping.missing-key", divided.spot(), "split");
            return null;
        }
        return Pattern.compile(
                written.stream().map(each -> Pattern.quote(each.text())).collect(Collectors.joining("|")));
    }

    /** {@code parts[].files}: each list on the way, and the one whose elements are meant. */
    private List<Path> lists(Item.Scalar written, String field, Prefix prefix) {
        List<Path> lists = new ArrayList<>();
        Prefix inside = prefix;
        for (String part : written.text().split("\\[]\\.", -1)) {
            Path path = path(part, written, inside);
            if (path.isRecord(inside)) {
                compilation.faults().add("mapping.each-of-the-record", written.spot(), field);
            }
            lists.add(path);
            inside = inside.into(path);
        }
        return lists;
    }

    /** A list is read by what is read of its elements. */
    private Path path(String text, Item.Scalar written, Prefix prefix) {
        Path path = compilation.plainPath(text);
        if (path.steps().isEmpty() || !path.isSound() || path.up() > prefix.depth()) {
            path = compilation.path(text, written.spot(), prefix);
        }
        compilation.checkInSchema(prefix.full(path), written.spot());
        return path;
    }

    private static String text(List<Item.Scalar> paths) {
        return String.join(", ", paths.stream().map(Item.Scalar::text).toList());
    }
}
