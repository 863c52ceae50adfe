package vn.lienthong.operations;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import vn.lienthong.operations.RunningConnector.Answer;

/**
 * A command that gives a file to the running connector: {@code <verb> FILE}.
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
        return new Usage(usage, verb, 2, WITH_VALUE, flag)
                .run(arguments, out, (words, options) -> give(Path.of(words.get(1)), options, out, taken));
    }

    private int give(Path file, List<String> options, PrintStream out, BiFunction<Answer, String, Integer> taken) {
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
}
