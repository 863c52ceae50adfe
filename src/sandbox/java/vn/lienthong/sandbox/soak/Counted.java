package vn.lienthong.sandbox.soak;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What a running connector shows people and monitors, in the words of the ledger's rows: {@code npsp-dossier DEAD}. */
final class Counted {

    private static final Map<String, String> IN_API = Map.of(
            "backlog", "OWED",
            "held", "HELD",
            "dead", "DEAD",
            "delivered", "DELIVERED",
            "cancelled", "CANCELLED",
            "lanesParked", "PARKED");

    private static final Map<String, String> IN_METRICS = Map.of(
            "deliveries_owed", "OWED",
            "deliveries_held", "HELD",
            "deliveries_dead", "DEAD",
            "deliveries_delivered", "DELIVERED",
            "lanes_parked", "PARKED");

    private static final Pattern METRIC =
            Pattern.compile("lienthong_([a-z_]+)\\{counterpart=\"npsp\",flow=\"([a-z-]+)\"} ([0-9.E]+)");

    private Counted() {}

    static Map<String, Long> byApi(Connector connector) throws IOException, InterruptedException {
        Map<String, Long> counted = new TreeMap<>();
        JsonNode all = new Client(connector.address()).get("/api/counterparts").body();
        for (JsonNode counterpart : all.path("items")) {
            for (JsonNode flow : counterpart.path("flows")) {
                IN_API.forEach((name, what) -> counted.put(
                        flow.path("flow").asString() + " " + what,
                        flow.path(name).asLong()));
            }
        }
        return counted;
    }

    static Map<String, Long> byMetrics(Connector connector) throws IOException, InterruptedException {
        Map<String, Long> counted = new TreeMap<>();
        Matcher metric = METRIC.matcher(new Client(connector.managementAddress()).text("/actuator/prometheus"));
        while (metric.find()) {
            String what = IN_METRICS.get(metric.group(1));
            if (what != null) {
                counted.put(metric.group(2) + " " + what, (long) Double.parseDouble(metric.group(3)));
            }
        }
        return counted;
    }
}
