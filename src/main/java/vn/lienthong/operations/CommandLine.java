package vn.lienthong.operations;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;
import org.slf4j.helpers.Reporter;
import vn.lienthong.mapping.CrosswalkCommand;
import vn.lienthong.mapping.MappingCommand;
import vn.lienthong.operations.routes.RouteCheck;
import vn.lienthong.relay.Nearest;

/** The commands of {@code ./lienthong} that start no server. Exit code 0: all is well; 1: something is wrong; 2: misused. */
public final class CommandLine {

    private static final List<String> COMMANDS = List.of(
            "mapping",
            "crosswalk",
            "record",
            "agreement",
            "procedures",
            "payments",
            "alerts",
            "route",
            "problems",
            "version");

    private static final String ROUTE = """
            route check [DIR]
            Checks the route, template and policy files of a folder (default: routes) without starting them, and that the
            mappings they name are there. Ends with 0 if there is no fault, with 1 if there are, with 2 if there is no
            such folder.
            """;

    private CommandLine() {}

    public static void main(String[] arguments) {
        // A command prints what it finds; log lines in between would only be in the way. SLF4J is told who writes none,
        // since to look for somebody who does it would open every library.
        System.setProperty(LoggerFactory.PROVIDER_PROPERTY_KEY, NOP_FallbackServiceProvider.class.getName());
        System.setProperty(Reporter.SLF4J_INTERNAL_VERBOSITY_KEY, "ERROR");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out));
    }

    static int run(String[] arguments, PrintStream out) {
        String command = arguments.length == 0 ? "" : arguments[0];
        String[] rest = arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            return run(command, rest, out);
        } catch (Settings.Unreadable unreadable) {
            out.println(unreadable.getMessage());
            return 2;
        }
    }

    private static int run(String command, String[] rest, PrintStream out) {
        return switch (command) {
            case "mapping" -> MappingCommand.run(rest, out);
            case "crosswalk" -> CrosswalkCommand.run(rest, out);
            case "record" -> new RecordCommand(out).run(rest);
            case "agreement" -> new AgreementCommand(out).run(rest);
            case "procedures" -> new ProceduresCommand(out).run(rest);
            case "payments" -> new PaymentsCommand(out).run(rest);
            case "alerts" -> new AlertsCommand(out).run(rest);
            case "route" -> route(rest, out);
            case "problems" -> ProblemsCommand.run(rest, Locale.getDefault(), out);
            case "version" -> version(out);
            default -> misused(command, Nearest.to(command, COMMANDS), out);
        };
    }

    private static int route(String[] arguments, PrintStream out) {
        if (Arrays.asList(arguments).contains("--help")) {
            out.print(ROUTE);
            return 0;
        }
        return arguments.length > 0 && arguments[0].equals("check")
                ? RouteCheck.run(Arrays.copyOfRange(arguments, 1, arguments.length), out)
                : misused(("route " + String.join(" ", arguments)).strip(), "route check", out);
    }

    private static int version(PrintStream out) {
        Package here = CommandLine.class.getPackage();
        out.println("Liên Thông "
                + Optional.ofNullable(here.getImplementationVersion()).orElse("(not packed)"));
        return 0;
    }

    private static int misused(String command, String meant, PrintStream out) {
        out.println(
                "Unknown command: " + command + ", did you mean " + meant + "? ./lienthong help lists the commands.");
        return 2;
    }
}
