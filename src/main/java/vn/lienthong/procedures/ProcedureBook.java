package vn.lienthong.procedures;

import static vn.lienthong.procedures.Rows.values;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import tools.jackson.databind.json.JsonMapper;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.ledger.Store;
import vn.lienthong.ledger.Store.Statements;
import vn.lienthong.procedures.ProcedureChange.Field;
import vn.lienthong.procedures.ProcedureChange.Kind;

/**
 * Writes down what the portal tells of procedures, each call in one transaction. Told the same again, it changes nothing but
 * when it was seen. Safe for any number of threads and processes.
 */
final class ProcedureBook {

    /** So few may always be missing from the list: of a small catalogue each is a large share. */
    private static final int FEW = 5;

    private static final int PERCENT = 100;
    private static final int AHEAD = 2;
    private static final int THEN = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Store store;
    private final InstantSource clock;

    ProcedureBook(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes the list: what is new, renamed or back again, and what to ask the portal for in full, those first.
     *
     * @param mostMissing the share of those listed before, in percent, that may be missing; if more are, none is asked for
     * @return what is odd about the list; empty if nothing is
     */
    Optional<Problem> take(Listing listing, int mostMissing) {
        return store.write(sql -> {
            Map<String, Procedure> known = Rows.list(sql, sql.lock("portal_procedure"), values()).stream()
                    .collect(Collectors.toMap(Procedure::code, each -> each));
            sql.update("UPDATE portal_procedure SET due = 0 WHERE due > 0", values());
            listing.names().forEach((code, name) -> list(sql, code, name, known.get(code)));
            List<Procedure> missing = known.values().stream()
                    .filter(each -> each.goneAt() == null && !listing.names().containsKey(each.code()))
                    .toList();
            Optional<Problem> odd = odd(listing, known, missing, mostMissing);
            if (odd.isEmpty()) {
                sql.each(
                        "UPDATE portal_procedure SET listed = 0, due = " + THEN + " WHERE code = :code",
                        missing.stream()
                                .map(each -> values("code", each.code()))
                                .toList());
            }
            return odd;
        });
    }

    private static Optional<Problem> odd(
            Listing listing, Map<String, Procedure> known, List<Procedure> missing, int mostMissing) {
        if (listing.unreadable() > 0) {
            return Optional.of(Problem.of("procedures.list-unreadable").with("rows", "" + listing.unreadable()));
        }
        long listed = known.values().stream().filter(Procedure::listed).count();
        long lost = missing.stream().filter(Procedure::listed).count();
        return lost <= FEW || lost * PERCENT <= listed * mostMissing
                ? Optional.empty()
                : Optional.of(Problem.of("procedures.list-short")
                        .with("missing", "" + lost)
                        .with("known", "" + listed));
    }

    private void list(Statements sql, String code, String written, @Nullable Procedure known) {
        String name = known != null && written.isEmpty() ? known.name() : written;
        boolean ahead = known == null || known.goneAt() != null || !known.name().equals(name);
        MapSqlParameterSource row = at("code", code).addValue("name", name).addValue("due", ahead ? AHEAD : THEN);
        if (known == null) {
            sql.update("""
                    INSERT INTO portal_procedure (code, name, listed, first_seen_at, last_seen_at, due)
                    VALUES (:code, :name, 1, :now, :now, :due)
                    """, row);
            return;
        }
        sql.update("""
                UPDATE portal_procedure SET name = :name, listed = 1, gone_at = NULL, last_seen_at = :now, due = :due
                WHERE code = :code
                """, row);
        if (known.goneAt() != null) {
            change(sql, known, Kind.RETURNED, known.version(), List.of());
        }
    }

    /** Those still to be asked for in this pull; new ones first, then by code. */
    List<ProcedureCode> due(int most) {
        return store.read(sql -> sql.list(
                "SELECT code FROM portal_procedure WHERE due > 0 ORDER BY due DESC, code LIMIT :most",
                values("most", most),
                (row, number) -> new ProcedureCode(row.getString("code"))));
    }

    /** What the portal says of it now; a version of its own if it says something else than the newest. */
    void take(ProcedureCode code, Content content) {
        store.write(sql -> {
            Procedure known = Rows.lock(sql, code.value());
            keep(sql, known, Rows.content(sql, known), content);
            String name = content.text("TENTTHC");
            return sql.update(
                    "UPDATE portal_procedure SET name = :name, last_seen_at = :now, due = 0 WHERE code = :code",
                    at("code", code.value()).addValue("name", name.isEmpty() ? known.name() : name));
        });
    }

    /**
     * The portal was asked for it and has none of that code: it is gone, unless the list has it.
     *
     * @return what is odd about that; empty if nothing is
     */
    Optional<Problem> takeNone(ProcedureCode code) {
        return store.write(sql -> {
            Procedure known = Rows.lock(sql, code.value());
            Content newest = Rows.content(sql, known);
            pass(sql, code);
            if (!known.listed()) {
                gone(sql, known);
                return Optional.empty();
            }
            if (newest != null && !newest.isNameAlone()) {
                return Optional.of(Problem.of("procedures.no-page").with("procedure", code.value()));
            }
            keep(sql, known, newest, Content.named(code.value(), known.name()));
            return Optional.empty();
        });
    }

    /** It cannot be read in this pull: what is known stays. */
    void pass(ProcedureCode code) {
        store.write(sql -> pass(sql, code));
    }

    private static int pass(Statements sql, ProcedureCode code) {
        return sql.update("UPDATE portal_procedure SET due = 0 WHERE code = :code", values("code", code.value()));
    }

    private void gone(Statements sql, Procedure known) {
        if (known.goneAt() == null) {
            sql.update("UPDATE portal_procedure SET gone_at = :now WHERE code = :code", at("code", known.code()));
            change(sql, known, Kind.GONE, known.version(), List.of());
        }
    }

    private void keep(Statements sql, Procedure known, @Nullable Content newest, Content content) {
        if (newest != null && newest.says().equals(content.says())) {
            sql.update("""
                    UPDATE portal_procedure_version SET last_seen_at = :now WHERE code = :code AND version = :version
                    """, at("code", known.code()).addValue("version", known.version()));
            return;
        }
        int version = known.version() + 1;
        MapSqlParameterSource row = at("code", known.code())
                .addValue("version", version)
                .addValue("hash", content.hash())
                .addValue("content", content.told());
        sql.update("""
                INSERT INTO portal_procedure_version (code, version, hash, seen_at, last_seen_at, content)
                VALUES (:code, :version, :hash, :now, :now, :content)
                """, row);
        sql.update("UPDATE portal_procedure SET version = :version WHERE code = :code", row);
        List<Field> fields = newest == null ? List.of() : FieldChanges.between(newest, content);
        change(sql, known, newest == null ? Kind.NEW : Kind.CHANGED, version, fields);
    }

    private void change(Statements sql, Procedure procedure, Kind kind, int version, List<Field> fields) {
        sql.update(
                """
                INSERT INTO portal_procedure_change (id, code, kind, version, happened_at, fields)
                VALUES (:id, :code, :kind, :version, :now, :fields)
                """,
                at("code", procedure.code())
                        .addValue("id", sql.number())
                        .addValue("kind", kind.name())
                        .addValue("version", version)
                        .addValue("fields", JSON.writeValueAsString(fields)));
    }

    private MapSqlParameterSource at(String name, Object value) {
        return values(name, value).addValue("now", clock.instant().toEpochMilli());
    }
}
