package vn.lienthong.mapping.command;

import java.util.List;
import vn.lienthong.mapping.code.Crosswalk;
import vn.lienthong.mapping.crosswalk.CrosswalkWorkbook;
import vn.lienthong.mapping.crosswalk.PairSuggestions;

/** Suggests pairs. */
final class SuggestCommand implements Command {

    @Override
    public String help() {
        return """
                crosswalk suggest FILE [CODE…]
                Prints what codes without a pair may become, by likeness of names: each CODE, or else every code of the
                crosswalk's left table that has no pair. A procedure's name is a code too where the crosswalk goes by
                names. Suggestions only: whoever owns the codes decides, and writes the pair.
                """;
    }

    @Override
    public int run(Arguments arguments, Output output) throws Misuse {
        arguments.expect(1, Integer.MAX_VALUE);
        Crosswalk crosswalk =
                ChosenCrosswalk.of(arguments.words().getFirst(), output).crosswalk();
        List<String> words = arguments.words().subList(1, arguments.words().size());
        List<String> codes = words.isEmpty() ? CrosswalkWorkbook.unpaired(crosswalk) : words;
        codes.forEach(code -> show(crosswalk, code, output));
        output.line(codes.size() + " codes without a pair");
        return 0;
    }

    static void show(Crosswalk crosswalk, String code, Output output) {
        if (crosswalk.codes().contains(code)) {
            output.line(code + ": has a pair");
            return;
        }
        List<PairSuggestions.Suggested> found = PairSuggestions.of(crosswalk, code);
        output.line(code + (found.isEmpty() ? ": nothing is like it" : ": perhaps"));
        for (PairSuggestions.Suggested each : found) {
            output.line("  %s  %s  (%.0f %% like \"%s\")"
                    .formatted(each.becomes(), each.name(), each.likeness() * 100, each.like()));
        }
    }
}
