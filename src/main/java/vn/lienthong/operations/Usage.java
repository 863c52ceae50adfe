package vn.lienthong.operations;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a command is to be used. An option it does not know, or that is not written as it should be, is never passed
 * over: what it was to say would not be said.
 *
 * @param text what is printed of it
 * @param verb its first word
 * @param words how many it has, the verb included
 * @param withValue its options with a value, {@code url}
 * @param flag its one option without a value, {@code partial}; null: it has none
 */
record Usage(
        String text,
        String verb,
        int words,
        Set<String> withValue,
        @Nullable String flag) {

    /**
     * @param used does what was asked by words and options, and tells the exit code
     * @return 2 if it was misused, which is printed
     */
    int run(String[] arguments, PrintStream out, BiFunction<List<String>, List<String>, Integer> used) {
        List<String> given =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        List<String> options =
                Arrays.stream(arguments).filter(word -> word.startsWith("--")).toList();
        if (options.contains("--help")) {
            out.print(text);
            return 0;
        }
        Optional<String> unknown =
                options.stream().filter(option -> !isKnown(option)).findFirst();
        if (given.size() != words || !given.getFirst().equals(verb) || unknown.isPresent()) {
            unknown.ifPresent(option -> out.println("unknown option: " + option));
            out.print(text);
            return 2;
        }
        return used.apply(given, options);
    }

    /** Names of settings have dots, {@code --server.port=8085}. */
    private boolean isKnown(String option) {
        int equals = option.indexOf('=');
        String name = option.substring(2, equals < 0 ? option.length() : equals);
        return equals < 0 ? name.equals(flag) : withValue.contains(name) || name.contains(".");
    }
}
