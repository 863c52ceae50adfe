package vn.lienthong.operations;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vn.lienthong.operations.RunningConnector.Answer;

/**
 * {@code payments reconcile FILE}: gives a settlement file to the running connector, which keeps the books and writes them
 * alone, and prints what it comes to.
 */
final class PaymentsCommand {

    private static final String USAGE = """
            payments reconcile FILE [--layout=daily] [--anew] [--url=http://localhost:8080] [--key-file=FILE]
            Compares a payment system's settlement file with the books of the running connector, and prints what its lines
            come to. The same file again is answered with the report there is; --anew makes another one. The address is that
            of the connector's settings (server.port), unless --url says another; where the API asks for a key, it is the
            first line of --key-file, of a key with the role act.
            Ends with 0 if nothing differs, 1 if a person has to look at something, 2 if the file was not compared.
            """;

    private final PrintStream out;

    PaymentsCommand(PrintStream out) {
        this.out = out;
    }

    int run(String[] arguments) {
        List<String> words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        List<String> options =
                Arrays.stream(arguments).filter(word -> word.startsWith("--")).toList();
        if (options.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        if (words.size() != 2 || !words.getFirst().equals("reconcile")) {
            out.print(USAGE);
            return 2;
        }
        Path file = Path.of(words.get(1));
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            out.println("cannot read " + file);
            return 2;
        }
        RunningConnector connector = new RunningConnector(new Settings(options), out);
        Optional<Answer> answer =
                connector.give(file, "/api/reconciliations", options.contains("--anew") ? "&anew=true" : "");
        return answer.isPresent() ? print(answer.get().said(), answer.get().status() == 200, connector.url()) : 2;
    }

    private int print(JsonNode report, boolean known, String url) {
        long id = report.path("reconciliation").asLong();
        if (known) {
            out.println("compared before, on " + report.path("startedAt").asString() + "; --anew compares it again");
        }
        boolean well = true;
        for (JsonNode sum : report.path("verdicts")) {
            long lines = sum.path("lines").asLong();
            if (lines > 0) {
                out.printf(
                        Locale.ROOT,
                        "%-16s %9d  %,20d đ%n",
                        sum.path("verdict").asString(),
                        lines,
                        sum.path("net").asLong());
                well &= sum.path("well").asBoolean();
            }
        }
        out.printf(
                Locale.ROOT,
                "%d lines; net %,d đ, in our books %,d đ, difference %,d đ%n",
                report.path("lines").asLong(),
                report.path("net").asLong(),
                report.path("booked").asLong(),
                report.path("difference").asLong());
        out.println(report.path("tasks").asLong() + " payments got a task. " + url + "/reconciliations/" + id);
        return well ? 0 : 1;
    }
}
