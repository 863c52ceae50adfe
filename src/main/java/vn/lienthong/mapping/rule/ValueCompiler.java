package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.code.CodeTable;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.convert.Conversions;
import vn.lienthong.mapping.expression.JqExpression;
import vn.lienthong.mapping.file.Flaws;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.file.Suggestion;
import vn.lienthong.mapping.rule.Extraction.NamedConversion;

/** Compiles the verbs that yield one value. */
final class ValueCompiler {

    static final Set<String> VERBS = Set.of("from", "value", "join", "expr", "default", "crosswalk", "as", "in");

    private final Compilation compilation;

    ValueCompiler(Compilation compilation) {
        this.compilation = compilation;
    }

    /**
     * A rule outside of {@code fields}: a path, or a table with {@code from}, {@code join} or {@code expr}, {@code as}
     * and so on.
     */
    @Nullable
    Extraction standalone(Item item, String key, Prefix prefix) {
        if (item instanceof Item.Scalar scalar && scalar.isText()) {
            return plain(scalar.spot(), List.of(compilation.path(scalar.text(), scalar.spot(), prefix)));
        }
        Form form = Form.of(item, key, compilation.faults());
        if (form == null) {
            return null;
        }
        form.allowOnly(Set.of("from", "join", "expr", "default", "crosswalk", "as", "in"));
        return extraction(form, form.spot(), prefix, false);
    }

    private static Extraction plain(Spot spot, List<Path> paths) {
        return new Extraction(spot, new ValueSource.First(paths), null, null, List.of(), null, false);
    }

    Extraction extraction(Form form, Spot spot, Prefix prefix, boolean personal) {
        if (sources(form) != 1) {
            compilation.faults().add("mapping.one-source", spot);
        }
        return extraction(form, source(form, spot, prefix), spot, prefix, personal);
    }

    /** Of an element of a list; where no verb says what its value is, the element itself. */
    Extraction elementExtraction(Form form, Spot spot, Prefix prefix, boolean personal) {
        if (sources(form) > 0) {
            return extraction(form, spot, prefix, personal);
        }
        ValueSource itself = new ValueSource.First(List.of(compilation.path(".", spot, prefix)));
        return extraction(form, itself, spot, prefix, personal);
    }

    private static long sources(Form form) {
        return Stream.of("from", "join", "expr", "value").filter(form::has).count();
    }

    private Extraction extraction(Form form, ValueSource source, Spot spot, Prefix prefix, boolean personal) {
        return new Extraction(
                spot,
                source,
                literal(form, "default"),
                crosswalk(form, prefix),
                conversions(form),
                table(form, prefix),
                personal);
    }

    private ValueSource source(Form form, Spot spot, Prefix prefix) {
        if (form.has("expr")) {
            return computed(form, prefix);
        }
        Form join = form.has("join") ? form.form("join") : null;
        if (join != null) {
            join.allowOnly(Set.of("from", "with"));
            String with = join.text("with");
            List<Path> joined = paths(join, spot).stream()
                    .map(path -> compilation.path(path.text(), path.spot(), prefix))
                    .toList();
            return new ValueSource.Joined(joined, with == null ? ", " : with);
        }
        return form.has("from")
                ? new ValueSource.First(compilation.alternatives(paths(form, spot), prefix))
                : new ValueSource.Nowhere();
    }

    private List<Item.Scalar> paths(Form form, Spot spot) {
        List<Item.Scalar> written = form.texts("from");
        if (written.isEmpty()) {
            compilation.faults().add("mapping.one-source", spot);
        }
        return written;
    }

    private ValueSource computed(Form form, Prefix prefix) {
        String text = form.text("expr");
        if (text == null || !(form.get("expr") instanceof Item.Scalar written)) {
            return new ValueSource.Nowhere();
        }
        JqExpression.Compiled compiled = JqExpression.compile(text);
        for (JqExpression.Flaw flaw : compiled.flaws()) {
            Spot place = written.inside(flaw.line(), flaw.column());
            compilation.faults().add(new Problem(flaw.code(), place.place(), null, flaw.details()));
        }
        JqExpression expression = compiled.expression();
        return expression == null
                ? new ValueSource.Nowhere()
                : new ValueSource.Computed(
                        expression,
                        expression.reads().stream()
                                .map(read -> compilation.named(read.fromRecord(), read.steps(), prefix))
                                .toList());
    }

