package vn.lienthong.mapping.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.RecordIdentity;
import vn.lienthong.mapping.file.Form;
import vn.lienthong.mapping.file.Item;
import vn.lienthong.mapping.source.MappedTree;

/** Compares what came of a case with what it expects. */
final class Expectation {

    private final CaseRun run;
    private final CaseFile test;
    private final List<String> failures = new ArrayList<>();

    Expectation(CaseRun run, CaseFile test) {
        this.run = run;
        this.test = test;
    }

    List<String> failures(RecordIdentity found, MappingResult result) throws CaseRun.Unrunnable {
        Form expect = test.expect();
        boolean mapped = expect.has("record") || expect.has("fields") || expect.has("warnings");
        boolean refused = expect.has("problem") || expect.has("problems");
        if (!mapped && !refused && !expect.has("notOwed") && !expect.has("identity")) {
            failures.add("the case expects nothing");
        }
        switch (result) {
            case MappingResult.Mapped done -> compare(done, refused || expect.has("notOwed"));
            case MappingResult.Unmapped not -> compare(not.problems(), refused);
            case MappingResult.NotOwed not -> {
                if (!expect.has("notOwed")) {
                    failures.add("expected a record, got: nothing is owed ("
                            + not.reason().place() + ")");
                }
            }
        }
        Form identity = expect.form("identity");
        if (identity != null) {
            compare(identity, found);
        }
        return failures;
    }

    private void compare(MappingResult.Mapped done, boolean otherwise) throws CaseRun.Unrunnable {
        Form expect = test.expect();
        if (otherwise) {
            failures.add("expected " + String.join(", ", expect.entries().keySet()) + ", got a mapped record");
            return;
        }
        JsonNode found = MappedTree.of(done.record().body());
        Item record = expect.get("record");
        if (record != null) {
            failures.addAll(Difference.between(run.expected(test, record), found));
        }
        Form fields = expect.form("fields");
        if (fields != null) {
            fields.entries()
                    .forEach((path, entry) -> Difference.compare(
                            path, entry.value().toJson(), TreePath.of(path).find(found), failures));
        }
        if (expect.has("warnings")) {
            match("warning", expect.forms("warnings"), done.record().warnings());
        }
    }

    private void compare(List<Problem> problems, boolean refused) {
        if (!refused) {
            problems.forEach(problem -> failures.add("expected a record, got " + line(problem)));
            return;
        }
        Form single = test.expect().form("problem");
        match("problem", single == null ? test.expect().forms("problems") : List.of(single), problems);
    }

    /**
     * Every expected one must be there, and no other. Only what is written is compared. What is missing is shown beside what is
     * there instead: a problem of the same field, or of the same code.
     */
    private void match(String kind, List<Form> expected, List<Problem> found) {
        List<Problem> left = new ArrayList<>(found);
        List<Form> missing = new ArrayList<>(expected);
        missing.removeIf(form -> taken(left, problem -> matches(form, problem)) != null);
        for (Form form : missing) {
            Problem instead = taken(left, problem -> form.has("field") && same(form.text("field"), problem.field()));
            if (instead == null) {
                instead = taken(left, problem -> form.has("code") && same(form.text("code"), problem.code()));
            }
            failures.add(kind + "\n  expected " + form.text("code") + " " + Objects.toString(form.text("field"), "")
                    + "\n  got      " + (instead == null ? "nothing like it" : line(instead)));
        }
        left.forEach(problem -> failures.add(kind + "\n  expected nothing more\n  got      " + line(problem)));
    }

    /** The first that fits, which is taken out; null if none does. */
    private static @Nullable Problem taken(List<Problem> left, Predicate<Problem> fits) {
        Problem found = left.stream().filter(fits).findFirst().orElse(null);
        left.remove(found);
        return found;
    }

    private static boolean matches(Form form, Problem problem) {
        return same(form.text("code"), problem.code()) && same(form.text("field"), problem.field());
    }

    private static boolean same(@Nullable String expected, @Nullable String found) {
        return expected == null || expected.equals(found);
    }

    private static String line(Problem problem) {
        return problem.code() + " " + Objects.toString(problem.field(), "") + " (" + problem.place() + ")";
    }

    private void compare(Form expected, RecordIdentity found) {
        expected.entries().forEach((key, entry) -> {
            Object value = switch (key) {
                case "dossier" -> found.dossier();
                case "key" -> found.key();
                case "dueAt" -> found.dueAt();
                case "changedAt" -> found.changedAt();
                default -> "no such part";
            };
            String text =
                    entry.value() instanceof Item.Scalar scalar && scalar.value() != null ? scalar.text() : "nothing";
            if (!text.equals(Objects.toString(value, "nothing"))) {
                failures.add("identity." + key + "\n  expected " + text + "\n  got      "
                        + Objects.toString(value, "nothing"));
            }
        });
    }
}
