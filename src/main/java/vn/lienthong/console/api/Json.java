package vn.lienthong.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.lienthong.console.BodyText;
import vn.lienthong.dossier.Problem;
import vn.lienthong.dossier.SourceRecord;
import vn.lienthong.dossier.VietnamTime;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.ledger.Delivery;
import vn.lienthong.ledger.DeliveryFilter;
import vn.lienthong.ledger.LedgerView;

/**
 * What the API answers, as {@code openapi/lienthong.yaml} documents it. A member that is not known is {@code null}; one
 * that the caller may not see is absent.
 */
interface Json {

    record Listed<T>(List<T> items) {}

    /** @param next the {@code before} that asks for what comes behind these */
    record Paged<T>(
            List<T> items,
            @Nullable Integer page,
            int size,
            @Nullable Long total,
            boolean more,
            @Nullable Long next) {}

    record Said(
            String code,
            String says,
            String advice,
            @Nullable String place,
            @Nullable String field) {

        static Said of(Problem problem, Locale locale) {
            return new Said(
                    problem.code(), problem.says(locale), problem.advice(locale), problem.place(), problem.field());
        }

        static @Nullable Said orNull(@Nullable Problem problem, Locale locale) {
            return problem == null ? null : of(problem, locale);
        }

        static List<Said> all(List<Problem> problems, Locale locale) {
            return problems.stream().map(problem -> of(problem, locale)).toList();
        }
    }

    record Owed(
            long id,
            String state,
            @Nullable String dossier,
            String flow,
            String counterpart,
            long record,
            int version,
            String source,
            @Nullable String position,
            int attemptsMade,
            OffsetDateTime enteredAt,
            @Nullable OffsetDateTime dueAt,
            @Nullable OffsetDateTime finishedAt,
            @Nullable OffsetDateTime deadline,
            @Nullable String receipt,
            List<Said> problems,
            @Nullable OffsetDateTime bodiesDeletedAt) {

        static Owed of(Delivery delivery, Locale locale) {
            return new Owed(
                    delivery.id(),
                    delivery.state().name(),
                    delivery.dossier(),
                    delivery.flow(),
                    delivery.counterpart(),
                    delivery.record(),
                    delivery.version(),
                    delivery.source(),
                    delivery.position(),
                    delivery.attempts(),
                    VietnamTime.of(delivery.enteredAt()),
                    VietnamTime.orNull(delivery.dueAt()),
                    VietnamTime.orNull(delivery.finishedAt()),
                    VietnamTime.orNull(delivery.deadline()),
                    delivery.receipt(),
                    Said.all(delivery.problems(), locale),
                    VietnamTime.orNull(delivery.bodiesDeletedAt()));
        }
    }

    /** Bytes as text; {@code base64} only where the text is not exact. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            @Nullable String mediaType,
            String text,
            @Nullable String base64) {

        static Body of(SourceRecord record) {
            BodyText text = BodyText.of(record.body());
            return new Body(record.mediaType(), text.text(), text.base64());
        }

        static @Nullable Body orNull(byte @Nullable [] bytes) {
            if (bytes == null) {
                return null;
            }
            BodyText text = BodyText.of(bytes);
            return new Body(null, text.text(), text.base64());
        }
    }

    record Call(
            String service,
            OffsetDateTime at,
            long tookMillis,
            @Nullable Integer status,
            boolean keptBack,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<Change> changes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Body sent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Body answered) {

        static Call of(Attempt.Call call, boolean bodies) {
            return new Call(
                    call.service(),
                    VietnamTime.of(call.at()),
                    call.took().toMillis(),
                    call.status(),
                    call.wasKeptBack(),
                    Change.all(call.keptBack(), bodies),
                    bodies ? Body.orNull(call.sent()) : null,
                    bodies ? Body.orNull(call.answered()) : null);
        }
    }

    /** A field that a message kept back would have changed; its values are absent for who may not see bodies. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            String field, @Nullable String there, @Nullable String sent) {

        static @Nullable List<Change> all(@Nullable List<Attempt.Change> changes, boolean values) {
            return changes == null
                    ? null
                    : changes.stream()
                            .map(change -> new Change(
                                    change.field(), values ? change.there() : null, values ? change.sent() : null))
                            .toList();
        }
    }

    record Try(
            int number,
            OffsetDateTime startedAt,
            long tookMillis,
            String outcome,
            @Nullable String mapping,
            List<Said> problems,
            List<Call> calls) {

        static Try of(Attempt attempt, Locale locale, boolean bodies) {
            return new Try(
                    attempt.number(),
                    VietnamTime.of(attempt.startedAt()),
                    attempt.took().toMillis(),
                    attempt.outcome(),
                    attempt.mapping(),
                    Said.all(attempt.problems(), locale),
                    attempt.calls().stream().map(call -> Call.of(call, bodies)).toList());
        }
    }

    record Decided(OffsetDateTime at, String by, String verb, String reason) {

        static Decided of(LedgerView.Event event) {
            return new Decided(VietnamTime.of(event.at()), event.by(), event.verb(), event.reason());
        }
    }

    /** @param acts who paused, resumed or cancelled it; empty in lists */
    record Job(
            long id,
            String verb,
            Filter filter,
            String state,
            String by,
            String reason,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime finishedAt,
            long found,
            long done,
            List<Decided> acts) {

        static Job of(vn.lienthong.ledger.Job job, List<LedgerView.Event> acts) {
            return new Job(
                    job.id(),
                    job.verb().code(),
                    Filter.of(job.filter()),
                    job.state().name(),
                    job.by(),
                    job.reason(),
                    VietnamTime.of(job.startedAt()),
                    VietnamTime.orNull(job.finishedAt()),
                    job.found(),
                    job.done(),
                    acts.stream().map(Decided::of).toList());
        }
    }

    record Filter(
            @Nullable String state,
            @Nullable String dossier,
            @Nullable String counterpart,
            @Nullable String flow,
            @Nullable String problem,
            @Nullable String group) {

        static Filter of(DeliveryFilter filter) {
            return new Filter(
                    filter.state() == null ? null : filter.state().name(),
                    filter.dossier(),
                    filter.counterpart(),
                    filter.flow(),
                    filter.problem(),
                    filter.group());
        }
    }
}
