package vn.lienthong.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ThrownTest {

    private static final String BODY = "0801-NGUYEN VAN A";

    @Test
    void tells_kinds_and_places_of_what_was_thrown_and_of_its_causes() {
        String told = told(new IllegalStateException(new IOException("x")));
        assertThat(told)
                .contains("java.lang.IllegalStateException", "java.io.IOException")
                .contains("ThrownTest.tells_kinds_and_places_of_what_was_thrown_and_of_its_causes");
    }

    @Test
    void tells_no_message_at_any_depth() {
        Exception suppressed = new IOException(BODY, new IllegalArgumentException(BODY));
        IllegalStateException thrown = new IllegalStateException(BODY, suppressed);
        thrown.addSuppressed(suppressed);
        assertThat(told(thrown)).doesNotContain(BODY);
    }

    @Test
    void ends_where_causes_go_round() {
        IllegalStateException thrown = new IllegalStateException(BODY);
        thrown.initCause(new IOException(thrown));
        assertThat(told(thrown).lines().filter(line -> line.startsWith("Caused by")))
                .hasSize(9);
    }

    private static String told(Throwable thrown) {
        StringWriter told = new StringWriter();
        Thrown.of(thrown).printStackTrace(new PrintWriter(told, true));
        return told.toString();
    }
}
