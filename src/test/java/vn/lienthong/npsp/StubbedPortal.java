package vn.lienthong.npsp;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A portal that answers each service with exactly what a test tells it. */
final class StubbedPortal implements AutoCloseable {

    static final String LOGIN = "/VXPAdapter/RestService/forward/mapi/login";
    static final String CALLS = "/VXPAdapter/RestService/forward/mapi/g";

    private final WireMockServer server =
            new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    StubbedPortal() {
        server.start();
        answersLogin(json(Given.sampleText("login-response")));
    }

    WireMockServer server() {
        return server;
    }

    String address() {
        return "http://127.0.0.1:" + server.port() + "/VXPAdapter/RestService/forward";
    }

    void answersLogin(ResponseDefinitionBuilder answer) {
        server.stubFor(post(urlPathEqualTo(LOGIN)).willReturn(answer));
    }

    /** Answers in turn; the last one for ever. */
    void answers(String service, ResponseDefinitionBuilder... answers) {
        for (int n = 0; n < answers.length; n++) {
            server.stubFor(post(urlPathEqualTo(CALLS))
                    .withRequestBody(matchingJsonPath("$.service", equalTo(service)))
                    .inScenario(service)
                    .whenScenarioStateIs(n == 0 ? STARTED : "after " + n)
                    .willSetStateTo(n == answers.length - 1 ? (n == 0 ? STARTED : "after " + n) : "after " + (n + 1))
                    .willReturn(answers[n]));
        }
    }

    void answers(String service, String... bodies) {
        answers(service, List.of(bodies).stream().map(StubbedPortal::json).toArray(ResponseDefinitionBuilder[]::new));
    }

    static ResponseDefinitionBuilder json(String body) {
        return aResponse().withHeader("Content-Type", "application/json").withBody(body);
    }

    /** Oldest first. */
    List<LoggedRequest> calls() {
        return inOrder(server.findAll(postRequestedFor(urlPathEqualTo(CALLS))));
    }

    List<JsonNode> bodies() {
        return calls().stream().map(call -> Given.JSON.readTree(call.getBody())).toList();
    }

    List<String> services() {
        return bodies().stream().map(body -> body.path("service").asString()).toList();
    }

    /** What isUpdating was in each DongBoHoSoMC. */
    List<String> updating() {
        return bodies().stream()
                .filter(body -> body.path("service").asString().equals("DongBoHoSoMC"))
                .map(body -> body.path("isUpdating").asString())
                .toList();
    }

    List<LoggedRequest> logins() {
        return inOrder(server.findAll(postRequestedFor(urlPathEqualTo(LOGIN))));
    }

    @Override
    public void close() {
        server.stop();
    }

    /** The journal gives the newest first. */
    private static List<LoggedRequest> inOrder(List<LoggedRequest> found) {
        List<LoggedRequest> ordered = new ArrayList<>(found);
        ordered.sort(java.util.Comparator.comparing(LoggedRequest::getLoggedDate));
        return ordered;
    }
}