    /** A constant of the mapping; null if absent. */
    @Nullable
    JsonNode literal(Form form, String key) {
        Item item = form.get(key);
        if (item == null) {
            return null;
        }
        if (item instanceof Item.Scalar scalar && scalar.value() != null) {
            return scalar.toJson();
        }
        form.wrongKind(key, "text");
        return null;
    }

    private Extraction.@Nullable CrosswalkUse crosswalk(Form form, Prefix prefix) {
        Use use = use(form, "crosswalk", "name", prefix);
        Crosswalk declared =
                use == null ? null : compilation.codes().crosswalk(use.name(), use.spot(), compilation.faults());
        if (use == null || declared == null) {
            return null;
        }
        Crosswalk crosswalk = use.reverse() ? reversed(declared, use.spot()) : declared;
        if (crosswalk.isDated() && use.on() == null) {
            compilation
                    .faults()
                    .add(Problem.of("mapping.crosswalk-needs-on")
                            .at(use.spot().place())
                            .with("name", use.name()));
        }
        compilation.files().addAll(crosswalk.files());
        return new Extraction.CrosswalkUse(crosswalk, crosswalk.isDated() ? use.on() : null);
    }

    /** Read from right to left; codes that would mean several things then are a fault of the rule. */
    private Crosswalk reversed(Crosswalk crosswalk, Spot spot) {
        List<String> ambiguous = crosswalk.ambiguous();
        if (!ambiguous.isEmpty()) {
            compilation
                    .faults()
                    .add(Problem.of("mapping.crosswalk-ambiguous")
                            .at(spot.place())
                            .with("name", crosswalk.name())
                            .with("codes", String.join(", ", ambiguous)));
        }
        return crosswalk.reversed();
    }

    private Extraction.@Nullable TableUse table(Form form, Prefix prefix) {
        Use use = use(form, "in", "table", prefix);
        CodeTable table = use == null ? null : compilation.codes().table(use.name(), use.spot(), compilation.faults());
        if (use == null || table == null) {
            return null;
        }
        compilation.files().addAll(table.files());
        return new Extraction.TableUse(table, table.isDated() ? use.on() : null);
    }

    private record Use(String name, Spot spot, @Nullable Extraction on, boolean reverse) {}

    /**
     * {@code crosswalk: name}, or {@code crosswalk: { name: …, on: rule, reverse: true }} where codes hold on some days only or
     * are read from right to left.
     */
    private @Nullable Use use(Form form, String key, String nameKey, Prefix prefix) {
        Item item = form.get(key);
        if (item == null) {
            return null;
        }
        if (item instanceof Item.Table) {
            Form table = form.form(key);
            String name = table == null ? null : table.requiredText(nameKey);
            if (table == null || name == null) {
                return null;
            }
            table.allowOnly(key.equals("crosswalk") ? Set.of(nameKey, "on", "reverse") : Set.of(nameKey, "on"));
            Item on = table.get("on");
            return new Use(
                    name, table.spot(nameKey), on == null ? null : standalone(on, "on", prefix), table.flag("reverse"));
        }
        String name = form.text(key);
        return name == null ? null : new Use(name, item.spot(), null, false);
    }

    private List<NamedConversion> conversions(Form form) {
        Item as = form.get("as");
        List<NamedConversion> conversions = new ArrayList<>();
        List<Item> items = as == null ? List.of() : as instanceof Item.Listing listing ? listing.items() : List.of(as);
        for (Item item : items) {
            if (item instanceof Item.Scalar scalar && scalar.isText()) {
                convert(scalar.text(), null, scalar.spot(), conversions);
            } else if (item instanceof Item.Table table && table.entries().size() == 1) {
                table.entries().forEach((name, entry) -> convert(name, entry.value(), entry.keySpot(), conversions));
            } else {
                form.wrongKind("as", "conversion");
            }
        }
        return List.copyOf(conversions);
    }

    private void convert(String name, @Nullable Item options, Spot spot, List<NamedConversion> conversions) {
        Conversions.Made made = Conversions.find(name, options == null ? MissingNode.getInstance() : options.toJson())
                .orElse(null);
        if (made == null) {
            compilation
                    .faults()
                    .add(Problem.of("mapping.unknown-conversion")
                            .at(spot.place())
                            .with("name", name)
                            .with("hint", Suggestion.of(name, Conversions.names())));
            return;
        }
        for (Flaws.Flaw flaw : made.flaws()) {
            Spot place = flaw.spot(options);
            compilation.faults().add(flaw.problem().at((place == null ? spot : place).place()));
        }
        conversions.add(new NamedConversion(name, made.conversion()));
    }
}
