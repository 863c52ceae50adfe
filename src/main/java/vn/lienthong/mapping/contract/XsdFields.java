package vn.lienthong.mapping.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Faults;
import vn.lienthong.mapping.file.Suggestion;

/** Makes fields of what an XSD declares, with what we say of them beyond XSD. */
final class XsdFields {

    private static final Set<String> READ = Set.of(
            "sequence",
            "all",
            "choice",
            "group",
            "element",
            "attribute",
            "attributeGroup",
            "complexType",
            "simpleType",
            "simpleContent",
            "complexContent",
            "extension",
            "annotation");
    private static final Set<String> OURS = Set.of("personal", "origin", "code-table", "filled-by");

    private static final String EMPTY = "\"\"";
    private static final String NIL = "null";

    private final Faults faults;
    private final List<Contract.Named> tables = new ArrayList<>();

    XsdFields(Faults faults) {
        this.faults = faults;
    }

    /** The code tables that were named. */
    List<Contract.Named> tables() {
        return tables;
    }

    /** One whose value, where it is not known, is written empty if that is allowed, or not at all. */
    Type.Property field(String name, XsdNode node, Type type, boolean required) {
        boolean mayBeEmpty = required && type instanceof ScalarType scalar && scalar.check("") == null;
        return field(name, node, type, required, mayBeEmpty ? EMPTY : null);
    }

    /** A mandatory element that is written {@code xsi:nil} where nothing is known. */
    Type.Property nillable(String name, XsdNode node, Type type) {
        return field(name, node, type, true, NIL);
    }

    private Type.Property field(String name, XsdNode node, Type type, boolean required, @Nullable String unknown) {
        return new Type.Property(
                name,
                node.spot(),
                type,
                required,
                unknown,
                personal(node),
                node.ours().containsKey("filled-by"),
                List.of(),
                null);
    }

    private Personal personal(XsdNode node) {
        for (String key : node.ours().keySet()) {
            if (!OURS.contains(key)) {
                faults.add(Problem.of("mapping.unknown-key")
                        .at(node.spot().place())
                        .in(key)
                        .with("hint", Suggestion.of(key, OURS)));
            }
        }
        String table = node.ours().get("code-table");
        if (table != null) {
            tables.add(new Contract.Named(table, node.spot()));
        }
        String word = node.ours().get("personal");
        if (word == null) {
            return Personal.UNCLASSIFIED;
        }
        return Personal.named(word).orElseGet(() -> {
            faults.add(Problem.of("mapping.wrong-kind")
                    .at(node.spot().place())
                    .in("personal")
                    .with("expected", String.join(", ", Personal.words())));
            return Personal.UNCLASSIFIED;
        });
    }

    void notRead(XsdNode node, String what) {
        faults.add(Problem.of("mapping.xsd-not-read")
                .at(node.spot().place())
                .in(what)
                .with("known", String.join(", ", new TreeSet<>(READ))));
    }

    void withinItself(XsdNode node, String name) {
        faults.add("mapping.contract-within-itself", node.spot(), name);
    }
}
