package vn.lienthong.operations;

import java.io.PrintStream;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

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
        return new FileCommand(USAGE, "reconcile", "/api/reconciliations", "anew")
                .run(arguments, out, (answer, url) -> print(answer.said(), answer.status() == 200, url));
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
