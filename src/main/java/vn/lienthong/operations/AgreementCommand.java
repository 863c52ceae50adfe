package vn.lienthong.operations;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** {@code agreement source FILE}: gives the running connector a list of what the ministry's own system has. */
final class AgreementCommand {

    private static final String USAGE = """
            agreement source FILE [--layout=csv] [--partial] [--url=http://localhost:8080] [--key-file=FILE]
            Gives the running connector a list of the dossiers the ministry's own system has (number, status, last change); the
            next comparison (each night, or the console's page Agreement) holds the ledger against it. The layout is a mapping
            below mappings/agreement/source; without one it is that of the file's ending: csv, json, xlsx. --partial: the list does
            not hold every dossier, so what is missing in it means nothing.
            Ends with 0 if the list was taken, 1 if lines of it could not be read or it lacks many dossiers of the list before, 2 if
            it was not taken.
            """;

    private final PrintStream out;

    AgreementCommand(PrintStream out) {
        this.out = out;
    }

    int run(String[] arguments) {
        return new FileCommand(USAGE, "source", "/api/agreement/source", "partial")
                .run(arguments, out, (answer, url) -> taken(answer.said(), url));
    }

    private int taken(JsonNode list, String url) {
        long unreadable = list.path("unreadable").asLong();
        out.println(list.path("dossiers").asLong() + " dossiers taken. " + url + "/agreement");
        if (unreadable > 0) {
            out.println(unreadable + " lines could not be read, the first: "
                    + list.path("problem").asString(""));
        }
        long lacks = list.path("lacks").asLong();
        if (lacks > 0) {
            out.println(lacks
                    + " dossiers of the list before are not in it. If it was cut short, give it once more; else the next"
                    + " list proves it.");
        }
        return unreadable > 0 || lacks > 0 ? 1 : 0;
    }
}
