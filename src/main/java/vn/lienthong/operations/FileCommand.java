package vn.lienthong.operations;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import vn.lienthong.operations.RunningConnector.Answer;

/**
 * A command that gives a file to the running connector: {@code <verb> FILE}. An option it does not know, or that is not
 * written as it should be, is never passed over: what it was to say would not be said.
 *
 * @param verb {@code source}
 * @param path the door of the API
 * @param flag the one option without a value, {@code partial}; a parameter of that name tells it to the door
 */
record FileCommand(String usage, String verb, String path, String flag) {

    private static final Set<String> WITH_VALUE = Set.of("layout", "url", "key-file");

    /**
     * @param taken prints what the connector at that address said, and tells the exit code
     * @return 2 if nothing was given, or it was not taken
     */
    int run(String[] arguments, PrintStream out, BiFunction<Answer, String, Integer> taken) {
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        List<String> options =
                Arrays.stream(arguments).filter(word -> word.startsWith("--")).toList();
        if (options.contains("--help")) {
            out.print(usage);
            return 0;
        }
        Optional<String> unknown =
                options.stream().filter(option -> !isKnown(option)).findFirst();
        if (words.size() != 2 || !words.getFirst().equals(verb) || unknown.isPresent()) {
            unknown.ifPresent(option -> out.println("unknown option: " + option));
            out.print(usage);
            return 2;
        }
        Path file = Path.of(words.get(1));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            out.println("cannot read " + file);
            return 2;
        }
        RunningConnector connector = new RunningConnector(new Settings(options), out);
        return connector
                .give(file, path, options.contains("--" + flag) ? "&" + flag + "=true" : "")
                .map(answer -> taken.apply(answer, connector.url()))
                .orElse(2);
    }

    /** Names of settings have dots, {@code --server.port=8085}. */
    private boolean isKnown(String option) {
        int equals = option.indexOf('=');
        String name = option.substring(2, equals < 0 ? option.length() : equals);
        return equals < 0 ? name.equals(flag) : WITH_VALUE.contains(name) || name.contains(".");
    }
}
