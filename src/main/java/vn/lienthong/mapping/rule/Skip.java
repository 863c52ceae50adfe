package vn.lienthong.mapping.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;

/** Records that are right and of which nothing is owed; the reason, in both languages, says why. */
record Skip(List<Condition> when, Problem reason) {

    static List<Skip> read(Form mapping, Compilation compilation) {
        List<Skip> skips = new ArrayList<>();
        for (Form form : mapping.forms("skip")) {
            form.allowOnly(Set.of("when", "because"));
            List<Condition> when = Condition.read(form, compilation, Prefix.RECORD);
            boolean asksNothing = form.get("when") instanceof Item.Listing list
                    && list.items().isEmpty();
            if (asksNothing || !form.has("when")) {
                compilation.faults().add("mapping.missing-key", form.spot("when"), "when");
            }
            skips.add(new Skip(when, new Problem("mapping.not-owed", form.spot().toString(), null, reason(form))));
        }
        return List.copyOf(skips);
    }

    private static Map<String, String> reason(Form form) {
        if (form.get("because") instanceof Item.Table) {
            Form because = form.form("because");
            if (because != null) {
                because.allowOnly(Set.of("vi", "en"));
            }
            String vi = because == null ? null : because.requiredText("vi");
            String en = because == null ? null : because.requiredText("en");
            return Map.of("vi", vi == null ? "" : vi, "en", en == null ? "" : en);
        }
        String text = form.requiredText("because");
        return Map.of("vi", text == null ? "" : text, "en", text == null ? "" : text);
    }
}
