package vn.lienthong.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Senders whose heads trickle: never silent, never done. */
class BoundedHeadsTest {

    private static final String WHOLE = "GET /api/counterparts HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    static Path folder;

    static House house;

    @BeforeAll
    static void open() {
        house = House.open(folder, "server.tomcat.connection-timeout=1s", "management.server.port=0");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void are_cut_off_in_their_first_request() throws Exception {
        try (Socket socket = connect(house.port())) {
            assertThat(trickle(socket)).isTrue();
        }
    }

    @Test
    void are_cut_off_in_the_next_request_of_a_connection() throws Exception {
        try (Socket socket = connect(house.port())) {
            socket.getOutputStream().write(WHOLE.getBytes(US_ASCII));
            assertThat(socket.getInputStream().readNBytes(15))
                    .asString(US_ASCII)
                    .isEqualTo("HTTP/1.1 200 \r\n");
            assertThat(trickle(socket)).isTrue();
        }
    }

    @Test
    void are_cut_off_at_the_management_port_too() throws Exception {
        try (Socket socket = connect(Integer.parseInt(house.setting("local.management.port")))) {
            assertThat(trickle(socket)).isTrue();
        }
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** @return whether the connection was ended; given up after 20 s */
    private static boolean trickle(Socket socket) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        socket.setSoTimeout(100);
        socket.getOutputStream().write("GET /api/counterparts HTTP/1.1\r\nX-Slow: ".getBytes(US_ASCII));
        while (System.nanoTime() < deadline) {
            try {
                socket.getOutputStream().write('x');
            } catch (IOException ended) {
                return true;
            }
            if (isEnded(socket.getInputStream())) {
                return true;
            }
        }
        return false;
    }

    /** Waits a little. Reads over what is left of an answer. */
    private static boolean isEnded(InputStream in) throws IOException {
        try {
            return in.read(new byte[8192]) < 0;
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }
}
