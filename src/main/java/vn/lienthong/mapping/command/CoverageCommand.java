package vn.lienthong.mapping.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import vn.lienthong.mapping.Coverage;
import vn.lienthong.mapping.Coverage.Kind;
import vn.lienthong.mapping.MappingTests;

/** Says how much of each contract is produced, and how much of that is proven by a case. */
final class CoverageCommand implements Command {

    @Override
    public String help() {
        return """
                mapping coverage [DIR] [--threshold=PERCENT] [--fields]
                For each contract that the mappings of a folder (default: mappings) produce: which fields are mapped,
                constant, defaulted, filled later (by whom the contract says), never produced, never tested. A field is
                tested when a case that holds compares it and the record has a value there.
                A contract's shares are of all its fields, each taken from the mapping that does most for it: an export
                can only fill what its agency has. Mandatory is what the contract demands a value for.
                  --threshold=PERCENT  ends with 1 unless each contract has all of its mandatory fields and at least
                                       this share of the others, each mapping all the mandatory fields it owes, and no
                                       mapping produces a field that no case shows
                  --fields             every field of every mapping, with its rule
                """;
    }

    @Override
    public Set<String> options() {
        return Set.of("threshold", "fields");
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse {
        arguments.expect(0, 1);
        Path folder = arguments.folder(0, "mappings");
        int threshold = arguments.number("threshold", 0, -1);
        MappingTests.Examined examined = new MappingTests(output.language()).examine(folder);
        examined.faults().forEach(fault -> output.problem("", fault));
        Coverage coverage = examined.coverage();
        boolean good = examined.faults().isEmpty();
        for (Coverage.Contract contract : coverage.contracts()) {
            show(contract, arguments.has("fields"), output);
            good &= threshold < 0 || reaches(contract, threshold);
        }
        coverage.unmapped().forEach(name -> output.line(name + ": no mapping uses it"));
        if (threshold >= 0) {
            output.line(good ? "the threshold is reached" : "the threshold is not reached");
        }
        return good ? 0 : 1;
    }

    private static boolean reaches(Coverage.Contract contract, int threshold) {
        return contract.mandatory().percent() == 100
                && contract.optional().percent() >= threshold
                && contract.mappings().stream()
                        .allMatch(mapping -> mapping.mandatory().percent() == 100
                                && mapping.unproven().isEmpty());
    }

    private static void show(Coverage.Contract contract, boolean fields, Output output) {
        output.line(contract.name() + ": mandatory " + text(contract.mandatory()) + ", optional "
                + text(contract.optional()));
        for (Coverage.OfMapping mapping : contract.mappings()) {
            output.line("  " + mapping.name() + ": mandatory " + text(mapping.mandatory()) + "; " + kinds(mapping));
            mapping.unproven()
                    .forEach(field -> output.line("    never tested: " + field.path() + "  (" + field.place() + ")"));
            if (fields) {
                mapping.fields().forEach(field -> output.line("    " + line(field)));
            } else if (mapping.count(Kind.NEVER_PRODUCED) > 0) {
                output.line("    never produced: " + String.join(", ", mapping.neverProduced()));
            }
        }
    }

    private static String kinds(Coverage.OfMapping mapping) {
        String counts = Arrays.stream(Kind.values())
                .map(kind -> mapping.count(kind) + " " + word(kind))
                .collect(Collectors.joining(", "));
        return counts + ", " + mapping.unproven().size() + " never tested";
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String line(Coverage.Field field) {
        return field.path() + "  " + word(field.kind()) + (field.mandatory() ? ", mandatory" : "")
                + (field.isProduced() && !field.proven() ? ", never tested" : "") + "  (" + field.place() + ")";
    }

    private static String text(Coverage.Share share) {
        return share.covered() + " of " + share.all() + " (" + share.percent() + " %)";
    }
}
