package vn.lienthong.procedures;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.ProcedureCode;
import vn.lienthong.npsp.PortalCatalogue;
import vn.lienthong.npsp.PortalTells;
import vn.lienthong.procedures.Pull.Progress;
import vn.lienthong.procedures.Pull.Stage;

/** The next few questions of a pull, and what their answers make of it. What is asked twice is written down once. */
final class PullStep {

    private final PortalCatalogue portal;
    private final ProcedureBook procedures;
    private final DictionaryBook dictionaries;
    private final ProceduresSettings settings;
    private final InstantSource clock;

    PullStep(
            PortalCatalogue portal,
            ProcedureBook procedures,
            DictionaryBook dictionaries,
            ProceduresSettings settings,
            InstantSource clock) {
        this.portal = portal;
        this.procedures = procedures;
        this.dictionaries = dictionaries;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param most how many questions */
    Pull of(Pull pull, int most) {
        return switch (pull.progress().stage()) {
            case LIST -> list(pull);
            case PROCEDURES -> procedures(pull, most);
            case DICTIONARIES -> dictionary(pull);
        };
    }

    /** Nothing can be said about any procedure without the list: refused or empty, it is asked for again. */
    private Pull list(Pull pull) {
        return switch (portal.procedures()) {
            case PortalTells.NotAsked(Problem why) -> waiting(pull, pull.progress(), why);
            case PortalTells.Refused(Problem why) -> waiting(pull, pull.progress(), why);
            case PortalTells.Rows(List<JsonNode> rows) -> {
                Listing listing = Listing.of(rows);
                if (listing.names().isEmpty()) {
                    yield waiting(pull, pull.progress(), Problem.of("procedures.list-empty"));
                }
                Problem odd = procedures.take(listing, settings.mostMissing()).orElse(null);
                yield pull.further(pull.progress()
                        .at(Stage.PROCEDURES, listing.names().size())
                        .with(odd));
            }
        };
    }

    private Pull procedures(Pull pull, int most) {
        List<ProcedureCode> due = procedures.due(most);
        Progress progress = pull.progress();
        for (ProcedureCode code : due) {
            PortalTells tells = portal.procedure(code);
            if (tells instanceof PortalTells.NotAsked(Problem why)) {
                return waiting(pull, progress, why);
            }
            progress = progress.asked(taken(code, tells));
        }
        return pull.further(due.size() < most ? progress.at(Stage.DICTIONARIES, progress.listed()) : progress);
    }

    /** @return why nothing can be said about it; null if something can */
    private @Nullable Problem taken(ProcedureCode code, PortalTells tells) {
        return switch (tells) {
            case PortalTells.Rows(List<JsonNode> rows)
            when rows.isEmpty() -> procedures.takeNone(code).orElse(null);
            case PortalTells.Rows(List<JsonNode> rows)
            when isAbout(code, rows.getFirst()) -> {
                procedures.take(code, Content.of(rows.getFirst()));
                yield null;
            }
            case PortalTells.Refused(Problem why) -> passed(code, why);
            default -> passed(code, Problem.of("procedures.page-unreadable"));
        };
    }

    private Problem passed(ProcedureCode code, Problem why) {
        procedures.pass(code);
        return why.with("procedure", code.value());
    }

    private static boolean isAbout(ProcedureCode code, JsonNode row) {
        return row.isObject()
                && ProcedureCode.in(Content.of(row).text("MATTHC"))
                        .filter(code::equals)
                        .isPresent();
    }

    private Pull dictionary(Pull pull) {
        Progress progress = pull.progress();
        if (progress.dictionaries() >= settings.dictionaries().size()) {
            return pull.finished(progress, clock.instant());
        }
        String service = settings.dictionaries().get(progress.dictionaries());
        return switch (portal.dictionary(service)) {
            case PortalTells.NotAsked(Problem why) -> waiting(pull, progress, why);
            case PortalTells.Refused(Problem why) -> pull.further(progress.dictionary(why.with("service", service)));
            case PortalTells.Rows(List<JsonNode> rows)
            when rows.isEmpty() ->
                pull.further(progress.dictionary(
                        Problem.of("procedures.dictionary-empty").with("service", service)));
            case PortalTells.Rows(List<JsonNode> rows) -> {
                dictionaries.take(service, rows);
                yield pull.further(progress.dictionary(null));
            }
        };
    }

    private Pull waiting(Pull pull, Progress progress, Problem why) {
        return pull.waiting(progress, why, clock.instant());
    }
}
