package vn.lienthong.operations;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProblemTexts;
import vn.lienthong.relay.Nearest;

/** {@code problems [CODE]}: what a code means and what is to be done, or all codes. The same texts as the console's page. */
final class ProblemsCommand {

    private ProblemsCommand() {}

    static int run(String[] arguments, Locale language, PrintStream out) {
        if (arguments.length > 1) {
            out.println("problems [CODE]    what a code means and what to do; without a code, all of them");
            return 2;
        }
        if (arguments.length == 0) {
            ProblemTexts.all().forEach(entry -> out.println(entry.code() + "\n  " + entry.cause(language)));
            return 0;
        }
        Optional<ProblemTexts.Entry> entry = ProblemTexts.find(arguments[0]);
        entry.ifPresentOrElse(found -> print(found, language, out), () -> out.println(unknown(arguments[0])));
        return entry.isPresent() ? 0 : 1;
    }

    private static void print(ProblemTexts.Entry entry, Locale language, PrintStream out) {
        Problem example = entry.example();
        String head = Stream.of(entry.code(), example.place(), example.field())
                .filter(part -> part != null)
                .collect(Collectors.joining("  "));
        out.println(entry.code());
        out.println("  " + entry.cause(language));
        out.println("  → " + entry.advice(language));
        out.println();
        out.println("  " + head);
        out.println("    " + example.says(language));
        out.println("    " + example.advice(language));
    }

    private static String unknown(String code) {
        List<String> codes =
                ProblemTexts.all().stream().map(ProblemTexts.Entry::code).toList();
        return "there is no code " + code + ", did you mean " + Nearest.to(code, codes) + "?";
    }
}
