package vn.lienthong.mapping.command;

import java.io.IOException;
import java.util.Set;

/** One command of an integrator. */
interface Command {

    /** The first line says how it is called, the rest what it does. */
    String help();

    /** The options it has, without their dashes. */
    default Set<String> options() {
        return Set.of();
    }

    /**
     * @return 0 if all is well, 1 if something is wrong with what the command looked at
     * @throws Misuse if it was called wrongly
     */
    int run(Arguments arguments, Output output) throws Misuse, IOException;
}
