package vn.lienthong.intake.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Senders that hold a connection and send nothing, or next to nothing. */
@SpringBootTest(
        classes = PushTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            PushTestApplication.WITHOUT_THE_OTHER_ROOMS,
            "intake.body-within=2s",
            "server.tomcat.connection-timeout=1s"
        })
class SlowSendersTest {

    @LocalServerPort
    private int port;

    @Test
    void are_answered_when_they_fall_silent_in_their_body() throws Exception {
        try (Socket socket = connect()) {
            socket.setSoTimeout(20_000);
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(" 408 ");
        }
    }

    @Test
    void are_cut_off_when_they_fall_silent_in_their_head() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("POST /api".getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(2_000);
        }
    }

    @Test
    void are_answered_when_they_trickle() throws Exception {
        try (Socket socket = connect()) {
            String answer = "";
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (answer.isEmpty() && System.nanoTime() < deadline) {
                socket.getOutputStream().write(' ');
                socket.setSoTimeout(200);
                answer = readSome(socket);
            }
            assertThat(answer).contains(" 408 ").contains("intake.body-too-slow");
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.getOutputStream()
                .write(("POST /api/records/json-flow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String readSome(Socket socket) throws IOException {
        byte[] buffer = new byte[4096];
        try {
            int read = socket.getInputStream().read(buffer);
            return read < 0 ? "closed" : new String(buffer, 0, read, StandardCharsets.UTF_8);
        } catch (SocketTimeoutException nothingYet) {
            return "";
        }
    }
}
