package vn.lienthong.mapping;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import vn.lienthong.mapping.command.Commands;

/** {@code lienthong mapping …}: the integrator's commands, without Spring. */
public final class MappingCommand {

    private MappingCommand() {}

    /**
     * @param args as after {@code lienthong}; the word {@code mapping} before them may be left out
     * @return 0 if all is well, 1 if a check failed or a record could not be mapped, 2 if the command itself was wrong
     */
    public static int run(String[] args, PrintStream out) {
        List<String> words = Arrays.asList(args);
        boolean named = !words.isEmpty() && words.getFirst().equals("mapping");
        return Commands.mapping().run(named ? words.subList(1, words.size()) : words, out);
    }
}
