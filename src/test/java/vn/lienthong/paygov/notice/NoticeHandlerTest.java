package vn.lienthong.paygov.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import vn.lienthong.intake.door.AllowedCallers;
import vn.lienthong.intake.door.Bodies;
import vn.lienthong.intake.door.BodyLimits;
import vn.lienthong.ledger.Ledger.LedgerUnavailable;
import vn.lienthong.paygov.message.Fields;

/** What a door for notices lets in, and what it says when it does not. */
class NoticeHandlerTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final BodyLimits LIMITS = new BodyLimits(
            "payments.notices",
            DataSize.ofKilobytes(64),
            Duration.ofSeconds(20),
            DataSize.ofMegabytes(8),
            DataSize.ofMegabytes(8));

    private final AtomicLong nanos = new AtomicLong();
    private Function<Received, ObjectNode> desk =
            received -> JSON.createObjectNode().put("said", "taken");

    @Test
    void a_message_is_taken_from_who_is_allowed_and_from_nobody_else() throws Exception {
        assertThat(answer(call("{}")).getStatus()).isEqualTo(200);

        MockHttpServletRequest stranger = call("{}");
        stranger.setRemoteAddr("10.9.9.9");
        stranger.addHeader("X-Forwarded-For", "10.0.0.5");
        MockHttpServletResponse refused = answer(stranger);
        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(refused.getContentAsString()).contains("not taken");
    }

    @Test
    void a_page_in_a_browser_cannot_make_this_machine_call() throws Exception {
        MockHttpServletRequest page = call("{}");
        page.addHeader("Sec-Fetch-Site", "cross-site");
        assertThat(answer(page).getStatus()).isEqualTo(403);
    }

    @Test
    void nothing_but_a_post_is_taken() throws Exception {
        MockHttpServletRequest get = call("");
        get.setMethod("GET");
        MockHttpServletResponse answer = answer(get);
        assertThat(answer.getStatus()).isEqualTo(405);
        assertThat(answer.getHeader("Allow")).isEqualTo("POST");
    }

    @Test
    void who_is_too_slow_or_sends_too_much_is_not_waited_for() throws Exception {
        assertThat(answer(call("x".repeat(64 * 1024 + 1))).getStatus()).isEqualTo(413);
        nanos.set(Duration.ofSeconds(21).toNanos());
        assertThat(answer(call("{}")).getStatus()).isEqualTo(408);
    }

    @Test
    void taken_is_said_only_once_it_is_on_disk() throws Exception {
        desk = received -> {
            throw new LedgerUnavailable("away", new IllegalStateException());
        };
        MockHttpServletResponse away = answer(call("{}"));
        assertThat(away.getStatus()).isEqualTo(503);
        assertThat(away.getHeader("Retry-After")).isNotNull();
        assertThat(away.getContentAsString()).contains("not taken");

        desk = received -> {
            throw new IllegalStateException("a bug");
        };
        assertThat(answer(call("{}")).getStatus()).isEqualTo(500);
    }

    private static MockHttpServletRequest call(String body) {
        MockHttpServletRequest call = new MockHttpServletRequest("POST", NoticePaths.PLATFORM);
        call.setRemoteAddr("10.0.0.5");
        call.setContent(body.getBytes(StandardCharsets.UTF_8));
        return call;
    }

    private MockHttpServletResponse answer(MockHttpServletRequest call) throws Exception {
        Answers answers = new Answers() {
            @Override
            public ObjectNode taken(Received received) {
                return desk.apply(received);
            }

            @Override
            public ObjectNode notTaken(@Nullable Fields message) {
                return JSON.createObjectNode().put("said", "not taken");
            }
        };
        long step = nanos.get();
        NoticeHandler handler = new NoticeHandler(
                new AllowedCallers(List.of(), List.of("http://10.0.0.5:8080/VXPAdapter")),
                new Bodies(LIMITS, () -> nanos.getAndAdd(step)),
                answers);
        MockHttpServletResponse response = new MockHttpServletResponse();
        handler.handleRequest(call, response);
        return response;
    }
}
