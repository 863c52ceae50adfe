package vn.lienthong.npsp2026;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.lienthong.dossier.Batch;
import vn.lienthong.ledger.Memos;
import vn.lienthong.relay.AnswerJudge;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;
import vn.lienthong.relay.Reply;
import vn.lienthong.relay.Tokens;
import vn.lienthong.relay.Wire;

/**
 * The interface of 2026, as routes and the relay see it. Every call is one attempt and ends in one outcome for the batch's ready
 * items; it never throws for what the other side does. Safe for any number of threads.
 */
public final class Npsp2026Client implements AutoCloseable {

    /** A dossier: created if it must be, and its status. */
    public static final String DOSSIER = "dossier";

    /** Steps of a dossier's progress. */
    public static final String PROGRESS = "progress";

    /** What {@link #send} can be asked for. */
    public static final Set<String> SERVICES = Set.of(DOSSIER, PROGRESS);

    private static final String COUNTERPART = "npsp-2026";

    private final Policies policies;
    private final DossierPush dossiers;
    private final ProgressPush progress;
    private final Wire wire;
    private final Conversation.@Nullable OtherSide otherSide;
    private final DossierCodes codes;

    Npsp2026Client(Npsp2026Settings settings, Policies policies, Breakers breakers, Memos memos, InstantSource clock) {
        DossierIds ids = new DossierIds(memos);
        this.policies = policies;
        this.dossiers = new DossierPush(ids);
        this.progress = new ProgressPush(ids);
        this.wire = new Wire(
                new Wire.Words(
                        Npsp2026Problem.NOT_REACHED.problem(),
                        Npsp2026Problem.NO_ANSWER.problem(),
                        Npsp2026Problem.ANSWER_TOO_LONG.problem()),
                settings.longestAnswer().toBytes(),
                clock);
        this.otherSide = settings.isConfigured() ? otherSide(settings, wire, clock) : null;
        this.codes = new NextCodes(
                COUNTERPART, policies, breakers, otherSide == null ? null : otherSide.judgedBy(codeJudge()));
    }

    private static Conversation.OtherSide otherSide(Npsp2026Settings settings, Wire wire, InstantSource clock) {
        Tokens.Words tokens =
                new Tokens.Words(Npsp2026Problem.TOLD_TO_WAIT.problem(), Npsp2026Problem.LOGIN_REFUSED.problem());
        AnswerJudge.Words answers = new AnswerJudge.Words(
                Npsp2026Problem.REFUSED.problem(),
                Npsp2026Problem.TOLD_TO_WAIT.problem(),
                Npsp2026Problem.LOGIN_REFUSED.problem(),
                Npsp2026Problem.ANSWER_UNCLEAR.problem());
        return new Conversation.OtherSide(
                settings,
                wire,
                new Tokens(COUNTERPART, settings.oauth2(), tokens, wire, clock),
                new AnswerJudge(COUNTERPART, answers),
                clock);
    }

    /** A question for a code is no record: a refusal of it is called otherwise. */
    private static AnswerJudge codeJudge() {
        AnswerJudge.Words answers = new AnswerJudge.Words(
                Npsp2026Problem.CODE_REFUSED.problem(),
                Npsp2026Problem.TOLD_TO_WAIT.problem(),
                Npsp2026Problem.LOGIN_REFUSED.problem(),
                Npsp2026Problem.CODE_LOST.problem());
        return new AnswerJudge(COUNTERPART, answers);
    }

    DossierCodes codes() {
        return codes;
    }

    /**
     * Sends what the batch has ready: a dossier, or steps of one dossier's progress.
     *
     * @param service one of {@link #SERVICES}
     */
    public Reply send(String service, Batch batch) {
        Policy policy = policies.find(COUNTERPART).orElse(null);
        if (otherSide == null) {
            return nothingSent(Outcome.Deferred.shut(Npsp2026Problem.NOT_CONFIGURED.problem()));
        }
        if (policy == null) {
            return nothingSent(new Outcome.Deferred(Npsp2026Problem.NO_POLICY.problem(), null, false));
        }
        Conversation conversation = new Conversation(otherSide, policy, batch::mayBeSent);
        return new Reply(send(service, batch.ready(), conversation), conversation.calls());
    }

    private Outcome send(String service, List<Batch.Item> items, Conversation conversation) {
        if (service.equals(PROGRESS)) {
            return progress.send(items, conversation);
        }
        return items.size() == 1
                ? dossiers.send(items.getFirst(), conversation)
                : new Outcome.Deferred(Npsp2026Problem.ONE_DOSSIER_A_CALL.problem(), null, false);
    }

    private static Reply nothingSent(Outcome outcome) {
        return new Reply(outcome, List.of());
    }

    @Override
    public void close() {
        wire.close();
    }
}
