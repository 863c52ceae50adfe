package vn.lienthong.npsp2026;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import vn.lienthong.dossier.DossierNo;
import vn.lienthong.dossier.Problem;
import vn.lienthong.ledger.Attempt;
import vn.lienthong.relay.Breakers;
import vn.lienthong.relay.Outcome;
import vn.lienthong.relay.Policies;
import vn.lienthong.relay.Policy;

/**
 * Asks for codes under the policy of deliveries: their breaker, which hears whether the other side works, and their pace. At most
 * so many questions are under way as this process may have deliveries.
 */
final class NextCodes implements DossierCodes {

    private static final Logger LOG = LoggerFactory.getLogger(NextCodes.class);
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}._-]{1,60}");

    private final String counterpart;
    private final Policies policies;
    private final Breakers breakers;
    private final Conversation.@Nullable OtherSide otherSide;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param otherSide null: not set up */
    NextCodes(String counterpart, Policies policies, Breakers breakers, Conversation.@Nullable OtherSide otherSide) {
        this.counterpart = counterpart;
        this.policies = policies;
        this.breakers = breakers;
        this.otherSide = otherSide;
    }

    @Override
    public NextCode next(String code) {
        if (!CODE.matcher(code).matches()) {
            return new NextCode.Unfit(Npsp2026Problem.BAD_CODE.problem());
        }
        Policy policy = policies.find(counterpart).orElse(null);
        if (otherSide == null) {
            return notNow(Npsp2026Problem.NOT_CONFIGURED.problem());
        }
        if (policy == null) {
            return notNow(Npsp2026Problem.NO_POLICY.problem());
        }
        try {
            int most = Math.max(1, breakers.share().lanes(policy.pace().parallel()));
            return underWay.incrementAndGet() > most
                    ? busy()
                    : admitted(code, new Conversation(otherSide, policy, () -> true));
        } finally {
            underWay.decrementAndGet();
        }
    }

    private NextCode admitted(String code, Conversation conversation) {
        if (!breakers.lets(counterpart)) {
            return notNow(Npsp2026Problem.BREAKER_OPEN.problem().with("system", counterpart));
        }
        return breakers.borrow(counterpart) ? ask(code, conversation) : busy();
    }

    private NextCode busy() {
        return notNow(Npsp2026Problem.BUSY.problem().with("system", counterpart));
    }

    private NextCode ask(String code, Conversation conversation) {
        long began = System.nanoTime();
        Conversation.Told told = conversation.send(Conversation.Message.question(
                "npsp-2026 next-code", path(conversation.paths().nextCode(), code)));
        tell(told.outcome(), workedThere(conversation), Duration.ofNanos(System.nanoTime() - began));
        return switch (told.outcome()) {
            case Outcome.Delivered _ -> given(told.answer());
            case Outcome.Refused(Problem why) -> new NextCode.NotGiven(why);
            case Outcome.Deferred deferred -> notNow(deferred.cause());
            case Outcome.Unanswered(Problem cause) -> lost(cause);
            case Outcome.Withheld _ -> throw new IllegalStateException("a question is never withheld");
        };
    }

    /** A site's path may have parameters of its own. */
    private static String path(String path, String code) {
        return path + (path.contains("?") ? "&" : "?") + "code=" + URLEncoder.encode(code, StandardCharsets.UTF_8);
    }

    /** Whether it was there and answered, though perhaps with neither a yes nor a no. */
    private static boolean workedThere(Conversation conversation) {
        List<Attempt.Call> calls = conversation.calls();
        Integer status = calls.isEmpty() ? null : calls.getLast().status();
        return status != null && status < 500;
    }

    /**
     * What is neither a yes nor a no and comes from a side that works is this question's own matter, such as a wrong path: it keeps
     * no dossier waiting.
     */
    private void tell(Outcome outcome, boolean worked, Duration took) {
        switch (outcome) {
            case Outcome.Deferred deferred when !worked -> breakers.failed(counterpart, deferred.cause(), took);
            case Outcome.Unanswered(Problem cause) when !worked -> breakers.failed(counterpart, cause, took);
            case Outcome.Deferred _, Outcome.Unanswered _ -> {}
            default -> breakers.answered(counterpart, took);
        }
    }

    private NextCode given(JsonNode answer) {
        return number(answer.path("value"))
                .<NextCode>map(NextCode.Given::new)
                .orElseGet(() -> lost(Npsp2026Problem.CODE_LOST.problem()));
    }

    private static Optional<DossierNo> number(JsonNode value) {
        try {
            return value.isString() ? Optional.of(new DossierNo(value.asString())) : Optional.empty();
        } catch (IllegalArgumentException noNumber) {
            return Optional.empty();
        }
    }

    private NextCode lost(Problem cause) {
        LOG.warn("A dossier code may be lost ({}). Who asked for it may ask again.", cause.code());
        return new NextCode.NotGiven(Npsp2026Problem.CODE_LOST.problem().with("system", counterpart));
    }

    private static NextCode notNow(Problem cause) {
        return new NextCode.NotNow(List.of(Npsp2026Problem.NO_CODE_NOW.problem(), cause));
    }
}
