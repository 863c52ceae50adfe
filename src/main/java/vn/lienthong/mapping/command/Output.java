package vn.lienthong.mapping.command;

import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Problem;

/** Where a command says what it found. */
record Output(PrintStream stream, Locale language) {

    void line(String text) {
        stream.println(text);
    }

    /** A problem in full: code, place, field; what happened; what to do. */
    void problem(String where, Problem problem) {
        line((where + "  ").stripLeading() + problem.code() + part(problem.place()) + part(problem.field()));
        line("  " + problem.says(language));
        line("  " + problem.advice(language));
    }

    private static String part(@Nullable String text) {
        return text == null ? "" : "  " + text;
    }
}
