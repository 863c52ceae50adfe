package vn.lienthong.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Pages by links. */
class LinksTest extends RestContract {

    @Override
    Paging paging() {
        return Paging.of("link", "", 1, "link");
    }

    @Test
    void neither_a_link_nor_a_redirect_leads_to_another_host() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", request -> {
            calls.incrementAndGet();
            RecordServer.send(request, 200, "{\"data\":{\"items\":[]}}");
            request.close();
        });
        other.start();
        try {
            String there = "http://127.0.0.1:" + other.getAddress().getPort() + "/";
            start();
            put(List.of(item(1, NOON)));
            server.next(
                    request -> RecordServer.send(request, 200, "{\"data\":{\"items\":[]},\"link\":\"" + there + "\"}"));
            work();
            assertThat(faults()).containsExactly("intake.api-other-host");
            server.next(request -> {
                request.getResponseHeaders().set("Location", there);
                RecordServer.send(request, 302, "");
            });
            work();
            assertThat(problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.details()).containsEntry("what", "HTTP 302"));
            work();
            assertThat(entered()).containsExactly("H-1/1");
            assertThat(faults()).isEmpty();
            assertThat(calls).hasValue(0);
        } finally {
            other.stop(0);
        }
    }
}
