package vn.lienthong.sandbox.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.sandbox.PortalCall;
import vn.lienthong.sandbox.PortalChange;
import vn.lienthong.sandbox.soak.check.Evidence.Call;
import vn.lienthong.sandbox.soak.check.Evidence.Change;
import vn.lienthong.sandbox.soak.plan.EventId;

/** Keeps every message about a dossier as the portal saw it: in short for the check, in full in a file for who investigates. */
final class PortalRecord implements Consumer<PortalCall>, AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> ABOUT_DOSSIERS = Set.of("DongBoHoSoMC", "CapNhatTienDoHoSoMC", "TraCuuHoSo");
    private static final Pattern YES = Pattern.compile("\"error_code\"\\s*:\\s*\"?0+\"?[,}]");

    private final List<Call> calls = new ArrayList<>();
    private final BufferedWriter file;

    PortalRecord(Path file) throws IOException {
        this.file = Files.newBufferedWriter(file);
    }

    @Override
    public synchronized void accept(PortalCall call) {
        try {
            file.write(line(call));
            file.write('\n');
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        if (ABOUT_DOSSIERS.contains(call.service())) {
            calls.add(inShort(call));
        }
    }

    private static Call inShort(PortalCall call) {
        String text = new String(call.sent(), StandardCharsets.UTF_8);
        String answered = call.answered();
        boolean push = !call.service().equals("TraCuuHoSo");
        return new Call(
                call.number(),
                call.at(),
                call.caller(),
                Messages.withoutSession(call.sent()),
                EventId.in(text),
                call.fault(),
                push && call.decided() != null && YES.matcher(call.decided()).find(),
                call.status(),
                answered == null ? null : Messages.digest(answered.getBytes(StandardCharsets.UTF_8)));
    }

    private static String line(PortalCall call) {
        ObjectNode line = JSON.createObjectNode();
        line.put("number", call.number()).put("at", call.at().toString());
        line.put("caller", call.caller()).put("service", call.service()).put("fault", call.fault());
        line.put("status", call.status()).put("decided", call.decided());
        line.put("sent", new String(call.sent(), StandardCharsets.UTF_8));
        return JSON.writeValueAsString(line);
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized int size() {
        return calls.size();
    }

    static List<Change> changes(List<PortalChange> changes) {
        return changes.stream()
                .map(change -> new Change(
                        change.sequence(),
                        change.dossier(),
                        change.kind(),
                        EventId.in(change.content()).stream().findFirst().orElse(new EventId(-1, -1))))
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
