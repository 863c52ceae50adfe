package vn.lienthong.mapping.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.SourceFormat;
import vn.lienthong.mapping.rule.RecordMapping;
import vn.lienthong.mapping.rule.TargetField;

/** Compares what two versions of a mapping make of the same records. */
final class DiffCommand implements Command {

    @Override
    public String help() {
        return """
                mapping diff OLD NEW INPUT… [--show-values]
                Maps the records of each INPUT by two mappings and prints, for which records, which outgoing fields change.
                OLD and NEW are mapping files or their folders, each with the crosswalks of the folder it lies in, such as
                a second checkout of the last release. Ends with 1 if a record that could be mapped no longer can.
                  --show-values   also values that the contract says tell of a person; otherwise they are •••
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("show-values");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse, IOException {
        arguments.expect(3, Integer.MAX_VALUE);
        RecordMapping before = ChosenMapping.of(arguments.words().get(0), output);
        RecordMapping after = ChosenMapping.of(arguments.words().get(1), output);
        Comparison comparison = new Comparison(before, after, arguments.has("show-values"), output);
        try {
            for (int i = 2; i < arguments.words().size(); i++) {
                comparison.compare(arguments.file(i));
            }
        } catch (SourceFormat.UnreadableFile unreadable) {
            output.problem("", unreadable.problem());
            return 1;
        }
        return comparison.sum() ? 0 : 1;
    }

    private static final class Comparison {

        private final RecordMapping before;
        private final RecordMapping after;
        private final Set<String> personal;
        private final Output output;
        private final Map<String, Integer> fields = new TreeMap<>();
        private int records;
        private int changed;
        private int lost;
        private int won;

        Comparison(RecordMapping before, RecordMapping after, boolean showValues, Output output) {
            this.before = before;
            this.after = after;
            this.output = output;
            List<TargetField> known = new ArrayList<>(before.targets());
            known.addAll(after.targets());
            this.personal = known.stream()
                    .filter(field -> !showValues && field.personal())
                    .map(TargetField::path)
                    .collect(Collectors.toSet());
        }

        /** Records are the same that stand at the same place, counted as a person counts them. */
        void compare(Path input) throws IOException, SourceFormat.UnreadableFile {
            output.line(input.toString());
            try (SourceFormat.Rows old = before.source().open(input);
                    SourceFormat.Rows fresh = after.source().open(input)) {
                SourceFormat.Row one = old.next();
                SourceFormat.Row other = fresh.next();
                while (one != null || other != null) {
                    compare(one, other);
                    one = one == null ? null : old.next();
                    other = other == null ? null : fresh.next();
                }
            }
        }

        private void compare(SourceFormat.@Nullable Row one, SourceFormat.@Nullable Row other) {
            Mapping.Identified old = one == null ? null : before.identify(one.record());
            Mapping.Identified fresh = other == null ? null : after.identify(other.record());
            Map<String, String> was = Outgoing.of(old);
            Map<String, String> is = Outgoing.of(fresh);
            Set<String> names = new TreeSet<>(was.keySet());
            names.addAll(is.keySet());
            names.removeIf(name -> Objects.equals(was.get(name), is.get(name)));
            records++;
            lost += isRefused(fresh) && !isRefused(old) ? 1 : 0;
            won += isRefused(old) && !isRefused(fresh) ? 1 : 0;
            if (!names.isEmpty()) {
                changed++;
                String place = one != null ? one.place() : other != null ? other.place() : "";
                output.line("  " + place + Outgoing.dossier(old == null ? fresh : old));
                for (String name : names) {
                    fields.merge(name.replaceAll("\\[\\d+]", "[]"), 1, Integer::sum);
                    output.line("    " + name + ": " + shown(name, was.get(name)) + " → " + shown(name, is.get(name)));
                }
            }
        }

        private static boolean isRefused(Mapping.@Nullable Identified record) {
            return record == null || record.result() instanceof MappingResult.Unmapped;
        }

        private String shown(String name, @Nullable String value) {
            if (value == null) {
                return "nothing";
            }
            return personal.contains(name.replaceAll("\\[\\d+]", "")) ? "•••" : value;
        }

        /** Whether nothing was lost. */
        boolean sum() {
            fields.forEach((name, count) -> output.line(name + ": changes in " + count + " places"));
            output.line(changed + " of " + records + " records change; " + won + " can now be mapped, " + lost
                    + " no longer can");
            return lost == 0;
        }
    }
}
