package vn.lienthong.operations;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import vn.lienthong.operations.RunningConnector.Answer;

/** {@code procedures pull}: has the running connector pull the portal's catalogue, waits for it, and prints what changed. */
final class ProceduresCommand {

    private static final String DEFAULT_REASON = "./lienthong procedures pull";
    private static final String USAGE = """
            procedures pull [--reason=WHY] [--no-wait] [--url=http://localhost:8080] [--key-file=FILE]
            Has the running connector pull the portal's catalogue, as it does each night, and prints how many procedures are
            new, changed, gone and back. If a pull runs already, it is that one. It goes on without this command, which may be
            ended, or not wait for it at all: --no-wait. A key wants the roles see and act.
            Ends with 0 if the pull went through (with --no-wait: if it runs), 1 if not all could be read or a person ended
            it, 2 if it cannot be told.
            """;

    private final PrintStream out;
    private final Duration pause;

    ProceduresCommand(PrintStream out) {
        this(out, Duration.ofSeconds(1));
    }

    /** @param pause between two looks at how far it is */
    ProceduresCommand(PrintStream out, Duration pause) {
        this.out = out;
        this.pause = pause;
    }

    int run(String[] arguments) {
        return new Usage(USAGE, "pull", 1, Set.of("reason", "url", "key-file"), "no-wait")
                .run(arguments, out, (words, options) -> pull(options));
    }

    private int pull(List<String> options) {
        Settings settings = new Settings(options);
        RunningConnector connector = new RunningConnector(settings, out);
        String reason = settings.text("reason");
        Optional<Answer> begun = connector.tell("/api/procedures/pull", reason.isEmpty() ? DEFAULT_REASON : reason);
        if (begun.isEmpty()) {
            return 2;
        }
        JsonNode pull = begun.get().said();
        out.println("runs since " + text(pull, "startedAt") + ", asked for by " + text(pull, "by") + ": "
                + text(pull, "reason") + ". " + connector.url() + "/procedures");
        return options.contains("--no-wait") ? 0 : awaited(connector, pull);
    }

    private int awaited(RunningConnector connector, JsonNode begun) {
        JsonNode pull = begun;
        String waits = "";
        while (text(pull, "state").equals("running")) {
            String now = pull.path("waits").path("says").asString("");
            if (!now.equals(waits) && !now.isEmpty()) {
                out.println("waits: " + now);
            }
            waits = now;
            Optional<Answer> seen = pausedThen(connector);
            if (seen.isEmpty()) {
                return 2;
            }
            pull = seen.get().said().path("pull");
        }
        return print(pull);
    }

    private Optional<Answer> pausedThen(RunningConnector connector) {
        try {
            Thread.sleep(pause);
            return connector.read("/api/procedures");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private int print(JsonNode pull) {
        JsonNode found = pull.path("found");
        out.printf(
                "%d listed, %d asked for, %d of them unread; %d new, %d changed, %d gone, %d back%n",
                pull.path("listed").asInt(),
                pull.path("asked").asInt(),
                pull.path("unread").asInt(),
                found.path("fresh").asLong(),
                found.path("changed").asLong(),
                found.path("gone").asLong(),
                found.path("returned").asLong());
        for (JsonNode problem : pull.path("problems")) {
            out.println(text(problem, "code") + "  " + text(problem, "says"));
        }
        boolean through = text(pull, "state").equals("finished");
        if (!through) {
            out.println("it was ended before it was through");
        }
        return through && pull.path("problems").isEmpty() && pull.path("unread").asInt() == 0 ? 0 : 1;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
