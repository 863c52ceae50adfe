package vn.lienthong.mapping;

import java.io.PrintStream;
import java.util.Arrays;
import vn.lienthong.mapping.command.Commands;

/** {@code lienthong crosswalk …}: crosswalks out to whoever owns the codes, and back. Without Spring. */
public final class CrosswalkCommand {

    private CrosswalkCommand() {}

    /**
     * @param args as after {@code lienthong crosswalk}
     * @return 0 if all is well, 1 if there are conflicts or a file cannot be read, 2 if the command itself was wrong
     */
    public static int run(String[] args, PrintStream out) {
        return Commands.crosswalk().run(Arrays.asList(args), out);
    }
}
