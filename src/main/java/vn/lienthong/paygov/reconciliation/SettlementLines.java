package vn.lienthong.paygov.reconciliation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.mapping.Mapping;
import vn.lienthong.mapping.MappingResult;
import vn.lienthong.mapping.SourceFormat.Row;
import vn.lienthong.paygov.Gateway;
import vn.lienthong.paygov.Reconciliation.Status;
import vn.lienthong.paygov.book.SettlementLine;

/** Rows of a settlement file as lines, by the mapping of their layout. */
final class SettlementLines {

    private static final JsonMapper JSON = new JsonMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);

    private final Mapping layout;

    SettlementLines(Mapping layout) {
        this.layout = layout;
    }

    SettlementLine read(Row row) {
        return switch (layout.map(row.record())) {
            case MappingResult.Mapped(var mapped) ->
                new SettlementLine(row.number(), row.place(), said(JSON.readTree(mapped.body())));
            case MappingResult.Unmapped(var problems) -> unreadable(row, problems.getFirst());
            case MappingResult.NotOwed(var reason) -> unreadable(row, reason);
        };
    }

    private static SettlementLine unreadable(Row row, Problem problem) {
        String field = problem.field() == null ? "" : problem.field() + ": ";
        return new SettlementLine(row.number(), row.place() + ", " + field + problem.code(), null);
    }

    private static SettlementLine.Said said(JsonNode line) {
        return new SettlementLine.Said(
                Gateway.named(line.path("gateway").asString()).orElseThrow(),
                text(line, "reference"),
                text(line, "transaction"),
                text(line, "dossier"),
                Status.valueOf(line.path("status").asString().toUpperCase(Locale.ROOT)),
                Long.parseLong(line.path("amount").asString()),
                moment(text(line, "at")));
    }

    private static @Nullable String text(JsonNode line, String name) {
        String text = line.path(name).asString("");
        return text.isBlank() ? null : text;
    }

    private static @Nullable Instant moment(@Nullable String text) {
        return text == null
                ? null
                : LocalDateTime.parse(text, TIME).atZone(VietnamTime.ZONE).toInstant();
    }
}
