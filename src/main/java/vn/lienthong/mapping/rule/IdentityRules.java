package vn.lienthong.mapping.rule;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.Sha256;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.convert.IsoMoment;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.file.Spot;
import vn.lienthong.mapping.source.SourceObject;

/**
 * Finds what a record is about. It asks the same rules as the fields do but reports nothing: whoever is to send the record
 * hears of what is wrong from the fields.
 *
 * @param notContent fields that do not count as content; null: the record's bytes are its content, as they stand
 */
record IdentityRules(
        Spot spot,
        @Nullable Extraction dossier,
        List<KeyPart> key,
        @Nullable Extraction dueAt,
        @Nullable Extraction changedAt,
        @Nullable Set<String> notContent) {

    private static final int LONGEST_KEY = 300;

    /** One part of a key. */
    sealed interface KeyPart {

        /** The dossier's number, by the same rule. */
        record Number() implements KeyPart {}

        record Plain(Extraction rule) implements KeyPart {}

        /** Values that only count by a hash: they may be many, long or personal, and absent ones count too. */
        record Hashed(List<Extraction> rules) implements KeyPart {}
    }

    /** The identity of a record that cannot even be read. */
    static RecordIdentity ofUnreadable(SourceRecord record) {
        return new RecordIdentity(null, null, null, null, Sha256.hex(record.body()));
    }

    RecordIdentity of(SourceObject root, SourceRecord record) {
        Run run = new Run(root, spot, Trail.NONE);
        Scope scope = Scope.of(root);
        String number = text(dossier, scope, run);
        return new RecordIdentity(
                dossierNo(number),
                key(number, scope, run),
                instant(dueAt, scope, run),
                instant(changedAt, scope, run),
                content(root, record));
    }

    private static @Nullable DossierNo dossierNo(@Nullable String number) {
        try {
            return number == null ? null : new DossierNo(number);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }

    private @Nullable String key(@Nullable String number, Scope scope, Run run) {
        if (key.isEmpty()) {
            return null;
        }
        StringBuilder whole = new StringBuilder();
        for (KeyPart part : key) {
            String text = switch (part) {
                case KeyPart.Number same -> number;
                case KeyPart.Plain plain -> text(plain.rule(), scope, run);
                case KeyPart.Hashed hashed -> hash(hashed.rules(), scope, run);
            };
            if (text == null) {
                return null;
            }
            whole.append(whole.isEmpty() ? "" : "|").append(text);
        }
        return whole.length() <= LONGEST_KEY ? whole.toString() : Sha256.hex(whole.toString());
    }

    private static String hash(List<Extraction> rules, Scope scope, Run run) {
        ContentHash hash = new ContentHash();
        for (Extraction rule : rules) {
            String text = text(rule, scope, run);
            hash.add(text == null ? "" : text);
        }
        return hash.finish().substring(0, 16);
    }

    private static @Nullable Instant instant(@Nullable Extraction rule, Scope scope, Run run) {
        String text = text(rule, scope, run);
        Instant quick = text == null ? null : IsoMoment.instant(text);
        if (quick != null) {
            return quick;
        }
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException notOne) {
            return null;
        }
    }

    /**
     * Warns of a time that its rule refuses: no field may want it, and it would be unknown without a word.
     *
     * @param found without those times that were read
     */
    void tellOfTimes(@Nullable RecordIdentity found, SourceObject root, Run run) {
        if (found == null || found.dueAt() == null) {
            tellOf(dueAt, "mapping.deadline-unknown", root, run);
        }
        if (found == null || found.changedAt() == null) {
            tellOf(changedAt, "mapping.change-unknown", root, run);
        }
    }

    private void tellOf(@Nullable Extraction rule, String code, SourceObject root, Run run) {
        if (rule != null && rule.value(Scope.of(root), new Run(root, spot, Trail.NONE), "") == Extraction.FAILED) {
            run.warn(Problem.of(code)
                    .at(rule.spot().toString())
                    .in(rule.paths().stream().map(Path::text).collect(Collectors.joining(", "))));
        }
    }

    private String content(SourceObject root, SourceRecord record) {
        return notContent == null ? Sha256.hex(record.body()) : ContentHash.of(root, notContent);
    }

    private static @Nullable String text(@Nullable Extraction rule, Scope scope, Run run) {
        Object value = rule == null ? null : rule.value(scope, run, "");
        return value == null || value == Extraction.FAILED
                ? null
                : Values.bare(value).toString();
    }

    static IdentityRules read(Form form, Compilation compilation, ValueCompiler values) {
        List<KeyPart> key = new ArrayList<>();
        Item declared = form.get("key");
        List<Item> parts =
                declared == null ? List.of() : declared instanceof Item.Listing list ? list.items() : List.of(declared);
        for (Item part : parts) {
            KeyPart compiled = keyPart(part, form, values);
            if (compiled != null) {
                key.add(compiled);
            }
        }
        Set<String> notContent = new TreeSet<>();
        form.texts("notContent").forEach(name -> {
            notContent.add(name.text());
            compilation.read().take(List.of(name.text()));
        });
        return new IdentityRules(
                form.spot(),
                rule(form, "dossier", values),
                List.copyOf(key),
                instant("dueAt", "mapping.due-is-no-instant", form, compilation, values),
                instant("changedAt", "mapping.change-is-no-instant", form, compilation, values),
                form.has("notContent") ? notContent : null);
    }

    private static @Nullable KeyPart keyPart(Item item, Form form, ValueCompiler values) {
        if (item instanceof Item.Table table && table.get("hash") instanceof Item.Listing hashed) {
            List<Extraction> rules = new ArrayList<>();
            for (Item each : hashed.items()) {
                Extraction rule = values.standalone(each, "key", Prefix.RECORD);
                if (rule != null) {
                    rules.add(rule);
                }
            }
            if (table.entries().size() > 1) {
                form.wrongKind("key", "hash");
            }
            return new KeyPart.Hashed(rules);
        }
        Item dossier = form.get("dossier");
        if (dossier != null && dossier.toJson().equals(item.toJson())) {
            return new KeyPart.Number();
        }
        Extraction rule = values.standalone(item, "key", Prefix.RECORD);
        return rule == null ? null : new KeyPart.Plain(rule);
    }

    /** Only an instant says when; any other text would leave the time unknown, and nobody would hear of it. */
    private static @Nullable Extraction instant(
            String key, String code, Form form, Compilation compilation, ValueCompiler values) {
        Extraction rule = rule(form, key, values);
        if (rule != null
                && (rule.conversions().isEmpty()
                        || !rule.conversions().getLast().name().equals("instant"))) {
            compilation.faults().add(code, form.spot(key), key);
        }
        return rule;
    }

    private static @Nullable Extraction rule(Form form, String key, ValueCompiler values) {
        Item item = form.get(key);
        return item == null ? null : values.standalone(item, key, Prefix.RECORD);
    }
}
